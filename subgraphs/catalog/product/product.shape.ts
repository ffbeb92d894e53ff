import { z } from 'zod';
import { isCountry } from '../../../kit/reference/countries/country.ts';
import { isCurrency } from '../../../kit/reference/currencies/currency.ts';
import { unit as unitOf } from '../../../kit/reference/units/unit.ts';
import { plainText } from '../../../kit/text/plain-text.ts';
import { category } from '../category/categories.ts';

/** What is given of a product, value by value, in the shape in which it is stored. What leaves it is clean, and within the record's bounds. */

/** The rules of Incoterms 2020 (ICC). */
const INCOTERMS = new Set('EXW FCA CPT CIP DAP DPU DDP FAS FOB CFR CIF'.split(' '));
const EDITION = 2020;
const DECIMAL = /^(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?$/;
/** Far enough for every offer; beyond it somebody mistyped. */
const [EARLIEST, LATEST] = [Date.parse('2000-01-01T00:00:00Z'), Date.parse('2100-01-01T00:00:00Z')];
const MOST = { attributes: 40, tiers: 20, certificates: 20 };

const quoted = (value: string): string => JSON.stringify(value.slice(0, 40));

const text = (most: number, { lines = false } = {}) =>
  z.string().transform((given, context) => {
    const cleaned = plainText(given, { most, lines });
    if ('text' in cleaned && cleaned.text !== '') return cleaned.text;
    context.addIssue('fault' in cleaned ? cleaned.fault : 'Expected a text, got blanks. Write one, or leave it out.');
    return z.NEVER;
  });
const localized = (maxLength: number, options?: { lines: boolean }) => {
  const one = text(maxLength, options).optional();
  return z.strictObject({ tr: one, zh: one, en: one }).transform((texts) => {
    return Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined)) as typeof texts;
  });
};
const some = (value: object): boolean => Object.keys(value).length > 0;
const SOME_LANGUAGE = 'Expected a text in at least one of tr, zh and en, got none. Write one.';

const code = (what: string, known: (value: string) => boolean, example: string) =>
  z.string().refine((value) => value.length <= 40 && known(value), {
    error: ({ input }) => `Expected ${what}, got ${quoted(String(input))}. Give one such as ${example}.`,
  });
const unit = code(
  'a unit of UN/ECE Recommendation 20',
  (value) => value.length <= 3 && unitOf(value) !== undefined,
  'KGM or C62',
);
const currency = code('a currency of ISO 4217 in capitals', isCurrency, 'USD');
const decimal = z.string().refine((value) => value.length <= 19 && DECIMAL.test(value), {
  error: ({ input }) =>
    `Expected a decimal number with at most 12 digits before the point and 6 after it, such as 12.50, got ${quoted(String(input))}.`,
});
const more = decimal.refine((value) => Number(value) > 0, 'Expected more than zero. Correct it.');
const instant = z
  .union([z.date(), z.iso.datetime({ offset: true, error: DATE }), z.iso.date({ error: DATE })], { error: DATE })
  .transform((value) => new Date(value))
  .refine((date) => date.getTime() >= EARLIEST && date.getTime() < LATEST, {
    error: 'Expected a date from 2000 to 2099. Correct it.',
  });
function DATE({ input }: { input?: unknown }): string {
  return `Expected a date such as 2026-12-31, or an instant with its offset such as 2026-12-31T00:00:00Z, got ${quoted(String(input))}.`;
}
const atMost = <T extends z.ZodType>(item: T, most: number) =>
  z
    .array(z.unknown())
    .max(most, {
      error: ({ input }) => `Expected at most ${most}, got ${(input as unknown[]).length}. Leave some out.`,
    })
    .pipe(z.array(item));

const attribute = z.strictObject({
  key: z.string().refine((key) => key.length <= 40 && /^[a-z][a-z0-9]*([-_][a-z0-9]+)*$/.test(key), {
    error: ({ input }) =>
      `Expected a key of small letters, digits and hyphens such as material, at most 40, got ${quoted(String(input))}.`,
  }),
  value: localized(120).refine(some, SOME_LANGUAGE),
});
const samples = z.strictObject({
  available: z.boolean(),
  free: z.boolean().default(false),
  price: decimal.nullish().transform(nothing),
  currency: currency.nullish().transform(nothing),
});
const certificate = z.strictObject({
  standard: text(100),
  number: text(100).nullish().transform(nothing),
  scope: text(500, { lines: true }).nullish().transform(nothing),
  expiresAt: instant.nullish().transform(nothing),
});
function nothing<T>(value: T | null | undefined): T | null {
  return value ?? null;
}

export const productShape = z.strictObject({
  externalId: text(100).nullable(),
  name: localized(300).refine(some, SOME_LANGUAGE),
  description: localized(10_000, { lines: true })
    .nullable()
    .transform((texts) => texts ?? {}),
  categoryCode: code('a code of the category tree', (value) => category(value, 'EN') !== null, '10.20.05'),
  hsCode: z.string().nullable(),
  attributes: atMost(attribute, MOST.attributes)
    .nullable()
    .transform((all) => all ?? []),
  priceTiers: atMost(z.strictObject({ minimumQuantity: more, amount: decimal }), MOST.tiers)
    .nullable()
    .transform((all) => all ?? []),
  priceRange: z.strictObject({ minimum: decimal, maximum: decimal }).nullable(),
  currency: currency.nullable(),
  unit: unit.nullable().transform((value) => value ?? 'C62'),
  priceValidFrom: instant.nullable(),
  priceValidUntil: instant.nullable(),
  minimumOrderQuantity: more.nullable(),
  minimumOrderUnit: unit.nullable(),
  incoterm: code('a rule of Incoterms 2020', (value) => INCOTERMS.has(value), 'FOB').nullable(),
  incotermEdition: z
    .number()
    .refine((value) => value === EDITION, `Expected the edition ${EDITION} of Incoterms. Restate the terms by it.`)
    .nullable(),
  incotermPlace: text(120).nullable(),
  originCountry: code('a country of ISO 3166-1 alpha-2 in capitals', isCountry, 'TR').nullable(),
  leadTimeDays: z
    .number()
    .refine(
      (days) => Number.isInteger(days) && days >= 0 && days <= 730,
      'Expected whole days from 0 to 730. Correct it.',
    )
    .nullable(),
  samples: samples.nullable(),
  certificates: atMost(certificate, MOST.certificates)
    .nullable()
    .transform((all) => all ?? []),
  oem: z.boolean().nullable(),
  odm: z.boolean().nullable(),
});

export type ProductFacts = z.output<typeof productShape>;
