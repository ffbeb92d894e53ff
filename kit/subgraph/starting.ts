import { setTimeout as sleep } from 'node:timers/promises';
import { faultOf } from '../log/fault.ts';
import type { Log } from '../log/log.ts';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Tries until it succeeds, with pauses that double up to five seconds: what it needs may come up later than this process.
 * @returns what `start` made, or null when `signal` aborted first
 */
export async function startUntilDone<T>(start: () => Promise<T>, log: Log, signal: AbortSignal): Promise<T | null> {
  for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    try {
      return await start();
    } catch (error) {
      log.warn('not started yet, trying again', { ...faultOf(error), ms: pause });
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  }
  return null;
}
