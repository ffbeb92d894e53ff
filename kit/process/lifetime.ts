import { faultOf } from '../log/fault.ts';
import type { Log } from '../log/log.ts';

/**
 * Ends the process on SIGTERM and SIGINT: after `stop`, with exit code 0, or 1 when it could not stop in order. A second signal
 * ends it at once.
 */
export function endOnSignal(stop: () => Promise<void>, log: Log): void {
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    process.once(signal, () => process.exit(1));
    log.info('stopping', { signal });
    const code = await stop().then(
      () => 0,
      (error: unknown) => {
        log.error('not stopped in order', faultOf(error));
        return 1;
      },
    );
    log.info('stopped');
    process.exit(code);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, (received) => void end(received));
}
