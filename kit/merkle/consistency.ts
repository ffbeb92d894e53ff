import { completeSubtrees, rootOver, splitOf, type Frontier } from './frontier.ts';
import { nodeHash } from './hash.ts';

/**
 * The hashes that show that a tree only grew: from what is kept of the older one, and the leaf hashes that came since
 * (RFC 9162 section 2.1.4.1). Empty when nothing came, and for an older tree that was empty: everything continues that.
 */
export function consistencyProof(older: Frontier, added: readonly Buffer[]): Buffer[] {
  const { size, nodes } = older;
  if (size === 0) return [];
  const known = new Map(completeSubtrees(size).map(({ from, to }, index) => [`${from} ${to}`, nodes[index]!]));
  const proof = (from: number, to: number, whole: boolean): Buffer[] => {
    if (to === size) return whole ? [] : [known.get(`${from} ${to}`)!];
    const middle = from + splitOf(to - from);
    return size <= middle
      ? [...proof(from, middle, whole), rootOver(added, { from: middle - size, to: to - size })]
      : [...proof(middle, to, false), known.get(`${from} ${middle}`)!];
  };
  return proof(0, size + added.length, true);
}

export interface Growth {
  older: { size: number; root: Buffer };
  newer: { size: number; root: Buffer };
  proof: readonly Uint8Array[];
}

/** Whether the newer tree begins with all leaves of the older one, unchanged and in order (RFC 9162 section 2.1.4.2). */
export function verifyConsistency({ older, newer, proof }: Growth): boolean {
  if (older.size > newer.size || proof.some(({ length }) => length !== 32)) return false;
  if (older.size === newer.size) return proof.length === 0 && older.root.equals(newer.root);
  if (older.size === 0) return proof.length === 0;
  const isPowerOfTwo = Number.isInteger(Math.log2(older.size));
  const [start, ...path] = isPowerOfTwo ? [older.root, ...proof] : proof;
  if (!start) return false;
  let [first, last] = [older.size - 1, newer.size - 1];
  while (first % 2 === 1) [first, last] = [half(first), half(last)];
  let [before, after] = [start, start];
  for (const node of path) {
    if (last === 0) return false;
    if (first % 2 === 1 || first === last) {
      [before, after] = [nodeHash(node, before), nodeHash(node, after)];
      while (first % 2 === 0 && first > 0) [first, last] = [half(first), half(last)];
    } else after = nodeHash(after, node);
    [first, last] = [half(first), half(last)];
  }
  return last === 0 && older.root.equals(before) && newer.root.equals(after);
}

const half = (number: number): number => Math.floor(number / 2);
