import { globalId } from '../../../kit/global-id/global-id.ts';
import { textFor, type Locale } from '../../../kit/text/localized-text.ts';
import {
  lineVisibility,
  personVisibility,
  type ContactLine,
  type Visibility,
} from '../store-contact/visibility.policy.ts';
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
  version: record.version,
});

/** What everybody sees of the contact, or whoever sees more; null when that is nothing at all. */
export function presentContact(record: CompanyRecord, visible: readonly Visibility[] = ['PUBLIC']) {
  const persons = (record.persons ?? [])
    .filter((person) => visible.includes(personVisibility(person)))
    .map(({ name, role, email, telephone }) => ({ name, role, email, telephone }));
  const shown = (line: ContactLine): string | null =>
    visible.includes(lineVisibility(record, line)) ? (record.contact?.[line] ?? null) : null;
  const contact = {
    email: shown('email'),
    telephone: shown('telephone'),
    fax: shown('fax'),
    website: shown('website'),
    persons,
  };
  return Object.values(contact).every((line) => line === null || line === persons) && persons.length === 0
    ? null
    : contact;
}
