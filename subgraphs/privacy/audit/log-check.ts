import { completeSubtrees, Frontier } from '../../../kit/merkle/frontier.ts';
import { leafHash } from '../../../kit/merkle/hash.ts';

/**
 * What is wrong with a log. `ENTRY_MISSING`: a place without its entry. `ENTRY_CHANGED`: an entry is not the one whose hash stands beside
 * it. `TRUNCATED`: fewer entries than a head was signed over. `SURPLUS`: more than the newest head is over. `HEAD_MISMATCH`: entries
 * and hashes fit each other, but not a head that was signed. `HEAD_FORGED`: a head that was not signed, or none. `WITNESS_MISMATCH`:
 * everything fits, but it is another log than the one that the witness saw.
 */
export const PROBLEMS = [
  'ENTRY_MISSING',
  'ENTRY_CHANGED',
  'TRUNCATED',
  'SURPLUS',
  'HEAD_MISMATCH',
  'HEAD_FORGED',
  'WITNESS_MISMATCH',
] as const;
export type Problem = (typeof PROBLEMS)[number];

/** The first thing that was found wrong. `firstBroken`: the entry, counted from 0; null when no entry is known to be. */
export interface Finding {
  problem: Problem;
  firstBroken: number | null;
}

/** What the log was at a size, by a signature that was checked. */
export interface Mark {
  size: number;
  /** In hex. */
  root: string;
  by: 'log' | 'witness';
  /** Complete subtrees that have this root, to tell where another tree differs; absent when they are not known. */
  frontier?: Frontier;
}

/** An entry as it was read: its place and its canonical text, null where it has none, and the hash that stands beside it. */
export interface ReadEntry {
  sequence: number | null;
  text: string | null;
  leafHash: Uint8Array;
}

/** Goes through a log from its beginning and compares it with all marks. Pure; feed it entries in their order, then end it. */
export class LogCheck {
  readonly #tree = new Frontier();
  readonly #marks: readonly Mark[];
  readonly #good: Record<Mark['by'], number> = { log: 0, witness: 0 };
  #next = 0;
  #finding: Finding | null = null;

  /** Marks in any order. */
  constructor(marks: readonly Mark[]) {
    this.#marks = marks.toSorted((a, b) => a.size - b.size || a.by.localeCompare(b.by));
    this.#compare();
  }

  get entries(): number {
    return this.#tree.size;
  }

  /** Root over all entries so far, in hex. */
  get root(): string {
    return this.#tree.root().toString('hex');
  }

  /** Takes the next entry; false once something is wrong: what follows tells nothing more. */
  take({ sequence, text, leafHash: stored }: ReadEntry): boolean {
    if (this.#finding) return false;
    const place = this.#tree.size;
    if (sequence !== place && sequence !== null && sequence > place) return this.#found('ENTRY_MISSING', place);
    const leaf = sequence === place && text !== null ? leafHash(text) : null;
    if (!leaf || !isBytes(stored) || !leaf.equals(stored)) return this.#found('ENTRY_CHANGED', place);
    this.#tree.append(leaf);
    this.#compare();
    return !this.#finding;
  }

  /** The finding after the last entry; `size`: over how many entries the newest head is, null when it is not known. */
  end(size: number | null): Finding | null {
    const { entries } = this;
    const beyond = this.#marks[this.#next];
    if (!this.#finding && (beyond || (size !== null && size > entries))) this.#found('TRUNCATED', entries);
    if (!this.#finding && size !== null && size < entries) this.#found('SURPLUS', size);
    return this.#finding;
  }

  #compare(): void {
    for (let mark = this.#marks[this.#next]; mark?.size === this.#tree.size; mark = this.#marks[++this.#next]) {
      if (mark.root !== this.root) {
        const from = Math.max(this.#good[mark.by], this.#difference(mark));
        return void this.#found(mark.by === 'log' ? 'HEAD_MISMATCH' : 'WITNESS_MISMATCH', from);
      }
      this.#good[mark.by] = mark.size;
    }
  }

  /** The first leaf of the first complete subtree that differs: no entry before it was changed. */
  #difference({ frontier, size }: Mark): number {
    const index = frontier?.nodes.findIndex((node, at) => !this.#tree.nodes[at]!.equals(node)) ?? -1;
    return index < 0 ? 0 : completeSubtrees(size)[index]!.from;
  }

  #found(problem: Problem, firstBroken: number): false {
    this.#finding ??= { problem, firstBroken };
    return false;
  }
}

/** Past its validator an entry may hold anything. */
const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;

/** At most so many of a list, evenly spread, always with the last. */
export const thinned = <T>(list: readonly T[], most = 4_096): T[] => {
  const step = Math.max(1, Math.ceil(list.length / most));
  return list.filter((_, index) => (list.length - 1 - index) % step === 0);
};
