import type { Deployment, Say } from '../deployment/deployment.ts';
import type { GatewayProcess } from '../deployment/gateway-process.ts';
import { cpuMs } from '../deployment/process-meter.ts';
import type { Generator } from '../load/generator.ts';
import type { Load, LoadResult } from '../load/job.ts';

/** Everything that a measurement plays with. */
export interface Stage {
  deployment: Deployment;
  gateway: GatewayProcess;
  generator: Generator;
  /** How often each side has its turn, and how long one turn is. */
  rounds: number;
  seconds: number;
  connections: number;
  say: Say;
}

/** A load and the CPU of each server during it, in milliseconds per job. */
export interface Measured extends LoadResult {
  cpu: { gateway: number; engine: number; database: number };
}

export async function measured(stage: Stage, load: Partial<Load> & { target: string }): Promise<Measured> {
  const { deployment, gateway, generator, seconds, connections } = stage;
  const pids = [gateway.pid, deployment.servers.meili.pid!, deployment.servers.mongo.pid!];
  const before = pids.map(cpuMs);
  const result = await generator.run({ connections, seconds, rate: null, order: null, ...load });
  const [ofGateway, engine, database] = pids.map((pid, index) => (cpuMs(pid) - before[index]!) / result.jobs);
  return { ...result, cpu: { gateway: ofGateway!, engine: engine!, database: database! } };
}

/** Two sides in turns, so that what else the machine does falls on both alike. */
export async function inTurns<A, B>(
  rounds: number,
  one: () => Promise<A>,
  other: () => Promise<B>,
): Promise<[A[], B[]]> {
  const [ones, others]: [A[], B[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    ones.push(await one());
    others.push(await other());
  }
  return [ones, others];
}
