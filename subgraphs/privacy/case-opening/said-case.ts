import { FieldFault, readInput, textAt, wordsAt } from '../../../kit/graphql/field-fault.ts';
import { InvalidInput } from '../../../kit/graphql/problems.ts';
import { emailFault, emailForm } from '../../../kit/mail/email-address.ts';
import { isCountry } from '../../../kit/reference/countries/country.ts';
import { representativeNotDeclared, type RepresentativeNotDeclared } from '../case/privacy-case.problem.ts';
import { MOST_ASKED, type PrivacyCase } from '../case/privacy-case.record.ts';
import type { RightName } from '../case/privacy-case.values.ts';
import type { RepresentativeInput } from './open-privacy-case.input.ts';

const MOST_NAME = 200;

/** What somebody asks for, in the forms that are kept. */
export interface SaidCase {
  rights: RightName[];
  text: string | null;
  /** Null: none was given. */
  email: string | null;
  name: string | null;
  country: string | null;
  representatives: Omit<PrivacyCase['representatives'][number], 'declaredAt'>[];
}

export interface GivenCase {
  rights: readonly RightName[];
  text?: string | null;
  email?: string | null;
  name?: string | null;
  country?: string | null;
  representative?: RepresentativeInput | null;
}

/** Reads what was asked; the first thing in it that is not acceptable is a problem. */
export function readCase(input: GivenCase): SaidCase | InvalidInput | RepresentativeNotDeclared {
  const said = readInput(() => ({
    rights: rightsAt('rights', input.rights),
    text: textAt('text', input.text ?? '', { most: MOST_ASKED, lines: true }) || null,
    email: input.email == null ? null : emailAt('email', input.email),
    name: input.name == null ? null : wordsAt('name', input.name, { most: MOST_NAME }),
    country: input.country == null ? null : countryAt('country', input.country),
    representatives: input.representative ? [representativeAt(input.representative)] : [],
  }));
  if (said instanceof InvalidInput) return said;
  return input.representative?.authorityDeclared === false ? representativeNotDeclared() : said;
}

/** Which of the rights of a case somebody means; null: all. */
export const readRights = (rights: readonly RightName[] | null | undefined): RightName[] | null | InvalidInput =>
  rights == null ? null : readInput(() => rightsAt('rights', rights));

/** Rights, each once and at least one. Throws FieldFault. */
function rightsAt(field: string, rights: readonly RightName[]): RightName[] {
  if (rights.length > 0 && new Set(rights).size === rights.length) return [...rights];
  throw new FieldFault(field, `Expected at least one right, each once, got ${rights.length}.`);
}

/** An address in the form that is kept; look-alikes are none. Throws FieldFault. */
function emailAt(field: string, address: string): string {
  const form = address.length > 1_000 ? '' : emailForm(address);
  const fault = emailFault(form);
  if (fault !== null) throw new FieldFault(field, `Expected ${fault}.`);
  return form;
}

function countryAt(field: string, code: string): string {
  if (isCountry(code)) return code;
  throw new FieldFault(field, 'Expected a country by its two capital letters (ISO 3166-1), such as TR.');
}

const representativeAt = ({ name, personEmail, authority }: RepresentativeInput) => ({
  name: wordsAt('representative.name', name, { most: MOST_NAME }),
  forEmail: emailAt('representative.personEmail', personEmail),
  authority,
});
