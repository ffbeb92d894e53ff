import { RecentSelves } from './recent-selves.ts';

it('remembers the latest documents of what changed, and of what changed longest ago none', () => {
  const selves = new RecentSelves();
  selves.add(1, 10);
  for (let document = 20; document < 40; document++) selves.add(2, document);
  selves.add(2, 39);
  expect([selves.of(1), selves.of(2)]).toEqual([[10], [32, 33, 34, 35, 36, 37, 38, 39]]);
  expect(selves.of(3)).toBeUndefined();
  for (let seq = 100; seq < 100 + 4_095; seq++) selves.add(seq, seq);
  expect([selves.of(1), selves.of(2)?.length, selves.of(4_194)]).toEqual([undefined, 8, [4_194]]);
  selves.clear();
  expect(selves.of(2)).toBeUndefined();
});
