import { Random } from '../../../seed/random.ts';
import { Seqs } from './seqs.ts';

it('knows the last document of each seq, up to 48 bits, also when they are numbered anew', () => {
  const random = new Random(8, 1);
  const seqs = new Seqs();
  const plain = new Map<number, number>();
  for (let document = 0; document < 5_000; document++) {
    const seq = random.below(3_000) + random.below(2) * 2 ** 47;
    expect(seqs.add(seq)).toBe(document);
    plain.set(seq, document);
  }
  for (const [seq, document] of plain) expect([seqs.document(seq), seqs.of(document)]).toEqual([document, seq]);
  expect(seqs.document(2 ** 46)).toBeUndefined();
  const living = [...plain.values()].filter((document) => document % 3).toSorted((a, b) => a - b);
  const numbers = new Int32Array(5_000).fill(-1);
  living.forEach((document, number) => (numbers[document] = number));
  seqs.renumber(numbers, living.length);
  expect(seqs.count).toBe(living.length);
  for (const [seq, document] of plain) expect(seqs.document(seq)).toBe(document % 3 ? numbers[document] : undefined);
});
