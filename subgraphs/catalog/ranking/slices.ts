import { Blocks, offsetOf } from './blocks.ts';

/** The first numbers of a slice: the place of the next one (two), its size and the first document in it (two). */
const HEADER = 4;
const [SMALLEST, LARGEST] = [3, 12];
/** The most entries that a slice has. */
export const MOST_IN_SLICE = (1 << LARGEST) - HEADER;
/** A gap with this bit goes on in the next number. */
const LONG = 0x8000;
export const NONE = 0;

/**
 * Entries of terms, packed. An entry is the gap to the document before and the impact, 8 bits each; instead of a large gap there is 0, and the gap follows.
 * They lie in slices, each of which can be read by itself; no impact is 0, so a number that is 0 ends it. The more its term has, the larger a slice is.
 */
export class Slices {
  readonly #blocks = new Blocks();
  /** Slices that nobody has, by their size. */
  readonly #free: number[][] = [];

  constructor() {
    this.#blocks.take(1 << SMALLEST); // Place 0 is no slice.
  }

  /** A slice for entries from this document on, of a term that has so many before. */
  take(entries: number, document: number): number {
    const size = Math.min(LARGEST, Math.max(SMALLEST, 29 - Math.clz32(entries)));
    const slice = this.#free[size]?.pop() ?? this.#blocks.take(1 << size);
    const [units, at] = [this.#blocks.of(slice), offsetOf(slice)];
    units[at + 2] = (size << 8) | (document >>> 16);
    units[at + 3] = document & 0xffff;
    return slice;
  }

  /** Takes a slice back; answers with the next one. */
  give(slice: number): number {
    const [units, at, next] = [this.#blocks.of(slice), offsetOf(slice), this.next(slice)];
    const size = units[at + 2]! >>> 8;
    units.fill(0, at, at + (1 << size));
    (this.#free[size] ??= []).push(slice);
    return next;
  }

  next(slice: number): number {
    const [units, at] = [this.#blocks.of(slice), offsetOf(slice)];
    return units[at]! * 0x10000 + units[at + 1]!;
  }

  link(slice: number, next: number): void {
    const [units, at] = [this.#blocks.of(slice), offsetOf(slice)];
    units[at] = next >>> 16;
    units[at + 1] = next & 0xffff;
  }

  /** The first document in a slice. */
  first(slice: number): number {
    const [units, at] = [this.#blocks.of(slice), offsetOf(slice)];
    return ((units[at + 2]! & 0xff) << 16) | units[at + 3]!;
  }

  /** Where the first entry of a slice goes. */
  start = (slice: number): number => slice + HEADER;

  /** Writes an entry; answers where the next one goes, or with `NONE`: there is no room in the slice. */
  write(slice: number, place: number, gap: number, impact: number): number {
    const [units, at] = [this.#blocks.of(place), offsetOf(place)];
    const length = gap < 0x100 ? 1 : gap < LONG ? 2 : 3;
    const room = slice + (1 << (units[offsetOf(slice) + 2]! >>> 8)) - 1 - place;
    if (length > room) return NONE;
    if (length === 1) units[at] = (gap << 8) | impact;
    else {
      units[at] = impact;
      units[at + 1] = length === 2 ? gap : LONG | (gap >>> 16);
      if (length === 3) units[at + 2] = gap & 0xffff;
    }
    return place + length;
  }

  /** Unpacks a slice: of each entry the document’s number (24 bits) and the impact (8 bits). Answers how many there are. */
  read(slice: number, into: Uint32Array): number {
    const units = this.#blocks.of(slice);
    let document = this.first(slice) - 1;
    let length = 0;
    for (let at = offsetOf(slice) + HEADER, unit: number; (unit = units[at]!) !== 0; at++) {
      let gap = unit >>> 8;
      if (gap === 0) {
        gap = units[++at]!;
        if (gap >= LONG) gap = ((gap - LONG) << 16) | units[++at]!;
      }
      document += gap;
      into[length++] = (document << 8) | (unit & 0xff);
    }
    return length;
  }
}
