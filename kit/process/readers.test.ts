import { setTimeout as sleep } from 'node:timers/promises';
import { inSlices } from './in-slices.ts';
import { Readers, readers, restAfter } from './readers.ts';

it('rests not at all for nobody, a little for one, and half of the time for many', () => {
  expect(restAfter(1_000, 0)).toBe(0);
  expect(restAfter(1_000, 1)).toBe(5);
  expect(restAfter(1_000, 100)).toBe(500);
  expect(restAfter(1_000, 10_000)).toBe(500);
});

it('counts who asked while it worked, and nobody who asked before', () => {
  const some = new Readers();
  for (let count = 0; count < 1_000; count++) some.come();
  const rest = some.working();
  expect(rest()).toBe(0);
  some.come();
  expect(rest()).toBeGreaterThan(0);
  expect(some.working()()).toBe(0);
});

it('waits until the last has an answer, whoever of them says twice that they have one, and no longer than it may', async () => {
  const some = new Readers();
  await some.gone(60_000);
  const [one, other] = [some.come(), some.come()];
  let isOver = false;
  const waiting = some.gone(60_000).then(() => void (isOver = true));
  one();
  one();
  await sleep(5);
  expect(isOver).toBe(false);
  other();
  await waiting;
  some.come();
  await some.gone(1);
});

it('work in slices goes on between two readers, and while there is always one', async () => {
  const busy = (ms: number) => {
    for (const until = performance.now() + ms; performance.now() < until;);
    return ms;
  };
  const answered = readers.come();
  const order: string[] = [];
  const work = inSlices([5, 5, 5], (ms) => order.push(`slice ${busy(ms)}`));
  setImmediate(() => {
    order.push('answer');
    answered();
  });
  await work;
  expect(order).toEqual(['slice 5', 'answer', 'slice 5', 'slice 5']);
  const stays = readers.come();
  expect(await inSlices([5, 5], busy)).toEqual([5, 5]);
  stays();
});
