import { unit } from '../../../kit/reference/units/unit.ts';
import type { LocalizedText } from '../../../kit/text/localized-text.ts';
import type { CompanyCard } from '../../../schema/events/company-card.ts';
import { priceRangeOf, type ProductRecord } from '../product/product.record.ts';
import { nameKey } from './name-key.ts';
import { beginning } from './beginning.ts';

/** The company's card as a search document carries it, so that a page of results needs nothing else. */
export interface DocumentCard {
  slug: string;
  name: LocalizedText;
  city: LocalizedText;
}

/**
 * A product as the index holds it: public text and codes, nothing about a person. Keys are short because the engine
 * stores them with every document.
 */
export interface ProductDocument {
  id: string;
  name_tr?: string;
  name_zh?: string;
  name_en?: string;
  /** Beginning of the description; `cut` names the languages in which there is more. */
  text_tr?: string;
  text_zh?: string;
  text_en?: string;
  cut?: string[];
  /** Words of the attributes and the HS code, all languages together. */
  terms: string;
  /** Names of the company, all languages together. */
  supplier: string;
  companyId: string;
  card: DocumentCard;
  country: string;
  region: string | null;
  /** Milliseconds; 0 when not verified. */
  verifiedUntil: number;
  c1: string;
  c2: string | null;
  c3: string | null;
  currency: string | null;
  priceMin: number | null;
  priceMax: number | null;
  /** Exact decimals and the unit, as shown. */
  price: { min: string; max: string; unit: string } | null;
  moq: number | null;
  moqUnit: string | null;
  minimum: { amount: string; unit: string } | null;
  publishedAt: number;
  /** Breaks ties in every order; unique in practice. */
  seq: number;
  /** Completeness of the offer, 0 to 100: the order of browsing. */
  rank: number;
  key_tr: string;
  key_zh: string;
  key_en: string;
}

const TEXT_LENGTH = 200;

/** The document of a published product. */
export function productDocument(product: ProductRecord, card: CompanyCard): ProductDocument {
  const [c1, c2, c3] = categoryPath(product.categoryCode);
  const range = priceRangeOf(product);
  const minimumOrderUnit = product.minimumOrderUnit ?? product.unit;
  const unitOf = unit(minimumOrderUnit);
  return {
    id: product._id,
    ...localized('name', product.name),
    ...localized('text', product.description, TEXT_LENGTH),
    ...cutIn(product.description),
    terms: termsOf(product),
    supplier: distinct(Object.values(card.name)),
    companyId: product.companyId,
    card: { slug: card.slug, name: card.name, city: card.city },
    country: card.country,
    region: card.region,
    verifiedUntil: card.verifiedUntil?.getTime() ?? 0,
    c1: c1!,
    c2: c2 ?? null,
    c3: c3 ?? null,
    currency: range && product.currency,
    priceMin: range && Number(range.minimum),
    priceMax: range && Number(range.maximum),
    price: range && { min: range.minimum, max: range.maximum, unit: product.unit },
    moq: product.minimumOrderQuantity === null ? null : Number(product.minimumOrderQuantity) * (unitOf?.factor ?? 1),
    moqUnit: product.minimumOrderQuantity === null ? null : (unitOf?.baseUnit ?? minimumOrderUnit),
    minimum:
      product.minimumOrderQuantity === null ? null : { amount: product.minimumOrderQuantity, unit: minimumOrderUnit },
    publishedAt: product.publishedAt?.getTime() ?? 0,
    seq: Number.parseInt(product._id.slice(-12), 16),
    rank: rankOf(product, card),
    key_tr: nameKey(product.name, 'TR'),
    key_zh: nameKey(product.name, 'ZH'),
    key_en: nameKey(product.name, 'EN'),
  };
}

/** `10.20.05` → `10`, `10.20`, `10.20.05`. */
function categoryPath(code: string): string[] {
  const parts = code.split('.');
  return parts.map((_, level) => parts.slice(0, level + 1).join('.'));
}

function localized(prefix: 'name' | 'text', texts: LocalizedText, length = Infinity): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).map(([locale, value]) => [`${prefix}_${locale}`, beginning(value as string, length)]),
  );
}

function cutIn(texts: LocalizedText): { cut?: string[] } {
  const cut = Object.keys(texts).filter((locale) => (texts[locale as keyof LocalizedText]?.length ?? 0) > TEXT_LENGTH);
  return cut.length > 0 ? { cut } : {};
}

const distinct = (words: (string | undefined)[]): string => [...new Set(words.filter(Boolean))].join(' | ');

const termsOf = (product: ProductRecord): string =>
  distinct([
    ...product.attributes.flatMap(({ value }) => Object.values(value) as string[]),
    product.hsCode ?? undefined,
  ]);

function rankOf(product: ProductRecord, card: CompanyCard): number {
  const languages = Object.keys(product.name).length;
  const described = Object.keys(product.description).length;
  return languages * 10 + described * 10 + (priceRangeOf(product) ? 20 : 0) + (card.verifiedUntil ? 20 : 0);
}
