import { EMPTY_ROOT, nodeHash } from './hash.ts';

/**
 * What of a growing Merkle tree has to be kept to append to it and to know its root: the complete subtrees, from left to right, the
 * largest first. A tree of 11 leaves has three, over 8, 2 and 1 of them.
 */
export class Frontier {
  readonly #nodes: Buffer[];
  #size: number;

  /** @throws when there are not as many nodes as a tree of that size has complete subtrees */
  constructor(size = 0, nodes: readonly Uint8Array[] = []) {
    if (nodes.length !== completeSubtrees(size).length || nodes.some(({ length }) => length !== 32)) {
      throw new Error(
        `Expected the ${completeSubtrees(size).length} complete subtrees of a tree of ${size} leaves, 32 bytes each, got ${nodes.length} nodes.`,
      );
    }
    this.#size = size;
    this.#nodes = nodes.map((node) => Buffer.from(node));
  }

  get size(): number {
    return this.#size;
  }

  get nodes(): readonly Buffer[] {
    return this.#nodes;
  }

  append(leaf: Buffer): void {
    let node = leaf;
    for (let left = this.#size; left % 2 === 1; left = (left - 1) / 2) node = nodeHash(this.#nodes.pop()!, node);
    this.#nodes.push(node);
    this.#size++;
  }

  root(): Buffer {
    return this.#nodes.length === 0 ? EMPTY_ROOT : this.#nodes.reduceRight((right, left) => nodeHash(left, right));
  }
}

/** A run of leaves: from `from` on, before `to`. */
export interface Range {
  from: number;
  to: number;
}

/** Which leaves the complete subtrees of a tree are over, in the order of the frontier. */
export function completeSubtrees(size: number): Range[] {
  const ranges: Range[] = [];
  for (let from = 0; from < size;) {
    const to = from + 2 ** Math.floor(Math.log2(size - from));
    ranges.push({ from, to });
    from = to;
  }
  return ranges;
}

/** The root over some of the hashes. */
export function rootOver(hashes: readonly Buffer[], { from, to }: Range = { from: 0, to: hashes.length }): Buffer {
  const frontier = new Frontier();
  for (let index = from; index < to; index++) frontier.append(hashes[index]!);
  return frontier.root();
}

/** Where a tree over more than one leaf is split: the largest power of two that is smaller than the number of leaves. */
export const splitOf = (leaves: number): number => 2 ** Math.ceil(Math.log2(leaves) - 1);
