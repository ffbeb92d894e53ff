import { readTimeCursor, timePage, writeTimeCursor } from './time-page.ts';

const item = (n: number) => ({ at: new Date(1_000 + n), id: n.toString(16).padStart(24, '0') });

it('goes on where a page ended', () => {
  const page = timePage(
    [item(1), item(2), item(3)],
    2,
    null,
    (one) => one,
    ({ id }) => Number(id),
  );
  expect(page.edges.map(({ node }) => node)).toEqual([1, 2]);
  expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  expect(readTimeCursor(page.pageInfo.endCursor)).toEqual(item(2));
  expect(timePage([], 2, item(2), (one: never) => one, String).pageInfo).toEqual({
    hasNextPage: false,
    hasPreviousPage: true,
    startCursor: null,
    endCursor: null,
  });
});

it.each(['', 'x', writeTimeCursor(item(1)).slice(1), 'e30', 'a'.repeat(2_000)])('refuses %p', (after) => {
  expect(() => readTimeCursor(after)).toThrow('Expected `after`');
});
