import type { CompanyRecord } from '../company/company.record.ts';
import { lineVisibility, personVisibility, type ContactLine } from './visibility.policy.ts';

/** The whole contact, for those who act for the company and for nobody else; without persons whose data is kept and not used. */
export function presentStoreContacts(company: CompanyRecord) {
  const line = (name: ContactLine) => {
    const value = company.contact?.[name] ?? null;
    return value === null ? null : { value, visibility: lineVisibility(company, name) };
  };
  return {
    email: line('email'),
    telephone: line('telephone'),
    fax: line('fax'),
    website: line('website'),
    persons: company.persons
      .filter(({ stopped }) => !stopped)
      .map((person) => ({
        personId: person.personRef,
        name: person.name,
        role: person.role,
        email: person.email,
        telephone: person.telephone,
        visibility: personVisibility(person),
        authorisationDeclaredAt: person.declaredAt,
      })),
  };
}
