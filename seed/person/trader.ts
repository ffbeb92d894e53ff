import type { CompanyName } from '../company/company-name.ts';
import type { Place } from '../company/place.ts';
import { slug } from '../../kit/text/slug.ts';
import people from '../data/people.json' with { type: 'json' };
import { Random } from '../random.ts';
import type { Phrase } from '../text/phrase.ts';
import { originOf, person } from './person.ts';
import { fictionalSubjectRef, numberOf } from './subject-ref.ts';

const ONE_OF = 20;
const FIRST = 7;

/** What is different about a company that is a person. */
export interface Trader {
  traderRef: string;
  name: CompanyName;
}

/** The person that the n-th company is, in one of twenty; null: a legal entity. The name is the person's and the trade's. */
export function trader(n: number, country: string, place: Place, trade: Phrase): Trader | null {
  if (n % ONE_OF !== FIRST) return null;
  const random = new Random(4, n);
  const origin = originOf(country);
  const { native, latin } = person(origin, random);
  const en = `${latin} ${trade.en}`;
  const full = {
    TR: { tr: `${native} ${trade.tr}`, en },
    CN: { zh: `${place.city.zh}${native}${trade.zh}${random.pick(people.shops)}`, en },
    abroad: { en },
  }[origin];
  // What addresses are made of says nothing of the person.
  return { traderRef: fictionalSubjectRef(numberOf(n), random), name: { full, latin: slug(trade.en) } };
}
