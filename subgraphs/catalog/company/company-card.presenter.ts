import { globalId } from '../../../kit/global-id/global-id.ts';
import { textFor, type Locale, type LocalizedText } from '../../../kit/text/localized-text.ts';
import type { CompanyReference } from './company.reference.ts';

interface Card {
  id: string;
  slug: string;
  name: LocalizedText;
  city: LocalizedText;
  country: string;
  /** Milliseconds; 0 when not verified. */
  verifiedUntil: number;
}

/** The public card of a company, as the member subgraph would present it. */
export const presentCard = (card: Card, locale: Locale): CompanyReference => ({
  id: globalId('Company', card.id),
  slug: card.slug,
  name: textFor(card.name, locale),
  country: card.country,
  city: textFor(card.city, locale) || null,
  verified: card.verifiedUntil > Date.now(),
});
