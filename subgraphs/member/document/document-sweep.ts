import { Sweep } from '../../../kit/work/sweep.ts';
import type { Log } from '../../../kit/log/log.ts';
import type { Documents } from './documents.ts';

const EVERY_MS = 60_000;

/** Deletes documents whose retention has ended, once a minute. Every process may: each step is repeatable. */
export class DocumentSweep extends Sweep {
  readonly #documents: Pick<Documents, 'sweep'>;

  constructor(documents: Pick<Documents, 'sweep'>, log: Log) {
    super({ what: 'document sweep', everyMs: EVERY_MS, log });
    this.#documents = documents;
  }

  run(): Promise<unknown> {
    return this.#documents.sweep();
  }
}
