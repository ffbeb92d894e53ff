import { setTimeout as sleep } from 'node:timers/promises';

/** So long whoever asked waits for work that goes on without them: half of what the gateway gives a change, so that the answer is not lost. */
export const WAITED_MS = 5_000;
const LOOK_MS = 25;

/** Looks again and again whether work is over that somebody waits for; false: it goes on without them. */
export async function waitedFor(isOver: () => Promise<boolean>): Promise<boolean> {
  for (const end = Date.now() + WAITED_MS; Date.now() < end; await sleep(LOOK_MS)) if (await isOver()) return true;
  return false;
}
