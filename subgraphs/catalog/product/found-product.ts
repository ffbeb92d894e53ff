import type { Selection } from '../../../kit/graphql/selection.ts';
import { unitName } from '../../../kit/reference/units/unit.ts';
import { globalId } from '../../../kit/global-id/global-id.ts';
import { LOCALES, TEXT_KEY, textFor, type Locale, type LocalizedText } from '../../../kit/text/localized-text.ts';
import { category } from '../category/categories.ts';
import type { Category } from '../category/category.type.ts';
import { presentCard } from '../company/company-card.presenter.ts';
import type { CompanyReference } from '../company/company.reference.ts';
import type { ProductDocument } from '../indexing/product-document.ts';
import { ProductStatus } from './product-status.enum.ts';
import type { PriceRange } from './price-range.type.ts';
import type { Quantity } from './quantity.type.ts';

/** A product as a search found it. Fields are made when they are read, so that a page costs what is selected of it. */
export class FoundProduct {
  readonly __typename = 'Product';
  readonly status = ProductStatus.PUBLISHED;
  readonly similarity = null;
  readonly #hit: ProductDocument;
  readonly #locale: Locale;

  constructor(hit: ProductDocument, locale: Locale) {
    this.#hit = hit;
    this.#locale = locale;
  }

  get id(): string {
    return globalId('Product', this.#hit.id);
  }
  get localId(): string {
    return this.#hit.id;
  }
  get companyId(): string {
    return this.#hit.companyId;
  }
  get name(): string {
    return textFor(this.#texts('name'), this.#locale);
  }
  get nameLocale(): Locale | null {
    return localeOf(this.#texts('name'), this.#locale);
  }
  get description(): string | null {
    return textFor(this.#texts('text'), this.#locale) || null;
  }
  get category(): Category | null {
    const { c1, c2, c3 } = this.#hit;
    return category(c3 ?? c2 ?? c1, this.#locale);
  }
  get company(): CompanyReference {
    const { companyId, card, country, verifiedUntil } = this.#hit;
    return presentCard({ id: companyId, ...card, country, verifiedUntil }, this.#locale);
  }
  get price(): PriceRange | null {
    const { price, currency } = this.#hit;
    if (!price || !currency) return null;
    return {
      minimum: price.min,
      maximum: price.max,
      currency,
      unit: price.unit,
      unitLabel: unitName(price.unit, this.#locale),
      validFrom: null,
      validUntil: null,
    };
  }
  get minimumOrderQuantity(): Quantity | null {
    const { minimum } = this.#hit;
    return minimum && { ...minimum, unitLabel: unitName(minimum.unit, this.#locale) };
  }
  get publishedAt(): Date {
    return new Date(this.#hit.publishedAt);
  }

  #texts(prefix: 'name' | 'text'): LocalizedText {
    const hit = this.#hit;
    return { tr: hit[`${prefix}_tr`], zh: hit[`${prefix}_zh`], en: hit[`${prefix}_en`] };
  }
}

/** The language that a reader gets a text in. */
export function localeOf(texts: LocalizedText, locale: Locale): Locale | null {
  const given = textFor(texts, locale);
  return [locale, ...LOCALES].find((candidate) => texts[TEXT_KEY[candidate]] === given) ?? null;
}

/** What the index does not hold of a price. */
const BEYOND_INDEX = new Set(['validFrom', 'validUntil']);

/** Whether the index holds all that is selected of products. */
export const isInIndex = (node: Selection): boolean =>
  [...node].every(
    ([field, { below }]) =>
      field in ATTRIBUTES_OF && (field !== 'price' || [...below.keys()].every((name) => !BEYOND_INDEX.has(name))),
  );

/** Which attributes of a hit each field needs; a field that is not here needs the stored record. */
export const ATTRIBUTES_OF: Record<string, string[]> = {
  __typename: [],
  id: [],
  status: [],
  similarity: [],
  similar: [],
  images: [],
  name: ['name_tr', 'name_zh', 'name_en'],
  nameLocale: ['name_tr', 'name_zh', 'name_en'],
  description: ['text_tr', 'text_zh', 'text_en', 'cut'],
  category: ['c1', 'c2', 'c3'],
  company: ['companyId', 'card', 'country', 'verifiedUntil'],
  price: ['price', 'currency'],
  minimumOrderQuantity: ['minimum'],
  publishedAt: ['publishedAt'],
  viewerCanEdit: ['companyId'],
  viewerCanPublish: ['companyId'],
  viewerCanWithdraw: ['companyId'],
};
