import type { Log } from '../../../kit/log/log.ts';
import type { Documents } from './documents.ts';

const EVERY_MS = 60_000;

/** Deletes documents whose retention has ended, once a minute. Every process may: each step is repeatable. */
export class DocumentSweep {
  readonly #documents: Pick<Documents, 'sweep'>;
  readonly #log: Log;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> = Promise.resolve();

  constructor(documents: Pick<Documents, 'sweep'>, log: Log) {
    this.#documents = documents;
    this.#log = log;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#running = this.#documents.sweep().catch((error: Error) => {
        this.#log.warn('document sweep pauses', { reason: error.message });
      });
    }, EVERY_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }
}
