import type { Ranked, Ranking } from '../ranking/rank-query.ts';
import type { Understood } from '../query/understood.ts';
import { wordSet } from './word-set.ts';

/** A query of these words, the last of which is the noun. */
const asking = (text: string, more: Partial<Understood> = {}): Understood => {
  const units = [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    terms: [{ term: word, weight: 1 }],
    corrected: null,
  }));
  return {
    text,
    units,
    head: units.length - 1,
    bonuses: [],
    pairs: [],
    phrases: [],
    didYouMean: null,
    isQuoted: more.phrases !== undefined,
    ...more,
  };
};
const found = (seq: number, share: number, mask: number, isFull = share === 1): Ranked => ({
  document: seq,
  id: String(seq),
  seq,
  score: share * 10,
  share,
  mask,
  isFull,
});
const many = (count: number, from = 1) => Array.from({ length: count }, (_, at) => found(from + at, 1, 3));
const ranking = (best: Ranked[], full = best.filter(({ isFull }) => isFull).length): Ranking => ({
  best,
  narrowed: best,
  full,
  having: new Uint32Array(),
});

it('is named by its terms where enough has all of them', () => {
  expect(wordSet(asking('brass 阀门'), ranking(many(50)))).toEqual({
    set: { q: 'qbrass qz9600z95e8' },
    listed: null,
    dropped: null,
    isCut: false,
  });
});

it('is named by its terms where it could not be ranked', () => {
  expect(wordSet(asking('brass valve'), null)).toMatchObject({
    set: { q: 'qbrass qvalve' },
    listed: null,
    dropped: null,
  });
  expect(wordSet(asking('brass valve', { phrases: [['brass', 'valve']] }), null).listed).toBeNull();
});

it('is nothing where no word was read, ranked or not', () => {
  for (const ranked of [null, ranking([])])
    expect(wordSet(asking(''), ranked)).toMatchObject({ set: { only: [] }, listed: [], dropped: null });
});

it('is joined by what has most where few have all, and says which words were dropped', () => {
  const few = [...many(2), found(8, 0.8, 0b110), found(9, 0.8, 0b110), found(10, 0.01, 0b001)];
  const { set, listed, dropped, isCut } = wordSet(asking('Brass  ball valve'), ranking(few));
  expect(set).toEqual({ only: [1, 2, 8, 9] });
  expect(listed!.map(({ seq }) => seq)).toEqual([1, 2, 8, 9]);
  expect(dropped).toEqual(['Brass']);
  expect(isCut).toBe(false);
});

it.each([
  [
    'most lack none of the words',
    [found(1, 0.9, 3, false), found(2, 0.9, 3, false), found(3, 0.6, 2, false)],
    ['brass'],
  ],
  ['all have them in other forms', [found(1, 0.9, 3, false), found(2, 0.9, 3, false)], ['brass', 'valve']],
])('names words where %s', (_, best, dropped) => {
  expect(wordSet(asking('brass valve'), ranking(best)).dropped).toEqual(dropped);
});

it('drops nothing where all that is worth showing has everything', () => {
  expect(wordSet(asking('brass valve'), ranking([...many(3), found(9, 0.01, 2)]))).toMatchObject({
    set: { only: [1, 2, 3] },
    dropped: null,
  });
});

it('is nothing rather than rubbish', () => {
  const rubbish = Array.from({ length: 50 }, (_, at) => found(at + 1, 0.05, 1));
  expect(wordSet(asking('xqzw flux capacitor with teleporter'), ranking(rubbish))).toMatchObject({
    set: { only: [] },
    listed: [],
    dropped: null,
  });
  expect(wordSet(asking('nothing'), ranking([])).listed).toEqual([]);
});

it('takes what lacks the noun of a short query for something else', () => {
  const found2 = [found(1, 0.9, 0b01), found(2, 0.9, 0b10)];
  expect(wordSet(asking('titanium valve'), ranking(found2)).set).toEqual({ only: [2] });
  expect(wordSet(asking('titanium valve', { head: -1 }), ranking(found2)).set).toEqual({ only: [1, 2] });
});

it('is never relaxed where words are quoted', () => {
  const quoted = asking('ball valve', { phrases: [['ball', 'valve']] });
  expect(wordSet(quoted, ranking([...many(2), found(9, 0.9, 2)]))).toMatchObject({
    set: { only: [1, 2] },
    dropped: null,
    isCut: false,
  });
  expect(wordSet(quoted, ranking(many(300), 400))).toMatchObject({ listed: { length: 300 }, isCut: true });
  expect(wordSet(quoted, ranking([found(9, 0.9, 2)])).set).toEqual({ only: [] });
});

it('is named by its terms where single words are quoted, and never relaxed', () => {
  const quoted = asking('ball valve', { phrases: [['ball'], ['valve']] });
  expect(wordSet(quoted, ranking(many(300), 400))).toMatchObject({ set: { q: 'qball qvalve' }, listed: null });
  expect(wordSet(quoted, ranking([...many(2), found(9, 0.9, 2)]))).toMatchObject({
    set: { only: [1, 2] },
    dropped: null,
  });
});

it('is listed where the query has more words than the engine reads', () => {
  const long = asking('a1 b2 c3 d4 e5 f6 g7 h8 i9 j10 k11');
  expect(wordSet(long, ranking([...many(20), found(99, 0.9, 1)]))).toMatchObject({
    set: { only: many(20).map(({ seq }) => seq) },
    dropped: null,
    isCut: false,
  });
  expect(wordSet(long, ranking(many(300), 301)).isCut).toBe(true);
  expect(wordSet(asking('a1 b2 c3 d4 e5 f6 g7 h8 i9 j10'), ranking(many(300), 301)).listed).toBeNull();
  expect(wordSet(long, null).set.q!.split(' ')).toHaveLength(10);
});
