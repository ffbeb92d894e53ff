import { DEPTH, type Asked } from '../metrics/figures.ts';
import type { JudgedQuery } from '../metrics/judged-query.ts';
import type { JudgedSet } from '../sets/judged-set.ts';
import type { EvaluatedSystem } from '../systems/evaluated-system.ts';

/** So many queries are asked before the clock counts. */
const WARM_UP = 20;

/** Asks a system every query of a set, one after the other, and notes what it answered and how long it took. */
export async function judge(system: EvaluatedSystem, { queries, locale }: JudgedSet, k: number): Promise<Asked[]> {
  const first = Math.max(k, DEPTH);
  for (const { text } of queries.slice(0, WARM_UP)) await system.search(text, locale, first);
  const asked: Asked[] = [];
  for (const query of queries) {
    const begun = performance.now();
    const { ids, stages } = await system.search(query.text, locale, first);
    const ms = performance.now() - begun;
    asked.push({ query, ranking: counted(query, ids), ms, stages: stages ?? null });
  }
  return asked;
}

const counted = ({ aside }: JudgedQuery, ids: string[]): string[] =>
  aside === undefined ? ids : ids.filter((id) => !aside.has(id));
