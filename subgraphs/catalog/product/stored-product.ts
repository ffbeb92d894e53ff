import { unitName } from '../../../kit/reference/units/unit.ts';
import { globalId } from '../../../kit/global-id/global-id.ts';
import { TEXT_KEY, textFor, type Locale } from '../../../kit/text/localized-text.ts';
import { category } from '../category/categories.ts';
import type { KeptCard } from '../company/company-cards.ts';
import { presentCard } from '../company/company-card.presenter.ts';
import { localeOf } from './found-product.ts';
import type { PriceRange } from './price-range.type.ts';
import type { ProductStatus } from './product-status.enum.ts';
import { priceRangeOf, UNSAID, type ProductRecord } from './product.record.ts';
import type { Product, Similarity } from './product.type.ts';

/**
 * A product as it is stored. Fields are made when they are read, so that a page costs what is selected of it. Products of the first
 * version lack what came later: that was not said.
 */
export class StoredProduct {
  readonly __typename = 'Product';
  readonly similarity: Similarity | null;
  readonly #stored: ProductRecord;
  readonly #card: KeptCard | null;
  readonly #locale: Locale;

  constructor(stored: ProductRecord, card: KeptCard | null, locale: Locale, similarity: Similarity | null) {
    this.#stored = stored;
    this.#card = card;
    this.#locale = locale;
    this.similarity = similarity;
  }

  get id(): string {
    return globalId('Product', this.#stored._id);
  }
  get localId(): string {
    return this.#stored._id;
  }
  get record(): ProductRecord {
    return { ...UNSAID, ...this.#stored };
  }
  get companyId(): string {
    return this.#stored.companyId;
  }
  get name(): string {
    return textFor(this.#stored.name, this.#locale);
  }
  get nameLocale() {
    return localeOf(this.#stored.name, this.#locale) as Product['nameLocale'];
  }
  get nameProvenance() {
    const shown = localeOf(this.#stored.name, this.#locale);
    return ((shown && this.#stored.origins?.[TEXT_KEY[shown]]?.provenance) ?? 'SOURCE') as Product['nameProvenance'];
  }
  get description(): string | null {
    return textFor(this.#stored.description, this.#locale) || null;
  }
  get status() {
    return this.#stored.status as ProductStatus;
  }
  get category() {
    return category(this.#stored.categoryCode, this.#locale);
  }
  get company() {
    const card = this.#card;
    return (
      card && presentCard({ ...card, id: card._id, verifiedUntil: card.verifiedUntil?.getTime() ?? 0 }, this.#locale)
    );
  }
  get price(): PriceRange | null {
    const { currency, unit, priceTiers, priceRange } = this.#stored;
    const range = priceRangeOf({ priceTiers, priceRange: priceRange ?? null });
    if (!range || !currency) return null;
    return {
      ...range,
      currency,
      unit,
      unitLabel: unitName(unit, this.#locale),
      validFrom: this.#stored.priceValidFrom ?? null,
      validUntil: this.#stored.priceValidUntil ?? null,
    };
  }
  get priceTiers() {
    return this.#stored.priceTiers;
  }
  get minimumOrderQuantity() {
    const { minimumOrderQuantity: amount, minimumOrderUnit, unit: ofPrice } = this.#stored;
    const unit = minimumOrderUnit ?? ofPrice;
    return amount && { amount, unit, unitLabel: unitName(unit, this.#locale) };
  }
  get hsCode() {
    return this.#stored.hsCode;
  }
  get attributes() {
    return this.#stored.attributes.map(({ key, value }) => ({ key, value: textFor(value, this.#locale) }));
  }
  get incoterm() {
    return this.#stored.incoterm;
  }
  get incotermEdition() {
    return this.#stored.incotermEdition ?? null;
  }
  get incotermPlace() {
    return this.#stored.incotermPlace ?? null;
  }
  get originCountry() {
    return this.#stored.originCountry;
  }
  get leadTimeDays() {
    return this.#stored.leadTimeDays;
  }
  get samples() {
    return this.#stored.samples ?? null;
  }
  get certificates() {
    return this.#stored.certificates ?? UNSAID.certificates;
  }
  get oem() {
    return this.#stored.oem ?? null;
  }
  get odm() {
    return this.#stored.odm ?? null;
  }
  get publishedAt() {
    return this.#stored.publishedAt;
  }
}
