import { TEXT_KEY, type Locale } from '../../../kit/text/localized-text.ts';

/**
 * An order of documents: how the engine sorts, and, where a number leads it, which: then a page begins after a value
 * (keyset), at any depth for the same price. Other orders count from the beginning.
 */
export interface Order {
  sort: string[];
  lead: { attribute: string; descending: boolean } | null;
}

const byNumber = (attribute: string, descending: boolean): Order => {
  const direction = descending ? 'desc' : 'asc';
  return { sort: [`${attribute}:${direction}`, `seq:${direction}`], lead: { attribute, descending } };
};
const byName = (locale: Locale): Order => ({ sort: [`key_${TEXT_KEY[locale]}:asc`, 'seq:asc'], lead: null });
const byMatch: Order = { sort: [], lead: null };

/** Whether the best come first. */
export const isByMatch = (order: Order): boolean => order === byMatch;

export function productOrder(order: string, hasWords: boolean, locale: Locale): Order {
  switch (order) {
    case 'NEWEST':
      return byNumber('publishedAt', true);
    case 'PRICE_ASCENDING':
      return byNumber('priceMin', false);
    case 'PRICE_DESCENDING':
      return byNumber('priceMax', true);
    case 'NAME':
      return byName(locale);
    default:
      return hasWords ? byMatch : byNumber('rank', true);
  }
}

export function companyOrder(order: string, hasWords: boolean, locale: Locale): Order {
  switch (order) {
    case 'NEWEST':
      return byNumber('createdAt', true);
    case 'NAME':
      return byName(locale);
    default:
      return hasWords ? byMatch : byNumber('verifiedUntil', true);
  }
}
