import { isDeepStrictEqual } from 'node:util';
import type { Target } from '../load/job.ts';

const COMPARED = 20;

/** Asks two gateways the same; throws with the first answer in which they differ. */
export async function sameAnswers(one: Target, other: Target): Promise<void> {
  for (const [index, { requests }] of one.jobs.slice(0, COMPARED).entries()) {
    const body = requests[0]!.body;
    const [expected, got] = [await answerOf(one, index), await answerOf(other, index)];
    if (isDeepStrictEqual(expected, got)) continue;
    throw new Error(`Expected to ${body}\n${JSON.stringify(expected)}\nbut got\n${JSON.stringify(got)}`);
  }
}

async function answerOf({ origin, headers, jobs }: Target, index: number): Promise<unknown> {
  const { path, body } = jobs[index]!.requests[0]!;
  return (await fetch(`${origin}${path}`, { method: 'POST', headers, body })).json();
}
