import { setTimeout as sleep } from 'node:timers/promises';
import { faultOf } from '../log/fault.ts';
import type { Log } from '../log/log.ts';
import type { Subgraph } from '../subgraph/subgraph.ts';
import type { Restores } from './restores.ts';

export interface BehindGateParts {
  restores: Pick<Restores, 'isOpen'>;
  /** Begins to work on what is stored; tried again when it throws after the gate was closed. */
  begin: () => Promise<void>;
  log: Log;
  everyMs?: number;
}

const EVERY_MS = 1_000;

/**
 * A subgraph that neither works nor answers while its databases may not be served; it begins by itself when they may. Its participant answers
 * meanwhile: by it whoever was erased is erased again. On databases that may be served it has begun when this resolves.
 */
export async function behindGate<S extends Subgraph>(subgraph: S, parts: BehindGateParts): Promise<S> {
  const { restores, begin, log, everyMs = EVERY_MS } = parts;
  const stopping = new AbortController();
  let isOpen = false;
  let hasBegun = false;
  const look = async (): Promise<boolean> => {
    const mayServe = await restores.isOpen();
    if (mayServe && !hasBegun) {
      await begin();
      hasBegun = true;
    }
    return (isOpen = mayServe);
  };
  await look();
  if (!isOpen) log.warn('restored databases are not served yet', { subgraph: subgraph.name });
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      await sleep(everyMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      await look().catch((error: Error) => log.warn('not begun behind the gate', faultOf(error)));
    }
  })();
  const own = { ...subgraph };
  return Object.assign(subgraph, {
    isOpen: () => isOpen,
    ready: async () => isOpen && (await restores.isOpen()) && own.ready(),
    async stop() {
      stopping.abort();
      await watching;
      await own.stop();
    },
  });
}
