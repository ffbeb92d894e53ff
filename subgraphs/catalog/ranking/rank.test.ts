import { goods, indexOf, named } from '../../../test/kit/ranked-goods.ts';
import type { Passes } from './columns.ts';
import { explainRank } from './explain-rank.ts';
import type { RankIndex } from './rank-index.ts';
import { MOST_UNITS, rank } from './rank.ts';
import type { Ranking, RankQuery } from './rank-query.ts';

const ANY: Passes = () => true;
const unit = (...terms: (string | [string, number])[]) => ({
  terms: terms.map((term) => (typeof term === 'string' ? { term, weight: 1 } : { term: term[0], weight: term[1] })),
});
const asking = (words: string, more: Partial<RankQuery> = {}): RankQuery => ({
  units: words.split(' ').map((word) => unit(word)),
  bonuses: [],
  pairs: [],
  ...more,
});
const ranked = (index: RankIndex, query: RankQuery, most = 100, passes = ANY): Ranking =>
  rank(index, query, { passes }, most)!;
const seqs = ({ best }: Ranking): number[] => best.map(({ seq }) => seq);

const index = indexOf(named('brass valve', 'iron valve', 'iron pipe', 'copper cable', 'iron pipe valve'));

it('finds what has anything of the query, what has all first, and counts those', () => {
  const { best, full } = ranked(index, asking('iron valve'));
  expect(
    best
      .map(({ seq, isFull, mask }) => ({ seq, isFull, mask }))
      .slice(0, 2)
      .toSorted((a, b) => a.seq - b.seq),
  ).toEqual([
    { seq: 2, isFull: true, mask: 3 },
    { seq: 5, isFull: true, mask: 3 },
  ]);
  expect(full).toBe(2);
  expect(
    best
      .slice(2)
      .map(({ seq, mask, isFull }) => ({ seq, mask, isFull }))
      .toSorted((a, b) => a.seq - b.seq),
  ).toEqual([
    { seq: 1, mask: 2, isFull: false },
    { seq: 3, mask: 1, isFull: false },
  ]);
  for (const { share, isFull } of best) expect(isFull ? share === 1 : share > 0 && share < 1).toBe(true);
});

it('is pure: the same answer each time, and nothing of one query in the next', () => {
  const first = ranked(index, asking('iron valve'));
  expect(ranked(index, asking('copper'))).toMatchObject({ full: 1, best: [{ seq: 4, mask: 1 }] });
  expect(ranked(index, asking('nothing'))).toEqual({ full: 0, having: new Uint32Array(), best: [], narrowed: [] });
  expect(ranked(index, { units: [], bonuses: [{ term: 'iron', weight: 1 }], pairs: [] })).toEqual({
    full: 0,
    having: new Uint32Array(),
    best: [],
    narrowed: [],
  });
  expect(ranked(index, asking('iron valve'))).toEqual(first);
});

it('puts the newer of equals first', () => {
  expect(seqs(ranked(indexOf(named('valve', 'valve', 'valve')), asking('valve')))).toEqual([3, 2, 1]);
  const many = indexOf(named(...Array.from({ length: 50 }, () => 'valve')));
  expect(seqs(ranked(many, asking('valve'), 4))).toEqual([50, 49, 48, 47]);
});

it('counts all that have everything, however few are asked for', () => {
  const many = indexOf(
    Array.from({ length: 500 }, (_, at) => goods(at + 1, at % 5 === 0 ? 'valve' : `valve of kind${at}`)),
  );
  const { best, full } = ranked(many, asking('valve'), 7);
  expect(best).toHaveLength(7);
  expect(full).toBe(500);
  expect(best.every(({ seq }) => seq % 5 === 1)).toBe(true);
  expect(ranked(many, asking('valve'), 7, (document) => document < 3)).toMatchObject({ full: 3, best: { length: 3 } });
});

it('weighs names above texts and attributes, rare words above usual ones', () => {
  const fields = indexOf([
    goods(1, 'item one', { texts: { attributes: [{ en: 'valve' }] } }),
    goods(2, 'item two', { texts: { text: [{ en: 'valve' }] } }),
    goods(3, 'item valve'),
  ]);
  expect(seqs(ranked(fields, asking('valve')))).toEqual([3, 2, 1]);
  const many = indexOf(named(...Array.from({ length: 50 }, () => 'valve')));
  expect(seqs(ranked(many, asking('valve'), 4))).toEqual([50, 49, 48, 47]);
  const rare = indexOf(named('iron', 'iron', 'iron', 'titanium', 'iron'));
  expect(seqs(ranked(rare, asking('iron titanium')))[0]).toBe(4);
});

