import { ratioOf } from '../../../kit/exact/ratio.ts';
import { unit, unitName } from '../../../kit/reference/units/unit.ts';
import { writtenQuantity } from '../../../kit/reference/units/written-quantity.ts';
import { textFor, type Locale } from '../../../kit/text/localized-text.ts';
import { localeOf } from '../product/found-product.ts';
import { UNSAID } from '../product/product.record.ts';
import type { ShownProduct } from '../product/products.ts';
import { valueLabel } from '../search/facet-label.ts';
import { comparedRow, type Said } from './compared-row.ts';
import { ComparedProperty } from './comparison.enum.ts';
import type { ComparisonRow } from './comparison.type.ts';
import { attributeLabel, offerLabel } from './row-label.ts';

type Shown = readonly (ShownProduct | null)[];
type Offer = Exclude<ComparedProperty, ComparedProperty.ATTRIBUTE>;
type Teller = (product: ShownProduct, locale: Locale) => Said | null;

/** What is said of products, row by row: offers first, then attributes as they first occur. */
export function comparisonRows(products: Shown, locale: Locale): ComparisonRow[] {
  const told = products.map((one) => one && { ...one, record: { ...UNSAID, ...one.record } });
  const row = (heading: Parameters<typeof comparedRow>[0], tell: Teller) =>
    comparedRow(
      heading,
      told.map((one) => (one ? tell(one, locale) : undefined)),
      locale,
    );
  const offers = Object.entries(OFFER).map(([property, tell]) =>
    row(
      {
        property: property as ComparedProperty,
        key: null,
        label: offerLabel(property as Offer, locale),
        toBase: property === 'MINIMUM_ORDER',
      },
      tell,
    ),
  );
  const keys = new Set(told.flatMap((one) => one?.record.attributes.map(({ key }) => key) ?? []));
  const attributes = [...keys].map((key) =>
    row({ property: ComparedProperty.ATTRIBUTE, key, label: attributeLabel(key, locale) }, attribute(key)),
  );
  return [...offers, ...attributes].filter((one) => one !== null);
}

const OFFER: Record<Offer, Teller> = {
  MINIMUM_ORDER({ record }, locale) {
    const { minimumOrderQuantity: amount, minimumOrderUnit } = record;
    if (amount == null) return null;
    const known = unit(minimumOrderUnit ?? record.unit);
    const text = `${amount} ${unitName(minimumOrderUnit ?? record.unit, locale)}`;
    return { text, quantity: known ? { amount: ratioOf(amount), unit: known } : null };
  },
  LEAD_TIME({ record: { leadTimeDays } }, locale) {
    if (leadTimeDays == null) return null;
    const days = new Intl.NumberFormat(locale.toLowerCase(), { style: 'unit', unit: 'day', unitDisplay: 'long' });
    return {
      text: days.format(leadTimeDays),
      quantity: { amount: ratioOf(String(leadTimeDays)), unit: unit('DAY')! },
    };
  },
  INCOTERM: ({ record: { incoterm, incotermPlace } }) =>
    incoterm == null ? null : { text: incotermPlace ? `${incoterm} ${incotermPlace}` : incoterm, code: incoterm },
  CERTIFICATES({ record: { certificates } }) {
    const standards = [...new Set(certificates.map(({ standard }) => standard))];
    return standards.length === 0
      ? null
      : { text: standards.join(', '), inLanguages: [standards.toSorted().join(', ')] };
  },
  ORIGIN_COUNTRY: ({ record: { originCountry } }, locale) =>
    originCountry == null ? null : { text: valueLabel('country', originCountry, locale), code: originCountry },
  SUPPLIER_COUNTRY: ({ card }, locale) =>
    card && { text: valueLabel('country', card.country, locale), code: card.country },
  SUPPLIER_VERIFIED({ card }, locale) {
    const code = String((card?.verifiedUntil?.getTime() ?? 0) > Date.now());
    return { text: valueLabel('verified', code, locale), code };
  },
};

/** An attribute; values that a product gives under one key stand side by side. */
const attribute =
  (key: string): Teller =>
  ({ record }, locale) => {
    const given = record.attributes.filter((one) => one.key === key).map(({ value }) => value);
    const [only] = given;
    if (!only) return null;
    const text = given.map((value) => textFor(value, locale)).join(', ');
    if (given.length > 1) return { text };
    const quantity = writtenQuantity(text, localeOf(only, locale) ?? locale);
    return { text, quantity, inLanguages: Object.values(only as Record<string, string>) };
  };
