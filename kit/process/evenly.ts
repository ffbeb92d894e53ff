import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Answers, or throws, not before so many milliseconds are over, so that the time an answer takes says nothing of what it depended on. What
 * takes longer by itself shows.
 */
export async function evenly<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const [outcome] = await Promise.allSettled([work(), sleep(ms)]);
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