it('takes of several languages the one that says most, not their sum', () => {
  const languages = indexOf([goods(1, { tr: 'pipe', en: 'pipe' }), goods(2, { tr: 'pipe' }), goods(3, { tr: 'boru' })]);
  const [one, two] = ranked(languages, asking('pipe')).best;
  expect(one!.score).toBeCloseTo(two!.score, 5);
});

it('counts another term of a unit where its own is not, and only once', () => {
  const query: RankQuery = { units: [unit('brass', ['iron', 0.5])], bonuses: [], pairs: [] };
  const { best, full } = ranked(index, query);
  expect(full).toBe(1);
  expect(best[0]).toMatchObject({ seq: 1, isFull: true });
  expect(best.slice(1).every(({ isFull, mask }) => !isFull && mask === 1)).toBe(true);
  const both = ranked(indexOf(named('brass iron')), query).best[0]!;
  const own = ranked(indexOf(named('brass iron')), asking('brass')).best[0]!;
  expect(both.score).toBe(own.score);
});

it('lets bonuses and neighbours speak for a document, not for one that has nothing', () => {
  const pairs = indexOf(named('valve of ball', 'ball valve', 'ball for big valve', 'cage'));
  const plain = ranked(pairs, asking('ball valve'));
  const beside = ranked(pairs, asking('ball valve', { pairs: [['ball', 'valve']] }));
  expect(seqs(beside)[0]).toBe(2);
  expect(beside.best[0]!.score).toBeGreaterThan(plain.best.find(({ seq }) => seq === 2)!.score);
  const bonus = ranked(
    pairs,
    asking('ball', {
      bonuses: [
        { term: 'cage', weight: 9 },
        { term: 'big', weight: 1 },
      ],
    }),
  );
  expect(seqs(bonus)).not.toContain(4);
  expect(seqs(bonus)[0]).toBe(3);
});

it('tells so many units apart and no more', () => {
  const words = Array.from({ length: MOST_UNITS + 3 }, (_, at) => `w${at}`);
  const long = indexOf(named(words.slice(0, MOST_UNITS).join(' '), words[0]!));
  const { best, full } = ranked(long, asking(words.join(' ')));
  expect(full).toBe(1);
  expect(best[0]).toMatchObject({ seq: 1, mask: (1 << MOST_UNITS) - 1, share: 1 });
});

it('does not rank what would take too long', () => {
  // `iron` stands in three documents, `valve` in three.
  expect(rank(index, asking('iron valve'), { passes: ANY }, 10, { budget: 5 })).toBeNull();
  expect(rank(index, asking('iron valve'), { passes: ANY }, 10, { budget: 6 })).toMatchObject({ full: 2 });
  expect(
    rank(index, asking('iron', { bonuses: [{ term: 'valve', weight: 1 }] }), { passes: ANY }, 10, { budget: 5 }),
  ).toBeNull();
  expect(rank(index, asking('nothing'), { passes: ANY }, 10, { budget: 0 })).toEqual({
    full: 0,
    having: new Uint32Array(),
    best: [],
    narrowed: [],
  });
});

it('leaves nothing behind when a test of documents fails', () => {
  const failing = () => {
    throw new Error('no');
  };
  expect(() => rank(index, asking('brass valve'), { passes: failing }, 10)).toThrow('no');
  expect(ranked(index, asking('copper'))).toMatchObject({ full: 1, best: [{ seq: 4, mask: 1 }] });
  expect(ranked(index, asking('copper')).best).toHaveLength(1);
});

it.each([
  ['valve', {}],
  ['iron valve pipe', {}],
  ['iron pipe', { pairs: [['iron', 'pipe']] as const, bonuses: [{ term: 'valve', weight: 0.4 }] }],
  ['iron nothing', {}],
])('explains what a score for %s is made of', (words, more) => {
  const query = asking(words, more);
  for (const one of ranked(index, query).best) {
    const { units, rest } = explainRank(index, query, one);
    const sum = units.reduce((all, { contribution }) => all + contribution, 0);
    expect((sum + rest) * one.share).toBeCloseTo(one.score, 4);
    expect(units.map(({ contribution }) => contribution > 0)).toEqual(
      query.units.map((_, at) => (one.mask & (1 << at)) > 0),
    );
    for (const { rarity } of units) expect(rarity).toBeGreaterThan(0);
    if (query.bonuses.length === 0) expect(rest).toBeCloseTo(0, 4);
  }
});
