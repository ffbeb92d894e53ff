import { median } from '../report/spread.ts';
import { sayRounds } from '../report/table.ts';
import { inTurns, measured, type Stage } from './stage.ts';

export interface DistinctFigures {
  searchRatioDistinct: number;
  searchCpuMs: number;
  /** Pages a second through the gateway, at its peak. */
  peak: number;
}

/** Search pages with nothing cached, through the gateway and asked of the engine directly: as fast as they go. */
export async function distinctSearches(stage: Stage): Promise<DistinctFigures> {
  const { rounds, say } = stage;
  say(`\nSearch pages, all queries distinct, ${stage.connections} connections:`);
  const [direct, through] = await inTurns(
    rounds,
    () => measured(stage, { target: 'direct' }),
    () => measured(stage, { target: 'gateway' }),
  );
  sayRounds(say, 'direct', direct);
  sayRounds(say, 'gateway', through);
  const peak = median(through.map(({ perSecond }) => perSecond));
  return {
    searchRatioDistinct: peak / median(direct.map(({ perSecond }) => perSecond)),
    searchCpuMs: median(through.map(({ cpu }) => cpu.gateway)),
    peak,
  };
}

/** The same at a rate that both bear with ease: what a reader waits for. */
export async function latenciesAt(stage: Stage, rate: number): Promise<{ gateway: number; direct: number }> {
  const { rounds, say } = stage;
  say(`\nSearch pages, all queries distinct, at ${rate.toFixed(0)} a second:`);
  const [direct, through] = await inTurns(
    rounds,
    () => measured(stage, { target: 'direct', rate }),
    () => measured(stage, { target: 'gateway', rate }),
  );
  sayRounds(say, 'direct', direct);
  sayRounds(say, 'gateway', through);
  return { gateway: median(through.map(({ p95 }) => p95)), direct: median(direct.map(({ p95 }) => p95)) };
}
