import { Random } from '../../../seed/random.ts';
import { documentOf, impactOf, MOST_DOCUMENTS, placeOf, Postings } from './postings.ts';

type Entry = [document: number, impact: number];

function entriesOf(postings: Postings, term: number): Entry[] {
  return [...postings.entries(term)].map((entry) => [documentOf(entry), impactOf(entry)]);
}

it('keeps each document with its impact, in their order, near each other or as far apart as can be', () => {
  const postings = new Postings();
  const all: Entry[] = [0, 1, 256, 511, 767, 33_534, 66_302, MOST_DOCUMENTS - 1].map((document) => [document, 255]);
  for (const [document, impact] of all) postings.add(3, document, impact);
  expect(entriesOf(postings, 3)).toEqual(all);
  expect(all.map(([document]) => postings.impact(3, document))).toEqual(all.map(([, impact]) => impact));
  expect([postings.count(3), postings.count(0), postings.count(9)]).toEqual([all.length, 0, 0]);
  expect([entriesOf(postings, 0), entriesOf(postings, 9), postings.impact(9, 1)]).toEqual([[], [], 0]);
});

it.each([1, 2, 3])('is what plain lists are, whatever is added and numbered anew (%d)', (seed) => {
  const random = new Random(7, seed);
  const postings = new Postings();
  let lists: Entry[][] = Array.from({ length: 24 }, () => []);
  let next = 0;
  for (let round = 0; round < 4; round++) {
    for (let time = 0; time < 2_000; time++, next += random.chance(0.01) ? random.below(40_000) : 1)
      lists.forEach((list, term) => {
        if (random.below(term * term + 1) > 0) return;
        list.push([next, random.below(255) + 1]);
        postings.add(term, ...list.at(-1)!);
      });
    expect(lists.map((_, term) => entriesOf(postings, term))).toEqual(lists);
    const impacts = (list: Entry[], term: number) => list.map(([document]) => postings.impact(term, document));
    expect(lists.map(impacts)).toEqual(lists.map((list) => list.map(([, impact]) => impact)));
    const numbers = new Int32Array(next + 1).fill(-1);
    let kept = 0;
    for (let document = 0; document <= next; document++) if (random.chance(0.4)) numbers[document] = kept++;
    next = kept;
    postings.renumber(numbers);
    const renumbered = lists.map((list) =>
      list.flatMap(([document, impact]): Entry[] => (numbers[document]! < 0 ? [] : [[numbers[document]!, impact]])),
    );
    let terms = 0;
    postings.keep(Int32Array.from(renumbered, (list) => (list.length > 0 ? terms++ : -1)));
    lists = renumbered.filter((list) => list.length > 0);
  }
});

it('finds the place of a document from any place before it on', () => {
  const random = new Random(5, 1);
  const documents = Array.from({ length: 3_000 }, (_, at) => at).filter(() => random.chance(0.2));
  const entries = Uint32Array.from(documents, (document) => (document << 8) | 7);
  for (let document = 0; document < 3_010; document++) {
    const place = documents.filter((one) => one < document).length;
    for (const from of [0, Math.floor(place / 2), place - 1, place])
      if (from >= 0) expect(placeOf(entries, document, from)).toBe(place);
  }
  expect(placeOf(new Uint32Array(), 3, 0)).toBe(0);
});
