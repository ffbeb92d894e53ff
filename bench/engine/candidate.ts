import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { GatewayProcess } from '../deployment/gateway-process.ts';
import type { GroundOptions } from './ground.ts';

export const ENGINE_NAMES = ['own', 'hive', 'apollo'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

/** What the process of an engine is told. */
export type Start = GroundOptions & { name: EngineName };

/** Starts an engine over subgraphs of its own in a process of its own, so that CPU and memory are its own too. */
export async function startCandidate(start: Start): Promise<GatewayProcess> {
  const child = fork(new URL('candidate.main.ts', import.meta.url), { env: { PATH: '', NODE_ENV: 'production' } });
  child.send(start);
  const [{ origin, failure }] = (await once(child, 'message')) as [{ origin?: string; failure?: string }];
  if (!origin) throw new Error(`Expected the engine "${start.name}" to start, but: ${failure}`);
  return {
    origin,
    pid: child.pid!,
    async stop() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
