import type { CompanyRecord, VISIBILITIES } from '../company/company.record.ts';

/** Who sees a line of the contact: everybody; whoever sent an inquiry; members of the company alone. */
export type Visibility = (typeof VISIBILITIES)[number];
export type ContactLine = 'email' | 'telephone' | 'fax' | 'website';
type Person = CompanyRecord['persons'][number];

/** A contact that says nothing of it was entered to be shown. */
export const lineVisibility = ({ contact }: CompanyRecord, line: ContactLine): Visibility =>
  contact?.visibility?.[line] ?? 'PUBLIC';

export const personVisibility = ({
  stopped,
  shown,
  afterInquiry,
}: Pick<Person, 'stopped' | 'shown' | 'afterInquiry'>): Visibility =>
  stopped ? 'INTERNAL' : shown ? 'PUBLIC' : afterInquiry ? 'AFTER_INQUIRY' : 'INTERNAL';

/** Whether a company keeps something for those who sent it an inquiry. */
export const showsMoreAfterInquiry = (company: CompanyRecord): boolean =>
  LINES.some((line) => lineVisibility(company, line) === 'AFTER_INQUIRY') ||
  (company.persons ?? []).some((person) => personVisibility(person) === 'AFTER_INQUIRY');
const LINES: readonly ContactLine[] = ['email', 'telephone', 'fax', 'website'];
