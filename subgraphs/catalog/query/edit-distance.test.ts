import { editDistance } from './edit-distance.ts';
import { lowerBound } from './lower-bound.ts';

it.each([
  ['vana', 'vana', 0],
  ['vana', 'vna', 1],
  ['vana', 'vanna', 1],
  ['vana', 'vena', 1],
  ['vana', 'vnaa', 1],
  ['bearing', 'baering', 1],
  ['bearing', 'bering', 1],
  ['stainless', 'stanles', 2],
  ['pump', 'cable', 3],
  ['', 'ab', 2],
  ['', '', 0],
  ['a', 'aaaaaa', 3],
])('tells %j from %j in %d places', (a, b, distance) => {
  expect(editDistance(a, b, 2)).toBe(distance);
  expect(editDistance(b, a, 2)).toBe(distance);
});

it('says no more than that there are more', () => {
  expect(editDistance('kablo', 'makine', 1)).toBe(2);
  expect(editDistance('valve', 'valves', 0)).toBe(1);
});

it.each([
  ['b', 1],
  ['bb', 2],
  ['', 0],
  ['z', 4],
  ['c', 3],
])('finds the place of %j', (text, place) => {
  expect(lowerBound(['a', 'b', 'bb', 'c'], text)).toBe(place);
  expect(lowerBound([], text)).toBe(0);
});
