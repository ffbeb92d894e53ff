import { median } from '../report/spread.ts';
import { sayRounds } from '../report/table.ts';
import { inTurns, measured, type Stage } from './stage.ts';

/** What is compared: targets of the generator. */
export interface Sides {
  direct: string;
  gateway: string;
}
export const SIDES: Sides = { direct: 'direct', gateway: 'gateway' };

/**
 * Pages a second through the gateway over those of the engine, milliseconds of the directory's process for a page, and the 95th percentile at a fifth of the
 * peak over the engine's at the same rate.
 */
export type DistinctFigures<Name extends string> = Record<
  `${Name}RatioDistinct` | `${Name}CpuMs` | `${Name}P95Ratio`,
  number
>;

/** Search pages with nothing kept, through the gateway and asked of the engine directly: as fast as they go, and at a rate that both bear with ease. `name`: what the figures begin with. */
export async function distinctSearches<Name extends string>(
  stage: Stage,
  sides: Sides,
  name: Name,
): Promise<DistinctFigures<Name>> {
  const { rounds, say, connections } = stage;
  say(`\nSearch pages (${sides.gateway}), all queries distinct, ${connections} connections:`);
  const [direct, through] = await inTurns(
    rounds,
    () => measured(stage, { target: sides.direct }),
    () => measured(stage, { target: sides.gateway }),
  );
  sayRounds(say, 'direct', direct);
  sayRounds(say, 'gateway', through);
  const peak = median(through.map(({ perSecond }) => perSecond));
  const calm = await latenciesAt(stage, peak / 5, sides);
  return {
    [`${name}RatioDistinct`]: peak / median(direct.map(({ perSecond }) => perSecond)),
    [`${name}CpuMs`]: median(through.map(({ cpu }) => cpu.gateway)),
    [`${name}P95Ratio`]: calm.gateway / calm.direct,
  } as DistinctFigures<Name>;
}

/** The 95th percentile of what a reader waits for at a rate, in milliseconds. */
export async function latenciesAt(
  stage: Stage,
  rate: number,
  sides: Sides,
): Promise<{ gateway: number; direct: number }> {
  const { rounds, say } = stage;
  say(`\nSearch pages (${sides.gateway}), all queries distinct, at ${rate.toFixed(0)} a second:`);
  const [direct, through] = await inTurns(
    rounds,
    () => measured(stage, { target: sides.direct, rate }),
    () => measured(stage, { target: sides.gateway, rate }),
  );
  sayRounds(say, 'direct', direct);
  sayRounds(say, 'gateway', through);
  return { gateway: median(through.map(({ p95 }) => p95)), direct: median(direct.map(({ p95 }) => p95)) };
}
