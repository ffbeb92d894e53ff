import { setImmediate as turn } from 'node:timers/promises';
import { readers } from './readers.ts';

/** So many milliseconds work in the background holds the processor before whoever else waits for it gets it. */
const SLICE_MS = 4;
/** So long it waits for readers to have their answers: where they never end, it gets a third of the time. */
const LONGEST_WAIT_MS = 8;

let last: Promise<unknown> = Promise.resolve();

/**
 * Resolves when all that waits in the process had its turn, and whoever asked for something has it, if that takes no longer than it may. However many
 * do work in the background, each goes on in a turn of its own: between two slices whoever reads is answered.
 */
export function nextTurn(): Promise<unknown> {
  last = last.then(() => turn()).then(() => readers.gone(LONGEST_WAIT_MS));
  return last;
}

/** Does the same with each, one after the other, without holding up everybody else in the process until all are done. */
export async function inSlices<T, U>(items: readonly T[], work: (item: T) => U | Promise<U>): Promise<U[]> {
  const done: U[] = [];
  let begun = performance.now();
  for (const item of items) {
    done.push(await work(item));
    if (performance.now() - begun < SLICE_MS) continue;
    await nextTurn();
    begun = performance.now();
  }
  return done;
}
