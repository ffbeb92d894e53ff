import { median } from '../report/spread.ts';

/** CPU of this process, all its threads, in milliseconds. */
async function cpuMs(work: () => Promise<unknown>): Promise<number> {
  const begun = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1_000;
}

export interface Sides {
  plain(): Promise<unknown>;
  sealed(): Promise<unknown>;
}

/** What one act costs in each way: medians of rounds in which the two take turns, each repeated. */
export async function cost(sides: Sides, { rounds, repeats }: { rounds: number; repeats: number }) {
  const taken = { plain: [] as number[], sealed: [] as number[] };
  for (let round = -1; round < rounds; round++) {
    for (const side of round % 2 === 0 ? (['plain', 'sealed'] as const) : (['sealed', 'plain'] as const)) {
      const ms = await cpuMs(async () => {
        for (let repeat = 0; repeat < repeats; repeat++) await sides[side]();
      });
      // The round before the first only warms up.
      if (round >= 0) taken[side].push(ms / repeats);
    }
  }
  const [plain, sealed] = [median(taken.plain), median(taken.sealed)];
  return { plain, sealed, more: sealed - plain };
}
