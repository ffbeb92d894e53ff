import { goods, indexOf, named } from '../../../test/kit/ranked-goods.ts';
import { Random } from '../../../seed/random.ts';
import { rankAll } from './rank-all.ts';
import { rankAny } from './rank-any.ts';
import { rank } from './rank.ts';
import { byScore } from './ranking-of.ts';
import type { Choice, Narrowing, Ranked, RankQuery, Worth } from './rank-query.ts';

const ANYTHING: Worth = { share: 0, unit: null };
const WORDS = ['ball', 'valve', 'brass', 'iron', 'pipe', 'flange', 'copper', 'seal'];

/** Goods whose names are words by chance, the first of them most; a third of them was changed since. */
function market(random: Random) {
  const name = () => WORDS.filter((_, at) => random.chance(0.7 / (at + 1))).join(' ') || 'cable';
  const index = indexOf(Array.from({ length: 110 }, (_, at) => goods(at + 1, name())));
  for (let seq = 1; seq <= 110; seq += 3) index.put([goods(seq, name())]);
  for (let seq = 2; seq <= 110; seq += 10) index.remove(seq);
  return index;
}

function asked(random: Random): RankQuery {
  const some = (share: number) => WORDS.filter(() => random.chance(share)).map((term) => ({ term, weight: 1 }));
  const words = some(0.25).slice(0, 3);
  const units = words.map((own) => ({ terms: [own, ...some(0.1).map(({ term }) => ({ term, weight: 0.5 }))] }));
  const pairs = words.slice(1).map(({ term }, at) => [words[at]!.term, term] as const);
  return { units, bonuses: some(0.2).map(({ term }) => ({ term, weight: 0.4 })), pairs };
}

/** Different questions, one after the other. */
function* questions(random: Random): Generator<RankQuery> {
  for (let time = 0; time < 60; time++) {
    const query = asked(random);
    if (query.units.length > 0) yield query;
  }
}

it.each([1, 2, 3, 4, 5])('ranks what has all as it stands among what has anything (%d)', (seed) => {
  const random = new Random(11, seed);
  const index = market(random);
  let compared = 0;
  for (const query of questions(random)) {
    const third = (document: number) => document % 3 > 0;
    const narrowing: Narrowing = random.chance(0.5)
      ? { passes: third }
      : { passes: third, narrow: (one) => one % 2 > 0 };
    const all = rankAll(index, query, narrowing, 1_000);
    const any = rankAny(index, query, narrowing, 1_000, ANYTHING);
    expect(all.having).toEqual(any.having.toSorted());
    expect(all.full).toBe(any.full);
    for (const list of ['best', 'narrowed'] as const) {
      const plain = new Map(any[list].filter(({ isFull }) => isFull).map((one) => [one.id, one]));
      expect(all[list]).toHaveLength(plain.size);
      for (const one of all[list]) {
        const { score } = plain.get(one.id)!;
        expect(one).toEqual({ ...plain.get(one.id)!, score: expect.closeTo(score, 3) as number });
      }
      expect(all[list]).toEqual(all[list].toSorted(byScore));
      compared += plain.size;
    }
  }
  expect(compared).toBeGreaterThan(300);
});

it.each([1, 2, 3])('finds alike what is worth showing, with what is not left out (%d)', (seed) => {
  const random = new Random(12, seed);
  const index = market(random);
  let left = 0;
  for (const query of questions(random)) {
    const worth: Worth = { share: random.pick([0, 0.3, 0.5, 0.8]), unit: random.chance(0.4) ? 0 : null };
    const isWorthIt = ({ share, mask }: Ranked) => share >= worth.share && (worth.unit === null || (mask & 1) > 0);
    const [shown, any] = [worth, ANYTHING].map((one) => rankAny(index, query, { passes: () => true }, 1_000, one));
    const expected = any!.best.filter(isWorthIt);
    left += any!.best.length - expected.length;
    const told = ({ id, mask, share, isFull }: Ranked) => ({ id, mask, share, isFull });
    expect(new Map(shown!.best.map((one) => [one.id, told(one)]))).toEqual(
      new Map(expected.map((one) => [one.id, told(one)])),
    );
    expect(shown!.having.toSorted()).toEqual(any!.having.toSorted());
  }
  expect(left).toBeGreaterThan(100);
});

it('is what ranks where enough have all that is looked for, and not where fewer have', () => {
  const index = indexOf(Array.from({ length: 30 }, (_, at) => goods(at + 1, at < 12 ? 'brass valve' : 'brass pipe')));
  const found = (enough: number) =>
    rank(index, asking('brass', 'valve'), { passes: () => true }, 100, { choice: { enough, worth: () => ANYTHING } })!;
  expect(found(12).best).toHaveLength(12);
  expect(found(13).best).toHaveLength(30);
  expect([found(12), found(13)].map(({ full }) => full)).toEqual([12, 12]);
});

it('leaves out nothing that has all for what has more of a part', () => {
  const attributes = (en: string) => ({ texts: { attributes: [{ en }] } });
  const beside = attributes(`brass valve ${'of many other words '.repeat(9)}`);
  const index = indexOf([
    ...Array.from({ length: 60 }, (_, at) => goods(at + 1, at % 2 ? 'brass' : 'valve')),
    ...Array.from({ length: 60 }, (_, at) => goods(at + 101, 'cable', attributes('black'))),
    goods(201, 'machine', beside),
    goods(202, 'engine', beside),
  ]);
  const found = (choice?: Choice) =>
    rank(index, asking('brass', 'valve'), { passes: () => true, narrow: (one) => one > 9 }, 20, { choice })!;
  expect(found().best.filter(({ isFull }) => isFull)).toEqual([]);
  const { best, narrowed } = found({ enough: 10, worth: () => ANYTHING });
  for (const list of [best, narrowed]) {
    expect(list).toHaveLength(20);
    expect(list).toEqual(list.toSorted(byScore));
    expect(list.filter(({ isFull }) => isFull).map(({ seq }) => seq)).toEqual([202, 201]);
  }
});

it('asks what is worth showing by how many have all', () => {
  const index = indexOf(named('brass valve', 'brass pipe', 'valve', 'seal'));
  const told: number[] = [];
  const worth = (full: number): Worth => {
    told.push(full);
    return { share: 0, unit: 1 };
  };
  const { best } = rank(index, asking('brass', 'valve'), { passes: () => true }, 9, { choice: { enough: 2, worth } })!;
  expect(told).toEqual([1]);
  expect(best.map(({ seq }) => seq)).toEqual([1, 3]);
});

it('reads what it needs where everything would be too much to read', () => {
  const index = indexOf(Array.from({ length: 300 }, (_, at) => goods(at + 1, at < 12 ? 'brass valve' : 'brass pipe')));
  const choice = { enough: 10, worth: () => ANYTHING };
  const found = (budget: number) =>
    rank(index, asking('brass', 'valve'), { passes: () => true }, 5, { budget, choice });
  expect(found(12)).toMatchObject({ full: 12, best: { length: 5 } });
  expect(found(11)).toBeNull();
});

const asking = (...words: string[]): RankQuery => ({
  units: words.map((term) => ({ terms: [{ term, weight: 1 }] })),
  bonuses: [],
  pairs: [],
});
