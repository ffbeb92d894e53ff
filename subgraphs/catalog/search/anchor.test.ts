import { NEAR, placeAfter } from './anchor.ts';
import type { PlacePosition } from './cursor.ts';

const IDS = Array.from({ length: 400 }, (_, at) => `d${at}`);
/** Where a page of the first 20 ended. */
const END: PlacePosition = { by: 'offset', offset: 20, id: 'd19', before: 'd18' };

const without = (...gone: string[]) => IDS.filter((id) => !gone.includes(id));
const moved = (id: string, to: number) => without(id).toSpliced(to, 0, id);
/** What comes next. */
const next = (ids: readonly string[], end = END) => ids[placeAfter(ids, end) ?? end.offset];

it.each([
  ['nothing happened', IDS],
  ['documents came before it', ['new1', 'new2', ...IDS]],
  ['documents before it went', without('d3', 'd4', 'd5')],
  ['its last document went', without('d19')],
  ['its last document moved to the front', moved('d19', 0)],
  ['its last document moved to the end', moved('d19', 399)],
  ['its last document moved a little down', moved('d19', 60)],
  ['the one before moved to the front', moved('d18', 0)],
  ['the one before moved to the end', moved('d18', 399)],
])('a page goes on with the same document where %s', (_, ids) => {
  expect(next(ids)).toBe('d20');
});

it('a page goes on at its place where its last documents are gone or far away', () => {
  expect(placeAfter(without('d18', 'd19'), END)).toBeNull();
  expect(placeAfter(moved('d19', 20 + NEAR), { ...END, before: null })).toBeNull();
  expect(placeAfter(moved('d19', 19 + NEAR), { ...END, before: null })).toBe(20 + NEAR);
  expect(placeAfter([], END)).toBeNull();
});

it('knows how many documents come before those that it looks at', () => {
  expect(placeAfter(IDS.slice(15, 30), END, 15)).toBe(20);
  expect(placeAfter(['new', ...IDS].slice(15, 30), END, 15)).toBe(21);
});

it('reads where a page ended from the first document on', () => {
  expect(placeAfter(IDS, { by: 'offset', offset: 1, id: 'd0', before: null })).toBe(1);
});
