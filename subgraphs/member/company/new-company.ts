import { randomBytes } from 'node:crypto';
import { slug } from '../../../kit/text/slug.ts';
import type { LocalizedText } from '../../../kit/text/localized-text.ts';
import type { CompanyRecord } from './company.record.ts';

/** What is known of a company when it is opened. */
export interface OpenedCompany {
  name: LocalizedText;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** The person that the company is; null: a legal entity. */
  traderRef: string | null;
}

const LONGEST_WORDS = 80;

/** A company of which only name and country are known. Its address in the web is made of its name, never of a trader's. */
export function newCompany({ name, country, traderRef }: OpenedCompany, now = new Date()): CompanyRecord {
  const _id = randomBytes(12).toString('hex');
  const words = traderRef ? 'trader' : slug(name.en ?? name.tr ?? name.zh ?? '').slice(0, LONGEST_WORDS);
  return {
    _id,
    traderRef,
    slug: slug(`${words || 'company'}-${_id.slice(-8)}`),
    name,
    country,
    region: null,
    city: {},
    address: null,
    identifiers: [],
    mainProducts: [],
    description: {},
    categoryCodes: [],
    foundedYear: null,
    contact: null,
    persons: [],
    verifiedUntil: null,
    status: 'ACTIVE',
    createdAt: now,
    updatedAt: now,
    version: 1,
  };
}
