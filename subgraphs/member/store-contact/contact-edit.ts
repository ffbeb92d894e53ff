import { FieldFault, listAt, textAt, wordsAt } from '../../../kit/graphql/field-fault.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { emailFault, emailForm } from '../../../kit/mail/email-address.ts';
import type { CompanyRecord } from '../company/company.record.ts';
import { lineVisibility, type ContactLine, type Visibility } from './visibility.policy.ts';

interface WrittenLine {
  value: string;
  visibility: Visibility;
}

interface WrittenPerson {
  personId?: string | null;
  name: string;
  role: string;
  email?: string | null;
  telephone?: string | null;
  visibility: Visibility;
  authorisationDeclared: boolean;
}

/** What is asked to change of a contact; undefined: stays, null: nothing of it any more. */
export interface ContactEdit extends Partial<Record<ContactLine, WrittenLine | null>> {
  persons?: readonly WrittenPerson[] | null;
}

type Person = CompanyRecord['persons'][number];

const LINES: readonly ContactLine[] = ['email', 'telephone', 'fax', 'website'];
const READ: Readonly<Record<ContactLine, (field: string, value: string) => string>> = {
  email: emailAt,
  telephone: numberAt,
  fax: numberAt,
  website: websiteAt,
};
const MOST_PERSONS = 20;
/** E.164 with the marks that people write into a number, and an extension. */
const NUMBER = /^\+?\d[\d ()./-]{3,26}\d( ?(ext\.?|x|dahili|转) ?\d{1,6})?$/i;

/** A company with its contact as it is after an edit. Throws FieldFault for the first value that is not acceptable. */
export function withContact(company: CompanyRecord, edit: ContactEdit, now: Date): CompanyRecord {
  const lines = LINES.map((line) => [line, lineAfter(company, edit, line)] as const);
  const value = (line: ContactLine): string | null => lines.find(([name]) => name === line)![1].value;
  const visibility = Object.fromEntries(lines.map(([line, after]) => [line, after.visibility])) as never;
  const some = lines.some(([, after]) => after.value !== null);
  return {
    ...company,
    contact: some
      ? {
          email: value('email'),
          telephone: value('telephone'),
          website: value('website'),
          fax: value('fax'),
          visibility,
        }
      : null,
    persons: edit.persons === undefined ? company.persons : personsAfter(company.persons, edit.persons ?? [], now),
  };
}

function lineAfter(company: CompanyRecord, edit: ContactEdit, line: ContactLine) {
  const written = edit[line];
  if (written === undefined) {
    return { value: company.contact?.[line] ?? null, visibility: lineVisibility(company, line) };
  }
  // What is not there is seen by nobody, and what comes in its place says anew who sees it.
  if (written === null) return { value: null, visibility: 'INTERNAL' as const };
  return { value: READ[line](`${line}.value`, written.value), visibility: written.visibility };
}

/** Whoever is not shown to whoever writes the list stays as they are. */
function personsAfter(before: readonly Person[], written: readonly WrittenPerson[], now: Date): Person[] {
  const stopped = before.filter((person) => person.stopped);
  const known = new Map(before.filter((person) => !person.stopped).map((person) => [person.personRef, person]));
  const after = listAt('persons', written, MOST_PERSONS - stopped.length, (person, field) => {
    const same = person.personId == null ? undefined : known.get(person.personId);
    if (person.personId != null && !same) {
      throw new FieldFault(
        `${field}.personId`,
        'Expected the id of a contact person of the company, each once; null: new.',
      );
    }
    if (same) known.delete(same.personRef);
    return personAt(field, person, same, now);
  });
  return [...after, ...stopped];
}

function personAt(field: string, person: WrittenPerson, same: Person | undefined, now: Date): Person {
  if (!person.authorisationDeclared) {
    const message = 'Expected the declaration that the person agreed to be named here. Ask the person first.';
    throw new FieldFault(`${field}.authorisationDeclared`, message);
  }
  const after = {
    name: wordsAt(`${field}.name`, person.name, { most: 200 }),
    role: wordsAt(`${field}.role`, person.role, { most: 100 }),
    email: person.email == null ? null : emailAt(`${field}.email`, person.email),
    telephone: person.telephone == null ? null : numberAt(`${field}.telephone`, person.telephone),
    shown: person.visibility === 'PUBLIC',
    afterInquiry: person.visibility === 'AFTER_INQUIRY',
  };
  const before = same && { afterInquiry: false, ...same };
  const changed = !before || Object.entries(after).some(([name, value]) => before[name as keyof Person] !== value);
  // Somebody of another name is another person, whatever id came with it: nothing sealed for the one is read as the other's.
  const personRef = same?.name === after.name ? same.personRef : newSubjectRef();
  return { personRef, ...after, declaredAt: changed ? now : before.declaredAt };
}

function emailAt(field: string, written: string): string {
  const form = emailForm(textAt(field, written, { most: 254 }));
  const fault = emailFault(form);
  if (fault) throw new FieldFault(field, `Expected ${fault}.`);
  return form;
}

function numberAt(field: string, written: string): string {
  const number = textAt(field, written, { most: 30 }).replaceAll(/ +/g, ' ');
  if (NUMBER.test(number)) return number;
  throw new FieldFault(field, 'Expected a number in international form, such as +90 212 555 00 00.');
}

function websiteAt(field: string, written: string): string {
  const text = textAt(field, written, { most: 300 });
  const url = URL.canParse(text) ? new URL(text) : null;
  const plain = url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  if (plain && url.hostname.includes('.') && url.href.length <= 300 && !/[\s<>"]/.test(text)) return text;
  throw new FieldFault(
    field,
    'Expected an address that begins with http:// or https://, without user name or password.',
  );
}
