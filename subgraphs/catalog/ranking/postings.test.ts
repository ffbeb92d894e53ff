import { MOST_DOCUMENTS, Postings } from './postings.ts';

const entriesOf = ({ entries, length }: Postings) =>
  [...entries.subarray(0, length)].map((entry) => [entry >>> 8, entry & 0xff]);

it('keeps each document with its impact, in their order, up to the last that fits', () => {
  const postings = new Postings();
  const all = [
    ...Array.from({ length: 100 }, (_, document) => [document, (document % 255) + 1]),
    [MOST_DOCUMENTS - 1, 255],
  ];
  for (const [document, impact] of all) postings.add(document!, impact!);
  expect(postings).toHaveLength(101);
  expect(entriesOf(postings)).toEqual(all);
});

it('gives its spare room back and can grow again', () => {
  const postings = new Postings();
  for (let document = 0; document < 10; document++) postings.add(document, 7);
  postings.trim();
  expect(postings.entries).toHaveLength(10);
  postings.trim();
  postings.add(10, 8);
  expect(entriesOf(postings).at(-1)).toEqual([10, 8]);
});

it('leaves out holes and renumbers the rest', () => {
  const postings = new Postings();
  for (const [document, impact] of [[0, 1], [2, 200], [3, 255], [5, 4]] as const) postings.add(document, impact); // prettier-ignore
  postings.renumber(Int32Array.from([-1, -1, 0, 1, 2, -1]));
  expect(entriesOf(postings)).toEqual([[0, 200], [1, 255]]); // prettier-ignore
  postings.renumber(Int32Array.from([-1, -1]));
  expect(postings).toHaveLength(0);
  postings.add(0, 9);
  expect(entriesOf(postings)).toEqual([[0, 9]]);
});
