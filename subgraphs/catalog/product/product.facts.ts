import { invalidInput, type InvalidInput } from '../../../kit/graphql/problems.ts';
import { TEXT_KEY, type LocalizedText } from '../../../kit/text/localized-text.ts';
import type { LocalizedTextInput } from './localized-text.input.ts';
import type { CreateProductInput, UpdateProductInput } from './product.input.ts';
import type { ProductProblem } from './product.rules.ts';

/** What an input says of a product, in the shape in which it is stored; what it leaves out is left out. Or the first thing wrong with its form. */
export function factsOf(input: CreateProductInput | UpdateProductInput): object | InvalidInput {
  const texts: [string, LocalizedTextInput[]][] = [
    ['name', input.name ?? []],
    ['description', input.description ?? []],
    ...(input.attributes ?? []).map(({ value }, at): [string, LocalizedTextInput[]] => [
      `attributes.${at}.value`,
      value,
    ]),
  ];
  const twice = texts.map(([field, given]) => sameLanguage(field, given)).find((problem) => problem !== null);
  if (twice) return twice;
  const { price, minimumOrderQuantity: minimum, incoterm, attributes } = input;
  if (price && !price.tiers && price.minimum == null && price.maximum == null)
    return invalidInput(
      'price',
      'Expected tiers, or a minimum and a maximum, got none. Without a price, leave it out.',
    );
  return given({
    externalId: input.externalId,
    name: input.name && byLanguage(input.name),
    description: input.description && byLanguage(input.description),
    categoryCode: input.categoryCode,
    hsCode: input.hsCode,
    attributes: attributes?.map(({ key, value }) => ({ key, value: byLanguage(value) })) ?? attributes,
    ...(price !== undefined && priceFacts(price)),
    ...(minimum !== undefined && {
      minimumOrderQuantity: minimum?.amount ?? null,
      minimumOrderUnit: minimum?.unit ?? null,
    }),
    ...(incoterm !== undefined && {
      incoterm: incoterm?.rule ?? null,
      incotermEdition: incoterm?.edition ?? (incoterm ? 2020 : null),
      incotermPlace: incoterm?.place ?? null,
    }),
    originCountry: input.originCountry,
    leadTimeDays: input.leadTimeDays,
    samples: input.samples && given({ ...given(input.samples), free: input.samples.free ?? false }),
    certificates: input.certificates?.map((certificate) => given(certificate)) ?? input.certificates,
    oem: input.oem,
    odm: input.odm,
  });
}

function priceFacts(price: CreateProductInput['price']): object {
  if (!price) return { priceTiers: [], priceRange: null, currency: null, priceValidFrom: null, priceValidUntil: null };
  const { currency, unit, tiers, minimum, maximum, validFrom, validUntil } = price;
  const range = minimum ?? maximum;
  return {
    currency,
    unit: unit ?? null,
    priceTiers: tiers?.map(given) ?? [],
    priceRange: range == null ? null : { minimum: range, maximum: maximum ?? range },
    priceValidFrom: validFrom ?? null,
    priceValidUntil: validUntil ?? null,
  };
}

const given = (facts: object): object =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));

const byLanguage = (texts: readonly LocalizedTextInput[]): LocalizedText =>
  Object.fromEntries(texts.map(({ locale, text }) => [TEXT_KEY[locale], text]));

function sameLanguage(field: string, texts: readonly LocalizedTextInput[]): InvalidInput | null {
  const at = texts.findIndex(({ locale }, index) => texts.findIndex((other) => other.locale === locale) < index);
  return at < 0
    ? null
    : invalidInput(
        `${field}.${at}.locale`,
        `Expected each language once, got ${texts[at]!.locale} twice. Leave one out.`,
      );
}

/** Where the input has what is stored under another path. */
const PATHS: readonly [RegExp, string][] = [
  [/^priceTiers/, 'price.tiers'],
  [/^priceRange/, 'price'],
  [/^currency$/, 'price.currency'],
  [/^unit$/, 'price.unit'],
  [/^priceValidFrom$/, 'price.validFrom'],
  [/^priceValidUntil$/, 'price.validUntil'],
  [/^minimumOrderQuantity$/, 'minimumOrderQuantity.amount'],
  [/^minimumOrderUnit$/, 'minimumOrderQuantity.unit'],
  [/^incoterm$/, 'incoterm.rule'],
  [/^incotermEdition$/, 'incoterm.edition'],
  [/^incotermPlace$/, 'incoterm.place'],
];

/** The first of the problems with what an input says, at its place in the input; how many there are besides is said too. */
export function problemAt(problems: readonly ProductProblem[], input: object): InvalidInput {
  const { field, message } = problems[0]!;
  const [stored, path] = PATHS.find(([pattern]) => pattern.test(field)) ?? [null, ''];
  const more = problems.length > 1 ? ` There are ${problems.length - 1} problems more.` : '';
  return invalidInput(atText(stored ? field.replace(stored, path) : field, input), `${message}${more}`);
}

/** `name.en` is the text of that language, wherever it stands in the list. */
function atText(field: string, input: object): string {
  const match = /^(.*)\.(tr|zh|en)$/.exec(field);
  if (!match) return field;
  const list = match[1]!
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], input);
  const index = Array.isArray(list)
    ? list.findIndex(({ locale }: LocalizedTextInput) => TEXT_KEY[locale] === match[2])
    : -1;
  return index < 0 ? field : `${match[1]}.${index}.text`;
}
