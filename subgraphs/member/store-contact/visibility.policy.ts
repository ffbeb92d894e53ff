import type { CompanyRecord, VISIBILITIES } from '../company/company.record.ts';

/** Who sees a line of the contact: everybody; whoever sent an inquiry; members of the company alone. */
export type Visibility = (typeof VISIBILITIES)[number];
export type ContactLine = 'email' | 'telephone' | 'fax' | 'website';
type Person = CompanyRecord['persons'][number];

/** A contact that says nothing of it was entered to be shown. */
export const lineVisibility = ({ contact }: CompanyRecord, line: ContactLine): Visibility =>
  contact?.visibility?.[line] ?? 'PUBLIC';

export const personVisibility = ({ shown, afterInquiry }: Pick<Person, 'shown' | 'afterInquiry'>): Visibility =>
  shown ? 'PUBLIC' : afterInquiry ? 'AFTER_INQUIRY' : 'INTERNAL';
