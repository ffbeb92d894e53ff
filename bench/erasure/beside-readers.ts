import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../report/spread.ts';
import { measured, type Stage } from '../search/stage.ts';
import { fenceP99Of, untilCertified, type ErasureStage } from './erasing.ts';
import type { Leaver } from './leaver.ts';

/** A tenth of 10,000 people in ten minutes. */
const PER_SECOND = 10_000 / 600 / 10;
const RECORDS = 100;

/** What readers wait for, at a fifth of what the directory bears, while people are erased, over their calm: p99, in turns. */
export async function besideReaders(stage: Stage & ErasureStage): Promise<Record<string, number>> {
  const { rounds, seconds, say, leavers } = stage;
  const { perSecond: peak } = await measured(stage, { target: 'gateway' });
  const p99 = async () => (await measured(stage, { target: 'gateway', rate: peak / 5 })).p99;
  const [calm, erasing]: [number[], number[]] = [[], []];
  const leaving: Leaver[] = [];
  for (let round = 0; round < rounds; round++) {
    calm.push(await p99());
    const people: Leaver[] = [];
    for (let at = 0; at < Math.ceil(seconds * PER_SECOND) + 1; at++) people.push(await leavers.add(RECORDS));
    let isOver = false;
    const begun = (async () => {
      for (const one of people) {
        if (isOver) return;
        await leavers.due([one]);
        leaving.push(one);
        await sleep(1_000 / PER_SECOND);
      }
    })();
    erasing.push(await p99());
    isOver = true;
    await begun;
  }
  const fenceP99 = fenceP99Of((await untilCertified(stage, leaving)).erasures);
  const ratio = median(erasing) / median(calm);
  say(
    `Readers at ${(peak / 5).toFixed(0)} pages a second: p99 ${median(calm).toFixed(1)} ms in calm, ${median(erasing).toFixed(1)} ms while ${PER_SECOND.toFixed(2)} people a second are erased: ${ratio.toFixed(2)}; a fence in force after ${fenceP99.toFixed(2)} s at p99`,
  );
  return { eraseReadersRatio: ratio, fenceP99Seconds: fenceP99 };
}
