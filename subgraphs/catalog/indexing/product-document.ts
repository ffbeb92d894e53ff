import type { LocalizedText } from '../../../kit/text/localized-text.ts';
import type { CompanyCard } from '../../../schema/events/company-card.ts';
import type { Concepts } from '../language/concepts.ts';
import { priceRangeOf, type ProductRecord } from '../product/product.record.ts';
import { nameKey } from './name-key.ts';
import { beginning } from './beginning.ts';
import { productValues, type ProductValues } from './product-values.ts';
import { rankedProduct } from './ranked-product.ts';
import { searchedTerms, type SearchedTerms } from './searched-terms.ts';

/** The company's card as a search document carries it, so that a page of results needs nothing else. */
export interface DocumentCard {
  slug: string;
  name: LocalizedText;
  city: LocalizedText;
}

/**
 * A product as the index holds it: public text and codes, nothing about a person. Its texts are what results show; it is found by its terms. Keys
 * are short because the engine stores them with every document.
 */
export interface ProductDocument extends ProductValues, SearchedTerms {
  name_tr?: string;
  name_zh?: string;
  name_en?: string;
  /** Beginning of the description; `cut` names the languages in which there is more. */
  text_tr?: string;
  text_zh?: string;
  text_en?: string;
  cut?: string[];
  /** Values of the attributes and the HS code, all languages together, for highlights. */
  terms: string;
  card: DocumentCard;
  /** Exact decimals and the unit, as shown. */
  price: { min: string; max: string; unit: string } | null;
  minimum: { amount: string; unit: string } | null;
  key_tr: string;
  key_zh: string;
  key_en: string;
}

const TEXT_LENGTH = 200;

/** The document of a published product. */
export function productDocument(product: ProductRecord, card: CompanyCard, concepts: Concepts): ProductDocument {
  const range = priceRangeOf(product);
  const least = product.minimumOrderQuantity;
  return {
    ...productValues(product, card),
    ...searchedTerms(rankedProduct(product, card), concepts),
    ...localized('name', product.name),
    ...localized('text', product.description, TEXT_LENGTH),
    ...cutIn(product.description),
    terms: termsOf(product),
    card: { slug: card.slug, name: card.name, city: card.city },
    price: range && { min: range.minimum, max: range.maximum, unit: product.unit },
    minimum: least === null ? null : { amount: least, unit: product.minimumOrderUnit ?? product.unit },
    key_tr: nameKey(product.name, 'TR'),
    key_zh: nameKey(product.name, 'ZH'),
    key_en: nameKey(product.name, 'EN'),
  };
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
