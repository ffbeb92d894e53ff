import { FieldFault, listAt, textAt, wordsAt } from '../../../kit/graphql/field-fault.ts';
import { checkIdentifier, type IdentifierScheme } from '../../../kit/reference/identifiers/identifier.ts';
import { region } from '../../../kit/reference/regions/region.ts';
import { TEXT_KEY, type Locale, type LocalizedText } from '../../../kit/text/localized-text.ts';
import type { CompanyRecord } from './company.record.ts';

interface WrittenText {
  locale: Locale;
  text: string;
}

/** What is asked to change of a company; undefined: stays, null: nothing of it any more. */
export interface CompanyEdit {
  name?: readonly WrittenText[] | null;
  country?: string | null;
  region?: string | null;
  city?: readonly WrittenText[] | null;
  address?: string | null;
  mainProducts?: readonly { texts: readonly WrittenText[] }[] | null;
  description?: readonly WrittenText[] | null;
  categoryCodes?: readonly string[] | null;
  foundedYear?: number | null;
  identifiers?: readonly { scheme: IdentifierScheme; value: string }[] | null;
}

const REGIONS = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
/** Codes that no country has: user-assigned, exceptional and groups of countries. */
const NO_COUNTRY = /^(EU|EZ|UN|XA|XB|XK|ZZ|QO|AC|CP|CQ|DG|EA|IC|TA)$/;
const CATEGORY_CODE = /^[0-9A-Za-z]([0-9A-Za-z.-]{0,18}[0-9A-Za-z])?$/;

/** A company as it is after an edit. Throws FieldFault for the first value that is not acceptable. */
export function edited(company: CompanyRecord, edit: CompanyEdit, now: Date): CompanyRecord {
  const country = edit.country == null ? company.country : countryAt('country', edit.country);
  const after: CompanyRecord = {
    ...company,
    country,
    ...(edit.name != null && { name: namedAt('name', edit.name, 200) }),
    ...(edit.region !== undefined && {
      region: edit.region === null ? null : regionAt('region', edit.region, country),
    }),
    ...(edit.city !== undefined && { city: textsAt('city', edit.city ?? [], 100) }),
    ...(edit.address !== undefined && {
      address: textAt('address', edit.address ?? '', { most: 300, lines: true }) || null,
    }),
    ...(edit.mainProducts !== undefined && {
      mainProducts: listAt('mainProducts', edit.mainProducts ?? [], 20, ({ texts }, field) =>
        namedAt(`${field}.texts`, texts, 100),
      ),
    }),
    ...(edit.description !== undefined && {
      description: textsAt('description', edit.description ?? [], 5_000, true),
    }),
    ...(edit.categoryCodes !== undefined && { categoryCodes: codesAt('categoryCodes', edit.categoryCodes ?? []) }),
    ...(edit.foundedYear !== undefined && { foundedYear: yearAt('foundedYear', edit.foundedYear, now) }),
    ...(edit.identifiers !== undefined && {
      identifiers: identifiersAt('identifiers', edit.identifiers ?? [], country),
    }),
  };
  if (country !== company.country) checkMoved(after, edit);
  return after;
}

/** A text in the languages in which something is said; a language that is empty is left out. */
function textsAt(field: string, written: readonly WrittenText[], most: number, lines = false): LocalizedText {
  const texts: LocalizedText = {};
  listAt(field, written, 3, ({ locale, text }, at) => {
    const key = TEXT_KEY[locale];
    if (Object.hasOwn(texts, key)) throw new FieldFault(`${at}.locale`, `Expected ${locale} once, got it twice.`);
    texts[key] = textAt(`${at}.text`, text, { most, lines });
  });
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
}

function namedAt(field: string, written: readonly WrittenText[], most: number): LocalizedText {
  const texts = textsAt(field, written, most);
  if (Object.keys(texts).length > 0) return texts;
  throw new FieldFault(field, 'Expected a text in at least one language, got none.');
}

function countryAt(field: string, code: string): string {
  if (/^[A-Z]{2}$/.test(code) && !NO_COUNTRY.test(code) && REGIONS.of(code) !== undefined) return code;
  throw new FieldFault(field, 'Expected a country as two capital letters (ISO 3166-1 alpha-2), such as TR.');
}

function regionAt(field: string, code: string, country: string): string {
  if (region(code) && code.startsWith(`${country}-`)) return code;
  throw new FieldFault(field, `Expected a province of ${country}, such as TR-34 or CN-33; null for another country.`);
}

function codesAt(field: string, codes: readonly string[]): string[] {
  const read = listAt(field, codes, 50, (code, at) => {
    const text = wordsAt(at, code, { most: 20 });
    if (CATEGORY_CODE.test(text)) return text;
    throw new FieldFault(at, 'Expected the code of a category, as `categories` lists them.');
  });
  return [...new Set(read)];
}

function yearAt(field: string, year: number | null, now: Date): number | null {
  if (year === null || (year >= 1000 && year <= now.getUTCFullYear())) return year;
  throw new FieldFault(field, `Expected a year from 1000 to ${now.getUTCFullYear()}, got ${year}.`);
}

function identifiersAt(
  field: string,
  given: readonly { scheme: IdentifierScheme; value: string }[],
  country: string,
): CompanyRecord['identifiers'] {
  const seen = new Set<string>();
  return listAt(field, given, 10, ({ scheme, value: written }, at) => {
    const checked = checkIdentifier(scheme, written, country);
    if ('fault' in checked) throw new FieldFault(`${at}.value`, checked.fault);
    const { value } = checked;
    if (seen.has(`${scheme} ${value}`)) throw new FieldFault(at, 'Expected each number once, got it twice.');
    seen.add(`${scheme} ${value}`);
    return { scheme, value };
  });
}

/** What a company kept from the country that it was in has to fit the new one. */
function checkMoved({ country, region: province, identifiers }: CompanyRecord, edit: CompanyEdit): void {
  if (edit.region === undefined && province !== null) regionAt('region', province, country);
  if (edit.identifiers === undefined) identifiersAt('identifiers', identifiers, country);
}
