import { LOCALES, TEXT_KEY, type Locale } from '../../../kit/text/localized-text.ts';
import type { KeptCard } from '../company/company-cards.ts';
import type { ProductText } from './product-facts.type.ts';
import type { ProductRecord } from './product.record.ts';
import type { Similarity } from './product.type.ts';
import { StoredProduct } from './stored-product.ts';

/** What the API shows of a stored product. */
export const presentProduct = (
  record: ProductRecord,
  card: KeptCard | null,
  locale: Locale,
  similarity: Similarity | null = null,
): StoredProduct => new StoredProduct(record, card, locale, similarity);

/** What is said of it in each language, for those who may change it. */
export const presentTexts = ({ name, description, origins }: ProductRecord): ProductText[] =>
  LOCALES.flatMap((locale) => {
    const key = TEXT_KEY[locale];
    if (name[key] === undefined && description[key] === undefined) return [];
    const { provenance, from } = origins?.[key] ?? { provenance: 'SOURCE', from: null };
    return [
      {
        locale,
        name: name[key] ?? null,
        description: description[key] ?? null,
        provenance,
        translatedFrom: from,
      } as ProductText,
    ];
  });
