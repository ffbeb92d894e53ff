import type { World } from './world.ts';

interface Answered {
  errors?: { extensions: { code: string } }[];
}

/** Asks again what a busy directory had no time for, as an app does: the request has to bear a repeat. */
export async function insisting<T extends Answered>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer.errors?.[0]?.extensions.code !== 'UNAVAILABLE') return answer;
  }
}

/** A directory of which everything is asked so: for journeys in which every mutation says an `idempotencyKey`. */
export const insistent = (world: World): World =>
  Object.create(world, {
    ask: { value: (...given: Parameters<World['ask']>) => insisting(() => world.ask(...given)) },
  }) as World;
