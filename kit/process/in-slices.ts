import { setImmediate as nextTurn } from 'node:timers/promises';

/** After so many whoever waits for the processor gets it. */
const SLICE = 10;

/** Does the same with each, one after the other, without holding up everybody else in the process until all are done. */
export async function inSlices<T, U>(items: readonly T[], work: (item: T) => U | Promise<U>): Promise<U[]> {
  const done: U[] = [];
  for (const item of items) {
    done.push(await work(item));
    if (done.length % SLICE === 0) await nextTurn();
  }
  return done;
}
