import { faultOf } from '../log/fault.ts';
import type { Log } from '../log/log.ts';

/** A container that is stopped has fifteen seconds. */
const LONGEST_STOP_MS = 14_000;

/**
 * Ends the process on SIGTERM and SIGINT: after `stop`, with exit code 0, or 1 when it could not stop in order and in time. A
 * second signal ends it at once.
 */
export function endOnSignal(stop: () => Promise<void>, log: Log): void {
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    process.once(signal, () => process.exit(1));
    log.info('stopping', { signal });
    setTimeout(() => {
      log.error('not stopped in time', { ms: LONGEST_STOP_MS });
      process.exit(1);
    }, LONGEST_STOP_MS);
    try {
      await stop();
    } catch (error) {
      log.error('not stopped in order', faultOf(error));
      process.exit(1);
    }
    log.info('stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, (received) => void end(received));
}
