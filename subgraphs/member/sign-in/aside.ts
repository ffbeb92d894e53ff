import type { Log } from '../../../kit/log/log.ts';

/** What is done without anybody waiting for it, so that the time of an answer does not tell that it was done. Stopping waits for it. */
export class Aside {
  readonly #log: Log;
  readonly #begun = new Set<Promise<void>>();

  constructor(log: Log) {
    this.#log = log;
  }

  do(kind: string, work: () => Promise<void>): void {
    const done: Promise<void> = work()
      .catch((error: Error) => this.#log.warn('work failed', { kind, reason: error.message }))
      .finally(() => this.#begun.delete(done));
    this.#begun.add(done);
  }

  /** Nothing is to begin: it does what it is given. */
  start(): void {}

  async stop(): Promise<void> {
    await Promise.all(this.#begun);
  }
}
