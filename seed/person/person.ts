import people from '../data/people.json' with { type: 'json' };
import type { Random } from '../random.ts';

/** An invented person: common names, put together by chance. */
export interface Person {
  /** As the person writes it. */
  native: string;
  /** In Latin letters, given name and family name in the order of the country. */
  latin: string;
}

export type Origin = 'TR' | 'CN' | 'abroad';

export const originOf = (country: string): Origin => (country === 'TR' || country === 'CN' ? country : 'abroad');

export function person(origin: Origin, random: Random): Person {
  const [given, family] = [random.pick(people[origin].given), random.pick(people[origin].family)];
  if (origin !== 'CN') return { native: `${given} ${family}`, latin: `${given} ${family}` };
  const [[givenCharacters, givenLatin], [familyCharacters, familyLatin]] = [given.split(' '), family.split(' ')];
  return { native: `${familyCharacters}${givenCharacters}`, latin: `${familyLatin} ${givenLatin}` };
}
