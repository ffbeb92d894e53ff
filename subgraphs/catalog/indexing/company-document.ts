import type { LocalizedText } from '../../../kit/text/localized-text.ts';
import type { CompanyCard } from '../../../schema/events/company-card.ts';
import type { DocumentCard } from './product-document.ts';
import { nameKey } from './name-key.ts';
import { beginning } from './beginning.ts';

/** A company as the index holds it: its public card, nothing about a person. */
export interface CompanyDocument {
  id: string;
  names: string;
  products: string;
  text_tr?: string;
  text_zh?: string;
  text_en?: string;
  card: DocumentCard;
  country: string;
  region: string | null;
  /** Codes of the categories that it trades in, by level. */
  c1: string[];
  c2: string[];
  c3: string[];
  /** Milliseconds; 0 when not verified. */
  verifiedUntil: number;
  createdAt: number;
  seq: number;
  key_tr: string;
  key_zh: string;
  key_en: string;
}

const TEXT_LENGTH = 1_500;

/** The document of a company that is not hidden. */
export function companyDocument(card: CompanyCard): CompanyDocument {
  const level = (depth: number) => [
    ...new Set(card.categoryCodes.map((code) => code.split('.').slice(0, depth).join('.'))),
  ];
  return {
    id: card._id,
    names: words([card.name]),
    products: words(card.mainProducts),
    ...texts(card.description),
    card: { slug: card.slug, name: card.name, city: card.city },
    country: card.country,
    region: card.region,
    c1: level(1),
    c2: level(2),
    c3: level(3),
    verifiedUntil: card.verifiedUntil?.getTime() ?? 0,
    createdAt: card.createdAt.getTime(),
    seq: Number.parseInt(card._id.slice(-12), 16),
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
