import { setTimeout as sleep } from 'node:timers/promises';

/** What a process needs until it answers, on a small machine. */
const STARTING_MS = 10_000;

/** Lets what a process needs to answer at all go first: resolves at once in one that has run for a while, or when told to stop. */
export async function afterStarting(signal: AbortSignal): Promise<void> {
  const left = STARTING_MS - process.uptime() * 1_000;
  if (left > 0) await sleep(left, undefined, { signal }).catch(() => undefined);
}
