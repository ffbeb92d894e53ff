import { setTimeout as sleep } from 'node:timers/promises';
import type { Change, ChangeReader } from '../../../kit/mongo/change-feed.ts';

/** Changes, and where whoever has taken them in goes on. */
export interface Gathered {
  changes: Change[];
  position: string;
}

const MOST = 1_000;
const GATHERED_MS = 40;

/**
 * Changes that come shortly one after another, as one: the engine takes as long for a single document as for many, and what comes a
 * moment after the first would wait until that is done.
 */
export class GatheredChanges {
  readonly #reader: Pick<ChangeReader, 'next' | 'position'>;
  #reading: Promise<Gathered> | null = null;

  constructor(reader: Pick<ChangeReader, 'next' | 'position'>) {
    this.#reader = reader;
  }

  /** None at all means that the end was reached. */
  async next(): Promise<Gathered> {
    const gathered = await this.#read();
    if (gathered.changes.length === 0) return gathered;
    const end = performance.now() + GATHERED_MS;
    for (let left = GATHERED_MS; left > 0 && gathered.changes.length < MOST; left = end - performance.now()) {
      const more = await Promise.race([this.#reads(), sleep(left, null)]);
      if (!more) break;
      this.#reading = null;
      gathered.changes.push(...more.changes);
      gathered.position = more.position;
    }
    return gathered;
  }

  async #read(): Promise<Gathered> {
    const gathered = await this.#reads();
    this.#reading = null;
    return gathered;
  }

  /** The read that is under way; it outlasts a gathering, and is the first of the next one. */
  #reads(): Promise<Gathered> {
    if (this.#reading) return this.#reading;
    const reading = this.#reader.next(MOST).then((changes) => ({ changes, position: this.#reader.position }));
    reading.catch(() => undefined);
    return (this.#reading = reading);
  }
}
