import { consistencyProof, verifyConsistency } from './consistency.ts';
import { Frontier, rootOver } from './frontier.ts';
import { EMPTY_ROOT, leafHash, nodeHash } from './hash.ts';
import { inclusionProof, verifyInclusion } from './inclusion.ts';

const hex = (buffers: readonly Uint8Array[]): string[] => buffers.map((buffer) => Buffer.from(buffer).toString('hex'));

/** The reference vectors of certificate-transparency (merkletree tests): eight leaves, and the root after each. */
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const A = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
const B = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
const C = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4';
const D = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b';
const E = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0';
const F = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a';

const leaves = INPUTS.map((input) => leafHash(Buffer.from(input, 'hex').toString('latin1')));
const grown = (hashes: readonly Buffer[]): Frontier => {
  const frontier = new Frontier();
  for (const leaf of hashes) frontier.append(leaf);
  return frontier;
};

describe('the published vectors', () => {
  it('the root of each size', () => {
    expect(hex([EMPTY_ROOT])).toEqual(['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855']);
    expect(hex(leaves.map((_, index) => grown(leaves.slice(0, index + 1)).root()))).toEqual(ROOTS);
  });

  it.each([
    [1, 1, []],
    [1, 8, [A, B, C]],
    [6, 8, [D, E, ROOTS[3]]],
    [3, 3, [ROOTS[1]]],
    [2, 5, [ROOTS[0], B, D]],
  ])('the way from leaf %i of %i', (leaf, size, path) => {
    expect(hex(inclusionProof(leaf - 1, leaves.slice(0, size)))).toEqual(path);
  });

  it.each([
    [1, 1, []],
    [1, 8, [A, B, C]],
    [6, 8, [F, E, ROOTS[3]]],
    [2, 5, [B, D]],
  ])('from %i to %i leaves', (older, newer, path) => {
    expect(hex(consistencyProof(grown(leaves.slice(0, older)), leaves.slice(older, newer)))).toEqual(path);
  });
});

/** The definitions of RFC 9162 word for word: slow, and plainly right. */
const largestPowerBelow = (n: number): number => {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
};
const mth = (d: readonly Buffer[]): Buffer => {
  if (d.length === 0) return EMPTY_ROOT;
  if (d.length === 1) return d[0]!;
  const k = largestPowerBelow(d.length);
  return nodeHash(mth(d.slice(0, k)), mth(d.slice(k)));
};
const path = (m: number, d: readonly Buffer[]): Buffer[] => {
  if (d.length === 1) return [];
  const k = largestPowerBelow(d.length);
  return m < k ? [...path(m, d.slice(0, k)), mth(d.slice(k))] : [...path(m - k, d.slice(k)), mth(d.slice(0, k))];
};
const subproof = (m: number, d: readonly Buffer[], whole: boolean): Buffer[] => {
  if (m === d.length) return whole ? [] : [mth(d)];
  const k = largestPowerBelow(d.length);
  return m <= k
    ? [...subproof(m, d.slice(0, k), whole), mth(d.slice(k))]
    : [...subproof(m - k, d.slice(k), false), mth(d.slice(0, k))];
};

const MOST = 130;
const many = Array.from({ length: MOST }, (_, index) => leafHash(`leaf ${index}`));
const sizes = Array.from({ length: MOST + 1 }, (_, size) => size);
const tilted = (hash: Uint8Array): Buffer => {
  const other = Buffer.from(hash);
  other[7]! ^= 1;
  return other;
};

describe('for every size up to 130', () => {
  it('the root is that of the definition, and a frontier that was stored goes on as the one that was not', () => {
    const frontier = new Frontier();
    for (const size of sizes) {
      const root = mth(many.slice(0, size));
      expect(frontier.root()).toEqual(root);
      expect(rootOver(many, { from: 0, to: size })).toEqual(root);
      const stored = new Frontier(size, frontier.nodes);
      if (size === MOST) break;
      stored.append(many[size]!);
      frontier.append(many[size]!);
      expect(stored.root()).toEqual(frontier.root());
    }
  });

  it('each leaf is proven to be in its place, and nowhere else', () => {
    for (const size of sizes.slice(1)) {
      const all = many.slice(0, size);
      const root = mth(all);
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(index, all);
        expect(hex(proof)).toEqual(hex(path(index, all)));
        const inclusion = { index, size, leaf: all[index]!, root, proof };
        const wrong = [
          { ...inclusion, index: index + 1 },
          { ...inclusion, leaf: tilted(inclusion.leaf) },
          { ...inclusion, root: tilted(root) },
          { ...inclusion, proof: [...proof, root] },
          ...(proof.length > 0 ? [{ ...inclusion, proof: proof.slice(1) }] : []),
          ...(proof.length > 0 ? [{ ...inclusion, proof: [tilted(proof[0]!), ...proof.slice(1)] }] : []),
        ];
        if (!verifyInclusion(inclusion) || wrong.some(verifyInclusion)) throw new Error(`leaf ${index} of ${size}`);
      }
    }
  });

  it('growth is proven from every smaller size, and nothing else is taken for it', () => {
    for (const size of sizes) {
      const all = many.slice(0, size);
      const newer = { size, root: mth(all) };
      for (let before = 0; before <= size; before++) {
        const older = { size: before, root: mth(all.slice(0, before)) };
        const proof = consistencyProof(grown(all.slice(0, before)), all.slice(before));
        expect(hex(proof)).toEqual(before === 0 ? [] : hex(subproof(before, all, true)));
        expect(verifyConsistency({ older, newer, proof })).toBe(true);
        if (before === 0) continue;
        const wrong = [
          { older: { ...older, root: tilted(older.root) }, newer, proof },
          { older, newer: { ...newer, root: tilted(newer.root) }, proof },
          { older, newer, proof: [...proof, newer.root] },
          { older: newer, newer: older, proof: before === size ? [newer.root] : proof },
          ...(proof.length > 0 ? [{ older, newer, proof: proof.slice(1) }] : []),
          ...(proof.length > 0 ? [{ older, newer, proof: [...proof.slice(0, -1), tilted(proof.at(-1)!)] }] : []),
        ];
        expect(wrong.filter(verifyConsistency)).toEqual([]);
      }
    }
  });
});

it('a frontier of another size is none, and a leaf that is not there has no proof', () => {
  expect(() => new Frontier(3, [EMPTY_ROOT])).toThrow('Expected the 2 complete subtrees of a tree of 3 leaves');
  expect(() => new Frontier(1, [Buffer.alloc(31)])).toThrow('32 bytes each');
  expect(() => inclusionProof(8, leaves)).toThrow('Expected a leaf before 8, got 8.');
  expect(verifyInclusion({ index: 0, size: 0, leaf: EMPTY_ROOT, root: EMPTY_ROOT, proof: [] })).toBe(false);
});
