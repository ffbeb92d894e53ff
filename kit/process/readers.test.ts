import { Readers, restAfter } from './readers.ts';

it('rests not at all for nobody, a little for one, and half of the time for many', () => {
  expect(restAfter(1_000, 0)).toBe(0);
  expect(restAfter(1_000, 1)).toBe(5);
  expect(restAfter(1_000, 100)).toBe(500);
  expect(restAfter(1_000, 10_000)).toBe(500);
});

it('counts who asked while it worked, and nobody who asked before', () => {
  const readers = new Readers();
  for (let count = 0; count < 1_000; count++) readers.ask();
  const rest = readers.working();
  expect(rest()).toBe(0);
  readers.ask();
  expect(rest()).toBeGreaterThan(0);
  expect(readers.working()()).toBe(0);
});
