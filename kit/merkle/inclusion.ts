import { rootOver, splitOf } from './frontier.ts';
import { nodeHash } from './hash.ts';

/** The hashes that lead from the leaf at `index` to the root of the tree over all leaves (RFC 9162 section 2.1.3.1). */
export function inclusionProof(index: number, leaves: readonly Buffer[]): Buffer[] {
  if (index < 0 || index >= leaves.length) throw new Error(`Expected a leaf before ${leaves.length}, got ${index}.`);
  const path: Buffer[] = [];
  for (let [from, to] = [0, leaves.length]; to - from > 1;) {
    const middle = from + splitOf(to - from);
    const isLeft = index < middle;
    path.push(rootOver(leaves, isLeft ? { from: middle, to } : { from, to: middle }));
    [from, to] = isLeft ? [from, middle] : [middle, to];
  }
  return path.toReversed();
}

export interface Inclusion {
  index: number;
  size: number;
  leaf: Uint8Array;
  root: Buffer;
  proof: readonly Uint8Array[];
}

/** Whether the leaf is in the tree of that size and root, at that place (RFC 9162 section 2.1.3.2). */
export function verifyInclusion({ index, size, leaf, root, proof }: Inclusion): boolean {
  if (index < 0 || index >= size) return false;
  let [first, last] = [index, size - 1];
  let node = leaf;
  for (const sibling of proof) {
    if (last === 0 || sibling.length !== 32) return false;
    if (first % 2 === 1 || first === last) {
      node = nodeHash(sibling, node);
      while (first % 2 === 0 && first > 0) [first, last] = [half(first), half(last)];
    } else node = nodeHash(node, sibling);
    [first, last] = [half(first), half(last)];
  }
  return last === 0 && root.equals(node);
}

const half = (number: number): number => Math.floor(number / 2);
