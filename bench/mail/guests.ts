import { randomUUID } from 'node:crypto';
import { Random } from '../../seed/random.ts';

const [FIRST, SECOND] = ['bdfgklmnprstvz', 'aeiou'];
const RUN = Date.now();

/** A word that nothing else has. */
export const newWord = (random: Random, syllables = 6): string =>
  Array.from(
    { length: syllables },
    () => FIRST[random.below(FIRST.length)]! + SECOND[random.below(SECOND.length)]!,
  ).join('');

/** A guest with an address, a place in the network and a text of their own. */
export interface Guest {
  email: string;
  /** Of the block that is kept for benches. */
  network: string;
  /** Stands in the text alone. */
  mark: string;
  message: string;
}

let guests = 0;

/** Another one each time. Their texts are as long as buyers write, and not alike. */
export function newGuest(): Guest {
  const number = guests++;
  const random = new Random(RUN, number);
  const mark = newWord(random);
  const words = Array.from({ length: 40 }, () => newWord(random, 2 + random.below(3)));
  return {
    email: `guest-${randomUUID()}@bench.example`,
    network: `198.${18 + ((number >> 16) & 1)}.${(number >> 8) & 255}.${number & 255}`,
    mark,
    message: `${mark} ${words.join(' ')}`,
  };
}
