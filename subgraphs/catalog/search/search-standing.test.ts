import type { NamedConcept } from '../language/concepts.ts';
import type { RankedDocument } from '../ranking/ranked-document.ts';
import { Random } from '../../../seed/random.ts';
import { goods, wordsOver } from '../../../test/kit/ranked-goods.ts';
import { rankedMarket } from '../../../test/kit/ranked-market.ts';
import { productCriteria } from './criteria.ts';
import { Search } from './search.ts';
import type { WordSearch } from './word-search.ts';

/** What a query means now, by the numbers that documents keep, and whether that still holds; null: that is not told. */
function asked(words: WordSearch, query: string) {
  const search = new Search(undefined as never, words);
  const { ground } = search;
  const found = words.find(productCriteria(query, null), 0, true);
  const seqs = Array.from(found.members ?? [], (document) => words.index.seqOf(document));
  const meant = { seqs: seqs.toSorted((a, b) => a - b), dropped: found.dropped };
  return { meant, holds: search.standing(ground, query, { ...found, lifted: new Set() }) };
}

const BALL_VALVE = [{ id: 'ball-valve', tr: ['küresel vana'], zh: ['球阀'], en: ['ball valve'] }];
const twelve = (name: string) => Array.from({ length: 12 }, (_, at) => goods(at + 1, `${name} no ${at}x`));
const comes = (name: string, tr?: string): RankedDocument => goods(90, tr === undefined ? name : { en: name, tr });

it.each<[string, string, RankedDocument, NamedConcept[]]>([
  ['ball valve', 'Ball with big valve', comes('Tap', 'Küresel vana'), BALL_VALVE],
  ['ball-valve', 'Ball with big valve', comes('Ballvalve'), []],
  ['6205zz', 'Bearing 6205 with zz seal', comes('Bearing 6205ZZ'), []],
  ['pipe DN 50', 'Pipe DN or 50', comes('Pipe DN50'), []],
  ['cable 8544 49', 'Cable 8544 and 49', comes('Cable 854449'), []],
])('%s is asked anew when the first document comes that has it in another way', (query, name, document, concepts) => {
  const { search, index } = wordsOver(twelve(name), concepts);
  const before = asked(search, query);
  expect(before.holds!()).toBe(true);
  index.put([document]);
  expect(asked(search, query).meant).not.toEqual(before.meant);
  expect(before.holds!()).toBe(false);
});

it('is asked anew when a word becomes rarer or more usual by a step, where that decides', () => {
  const others = Array.from({ length: 400 }, (_, at) => goods(at + 100, `thing ${at}`));
  const lids = Array.from({ length: 35 }, (_, at) => goods(at + 10, 'carton lid'));
  const { search, index } = wordsOver([
    goods(1, 'zork carton'),
    goods(2, 'zork lamp'),
    goods(3, 'zork lamp'),
    ...lids,
    ...others,
  ]);
  const before = asked(search, 'zork carton');
  expect(before.holds!()).toBe(true);
  index.put([goods(100, 'zork thing')]);
  expect(asked(search, 'zork carton').meant).not.toEqual(before.meant);
  expect(before.holds!()).toBe(false);
});

it('holds to nothing that a document, coming, going or changing, made mean something else', () => {
  const { documents, search, index } = rankedMarket(1_500);
  const random = new Random(11, 1);
  const pick = () => documents[random.below(documents.length)]!;
  const queries = Array.from({ length: 100 }, () => {
    const { en, tr, zh } = pick().texts.name[0]!;
    const words = (en ?? tr ?? zh)!.split(' ');
    const from = random.below(Math.max(1, words.length - 1));
    return words.slice(from, from + 2).join(' ');
  });
  let held = 0;
  for (let change = 0; change < 25; change++) {
    const before = queries.map((query) => asked(search, query));
    const { seq, id } = pick();
    if (random.chance(0.2)) index.remove(seq);
    else index.put([{ ...pick(), seq, id }]);
    for (const [at, { holds, meant }] of before.entries()) {
      if (!holds?.()) continue;
      held++;
      expect([queries[at], asked(search, queries[at]!).meant]).toEqual([queries[at], meant]);
    }
  }
  expect(held).toBeGreaterThan(1_000);
});
