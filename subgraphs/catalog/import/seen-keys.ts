import { createHash } from 'node:crypto';

/** A number that is exact has so many bits; of a hundred thousand keys, two share one once in a million files. */
const EXCESS_BITS = 11n;

/** The keys that came in a file so far, and in which line first. Holds a number for each, however long the keys are. */
export class SeenKeys {
  readonly #lines = new Map<number, number>();

  /** The line in which the key came first; null: now, and from then on it is known. */
  first(key: string, line: number): number | null {
    const number = Number(createHash('sha256').update(key).digest().readBigUInt64BE() >> EXCESS_BITS);
    const known = this.#lines.get(number);
    if (known !== undefined) return known;
    this.#lines.set(number, line);
    return null;
  }
}
