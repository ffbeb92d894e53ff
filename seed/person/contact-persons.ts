import { slug } from '../../kit/text/slug.ts';
import people from '../data/people.json' with { type: 'json' };
import type { MarketPerson } from '../market.ts';
import { Random } from '../random.ts';
import { originOf, person } from './person.ts';
import { fictionalSubjectRef, numberOf } from './subject-ref.ts';

const MOST = 2;

/** Whom the n-th company gives as contacts: nobody in nine of ten, else one or two persons; one of eight is not to be shown. */
export function contactPersons(
  n: number,
  country: string,
  contact: { email: string; telephone: string } | null,
  declaredAt: string,
): MarketPerson[] {
  const random = new Random(3, n);
  if (!random.chance(0.1)) return [];
  const origin = originOf(country);
  return Array.from({ length: 1 + random.below(MOST) }, (_, index) => {
    const { native, latin } = person(origin, random);
    const domain = contact?.email.split('@')[1];
    return {
      // The first number of each company is its trader's.
      personRef: fictionalSubjectRef(numberOf(n) + 1 + index, random),
      name: native === latin ? latin : `${native} ${latin}`,
      role: random.pick(people.roles[origin]),
      email: domain && random.chance(0.8) ? `${slug(latin).replaceAll('-', '.')}@${domain}` : null,
      telephone: contact && random.chance(0.5) ? `${contact.telephone} ext. ${10 + random.below(90)}` : null,
      shown: !random.chance(0.125),
      declaredAt,
    };
  });
}
