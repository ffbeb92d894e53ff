import { documentOf, impactOf } from './postings.ts';
import type { Said } from './said.ts';

interface Unit {
  bit: number;
  /** Whether the term is the unit’s own. */
  isWhole: boolean;
  /** Whether a document is counted that had nothing so far. */
  isNeeded: boolean;
}

/** What is counted of each document while one query is ranked. One is kept and used again: ranking never waits. */
export class Tally {
  static #kept: Tally | undefined;

  static of(documents: number): Tally {
    if (!Tally.#kept || Tally.#kept.scores.length < documents)
      Tally.#kept = new Tally(Math.ceil(documents * 1.25) + 1_024);
    return Tally.#kept;
  }

  readonly scores: Float32Array;
  /** Which units a document has, a bit each: at all, and by their own term. */
  readonly masks: Uint16Array;
  readonly wholes: Uint16Array;
  /** The documents that have anything, `touched` of them. */
  readonly documents: Uint32Array;
  touched = 0;

  private constructor(size: number) {
    this.scores = new Float32Array(size);
    this.masks = new Uint16Array(size);
    this.wholes = new Uint16Array(size);
    this.documents = new Uint32Array(size);
  }

  /** Counts a unit’s term where the unit was not counted by a better one before. */
  unit({ entries, worth }: Said, alive: Uint8Array, { bit, isWhole, isNeeded }: Unit): void {
    const { scores, masks, wholes, documents } = this;
    for (let index = 0; index < entries.length; index++) {
      const entry = entries[index]!;
      const document = documentOf(entry);
      if (alive[document] === 0) continue;
      if (masks[document] === 0) {
        if (!isNeeded) continue;
        documents[this.touched++] = document;
      }
      if (isWhole) wholes[document]! |= bit;
      if ((masks[document]! & bit) !== 0) continue;
      masks[document]! |= bit;
      scores[document]! += worth * impactOf(entry);
    }
  }

  /** Counts a term that is not asked for, where something is that is. */
  bonus({ entries, worth }: Said, alive: Uint8Array): void {
    const { scores, masks } = this;
    for (let index = 0; index < entries.length; index++) {
      const document = documentOf(entries[index]!);
      if (masks[document] !== 0 && alive[document] === 1) scores[document]! += worth * impactOf(entries[index]!);
    }
  }

  clear(): void {
    for (let at = 0; at < this.touched; at++) {
      const document = this.documents[at]!;
      this.scores[document] = this.masks[document] = this.wholes[document] = 0;
    }
    this.touched = 0;
  }
}
