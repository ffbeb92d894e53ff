import type { LocalizedText } from '../../../kit/text/localized-text.ts';
import type { CompanyCard } from '../../../schema/events/company-card.ts';
import type { DocumentCard } from './product-document.ts';
import { nameKey } from './name-key.ts';
import { beginning } from './beginning.ts';
import { companyValues, type CompanyValues } from './company-values.ts';
import { rankedCompany } from './ranked-company.ts';
import { searchedTerms, type SearchedTerms } from './searched-terms.ts';
import type { Concepts } from '../language/concepts.ts';

/** A company as the index holds it: its public card, nothing about a person. It is found by its terms; results show its card. */
export interface CompanyDocument extends CompanyValues, SearchedTerms {
  /** For highlights: what it makes, all languages together, and the beginnings of its description. */
  products: string;
  text_tr?: string;
  text_zh?: string;
  text_en?: string;
  card: DocumentCard;
  key_tr: string;
  key_zh: string;
  key_en: string;
}

const TEXT_LENGTH = 400;

/** The document of a company that is not hidden. */
export function companyDocument(card: CompanyCard, concepts: Concepts): CompanyDocument {
  return {
    ...companyValues(card),
    ...searchedTerms(rankedCompany(card), concepts),
    products: words(card.mainProducts),
    ...texts(card.description),
    card: { slug: card.slug, name: card.name, city: card.city },
    key_tr: nameKey(card.name, 'TR'),
    key_zh: nameKey(card.name, 'ZH'),
    key_en: nameKey(card.name, 'EN'),
  };
}

const words = (list: readonly LocalizedText[]): string =>
  [...new Set(list.flatMap((text) => Object.values(text) as string[]))].join(' | ');

const texts = (description: LocalizedText): Record<string, string> =>
  Object.fromEntries(
    Object.entries(description).map(([locale, value]) => [`text_${locale}`, beginning(value as string, TEXT_LENGTH)]),
  );
