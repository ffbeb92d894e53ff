import { globalId } from '../../../kit/global-id/global-id.ts';
import { textFor, type Locale } from '../../../kit/text/localized-text.ts';
import type { CompanyRecord } from './company.record.ts';

/** What the API shows of a company. */
export const presentCompany = (record: CompanyRecord, locale: Locale) => ({
  __typename: 'Company' as const,
  id: globalId('Company', record._id),
  slug: record.slug,
  name: textFor(record.name, locale),
  country: record.country,
  region: record.region,
  city: textFor(record.city, locale) || null,
  verified: record.verifiedUntil !== null && record.verifiedUntil.getTime() > Date.now(),
  mainProducts: record.mainProducts.map((text) => textFor(text, locale)),
  description: textFor(record.description, locale) || null,
  address: record.address,
  identifiers: record.identifiers,
  foundedYear: record.foundedYear,
  contact: record.contact,
});
