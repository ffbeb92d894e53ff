import { setTimeout as sleep } from 'node:timers/promises';

/** What a process of everything needs until it answers, on a small machine. */
const STARTING_MS = 10_000;
let answersAt = 0;

/** Says that this process begins now, and that what answers goes first. */
export function starting(): void {
  answersAt = performance.now() + STARTING_MS;
}

/** Lets what a process needs to answer at all go first: resolves at once where nobody said that it begins, or when told to stop. */
export async function afterStarting(signal: AbortSignal): Promise<void> {
  const left = answersAt - performance.now();
  if (left > 0) await sleep(left, undefined, { signal }).catch(() => undefined);
}
