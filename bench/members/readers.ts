import { median } from '../report/spread.ts';
import { measured, type Stage } from '../search/stage.ts';
import type { MemberStage } from './member-stage.ts';

/** At how many search pages a second the measurements read, and what a reader waits for when nobody else does anything. */
export async function calmReaders(stage: Stage): Promise<{ readersRate: number; readersP95: number }> {
  const { rounds, say } = stage;
  const { perSecond: peak } = await measured(stage, { target: 'gateway' });
  const p95s: number[] = [];
  for (let round = 0; round < rounds; round++)
    p95s.push((await measured(stage, { target: 'gateway', rate: peak / 5 })).p95);
  const readersP95 = median(p95s);
  say(`\nReaders at ${(peak / 5).toFixed(0)} pages a second, a fifth of the peak: p95 ${readersP95.toFixed(1)} ms`);
  return { readersRate: peak / 5, readersP95 };
}

/** What readers wait for at that rate while something else goes on: p95, as a multiple of their calm. `work` is told when to end. */
export async function readersDuring(
  stage: MemberStage,
  work: (isOver: () => boolean) => Promise<void>,
): Promise<number> {
  let over = false;
  const working = work(() => over);
  // A failure before the end is told below.
  working.catch(() => undefined);
  try {
    const { p95 } = await measured(stage, { target: 'gateway', rate: stage.readersRate });
    return p95 / stage.readersP95;
  } finally {
    over = true;
    await working;
  }
}
