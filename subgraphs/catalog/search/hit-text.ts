import { LOCALES, TEXT_KEY, type Locale, type LocalizedText } from '../../../kit/text/localized-text.ts';
import type { CompanyDocument } from '../indexing/company-document.ts';
import type { ProductDocument } from '../indexing/product-document.ts';

/** A text of a hit, as results show it. */
export interface HitText {
  /** The field of the API that shows it. */
  field: string;
  /** Null: of all languages together. */
  locale: Locale | null;
  text: string;
}

/** Attributes of a hit that hold its texts. */
export const PRODUCT_TEXTS = ['name_tr', 'name_zh', 'name_en', 'text_tr', 'text_zh', 'text_en', 'card', 'terms'];
export const COMPANY_TEXTS = ['card', 'products', 'text_tr', 'text_zh', 'text_en'];

export const textsOfProduct = (hit: ProductDocument): HitText[] => [
  ...each('name', { tr: hit.name_tr, zh: hit.name_zh, en: hit.name_en }),
  ...each('company.name', hit.card.name),
  ...each('description', { tr: hit.text_tr, zh: hit.text_zh, en: hit.text_en }),
  { field: 'attributes', locale: null, text: hit.terms },
];

export const textsOfCompany = (hit: CompanyDocument): HitText[] => [
  ...each('name', hit.card.name),
  { field: 'mainProducts', locale: null, text: hit.products },
  ...each('description', { tr: hit.text_tr, zh: hit.text_zh, en: hit.text_en }),
];

const each = (field: string, texts: LocalizedText): HitText[] =>
  LOCALES.flatMap((locale) => {
    const text = texts[TEXT_KEY[locale]];
    return text ? [{ field, locale, text }] : [];
  });
