import { named, wordsOver } from '../../../test/kit/ranked-goods.ts';
import { sponsoredFirst } from './sponsored.ts';

const { find } = wordsOver(
  named(...Array.from({ length: 30 }, (_, at) => (at % 3 ? `iron valve k${at}` : `valve k${at}`))),
);
const found = find('iron valve');
const ids = (of: { head: readonly { id: string }[] | null }) => of.head!.map(({ id }) => id);
const lifting = (...sponsored: string[]) => sponsoredFirst(() => new Set(sponsored))(found);

it('puts at most two first, in the order of the ranking, and leaves the others as they are', () => {
  const ranked = ids(found);
  const [a, b, c] = [ranked[12]!, ranked[5]!, ranked[15]!];
  const lifted = lifting(c, a, b);
  expect(ids(lifted)).toEqual([b, a, ...ranked.filter((id) => id !== a && id !== b)]);
  expect([...lifted.lifted]).toEqual(lifted.head!.slice(0, 2).map(({ seq }) => seq));
  expect(ids(found)).toEqual(ranked);
});

it('lifts only what has everything that is asked for', () => {
  const relaxed = wordsOver(named('iron valve', 'valve', ...Array.from({ length: 20 }, () => 'iron pipe'))).find(
    'iron valve',
  );
  const partly = relaxed.head!.find(({ isFull }) => !isFull)!;
  expect(partly).toBeDefined();
  const lifted = sponsoredFirst(() => new Set([partly.id]))(relaxed);
  expect(lifted.lifted.size).toBe(0);
  expect(ids(lifted)).toEqual(ids(relaxed));
});

it('lifts nothing that is not found, nothing without sponsors, and nothing of what is not ranked', () => {
  expect(lifting('f'.repeat(24))).toEqual({ ...found, lifted: new Set() });
  expect(lifting()).toEqual({ ...found, lifted: new Set() });
  const unranked = { ...found, head: null };
  expect(sponsoredFirst(() => new Set(ids(found)))(unranked)).toEqual({ ...unranked, lifted: new Set() });
});

it('asks who is sponsored at this very moment', () => {
  const asked: Date[] = [];
  sponsoredFirst((now) => {
    asked.push(now);
    return new Set();
  })(found);
  expect(Math.abs(Date.now() - asked[0]!.getTime())).toBeLessThan(5_000);
});

it('lifts what matches behind those that are ranked one by one, and nothing else of what is paid for', () => {
  const all = wordsOver(named(...Array.from({ length: 900 }, (_, at) => (at % 3 ? 'iron valve' : 'valve'))));
  const ranked = all.find('iron valve');
  expect(ranked.listed).toBeNull();
  const isRanked = new Set(ids(ranked));
  const documents = Array.from({ length: 900 }, (_, at) => all.search.index.idOf(at));
  const behind = documents.filter((id, at) => at % 3 !== 0 && !isRanked.has(id));
  const others = documents.filter((_, at) => at % 3 === 0);
  expect(behind.length).toBeGreaterThan(300);
  const lifted = sponsoredFirst(() => new Set([behind[7]!, ...others]))(ranked);
  expect(ids(lifted)).toEqual([behind[7], ...ids(ranked)]);
  expect(lifted.lifted.size).toBe(1);
});
