import { globalId } from '../../../kit/global-id/global-id.ts';
import { textFor, type Locale } from '../../../kit/text/localized-text.ts';
import type { CompanyRecord } from './company.record.ts';
import { LegalForm } from './legal-form.enum.ts';

/** What the API shows of a company. */
export const presentCompany = (record: CompanyRecord, locale: Locale) => ({
  __typename: 'Company' as const,
  id: globalId('Company', record._id),
  slug: record.slug,
  name: textFor(record.name, locale),
  // Absent in a company that an older release stored and no migration has changed yet: a legal entity, without persons.
  legalForm: record.traderRef ? LegalForm.SOLE_TRADER : LegalForm.ENTITY,
  country: record.country,
  region: record.region,
  city: textFor(record.city, locale) || null,
  verified: record.verifiedUntil !== null && record.verifiedUntil.getTime() > Date.now(),
  mainProducts: record.mainProducts.map((text) => textFor(text, locale)),
  description: textFor(record.description, locale) || null,
  address: record.address,
  identifiers: record.identifiers,
  foundedYear: record.foundedYear,
  contact: presentContact(record),
});

/** Null when nothing at all is shown. */
function presentContact(record: CompanyRecord) {
  const persons = (record.persons ?? [])
    .filter(({ shown }) => shown)
    .map(({ name, role, email, telephone }) => ({ name, role, email, telephone }));
  const { email = null, telephone = null, website = null } = record.contact ?? {};
  if (persons.length === 0 && email === null && telephone === null && website === null) return null;
  return { email, telephone, website, persons };
}
