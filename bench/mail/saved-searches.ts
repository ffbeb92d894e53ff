import type { RankedDocument } from '../../subgraphs/catalog/ranking/ranked-document.ts';
import type { Saved } from '../../subgraphs/catalog/alert/held-search.ts';

const ANY: Saved['where'] = {
  facets: [],
  notFacets: [],
  category: null,
  country: [],
  verified: null,
  currency: null,
  priceMinimum: null,
  priceMaximum: null,
  quantityAmount: null,
  quantityUnit: null,
  companyId: null,
};
const SAVED_AT = new Date(0);
const COUNTRIES = ['TR', 'CN', 'DE', 'US', 'IT'];
const MARKED = /[",;()]/g;

/** Searches as buyers save them: one to three words of a product’s name in one of its languages, every third narrowed, one in twenty without words. */
export function* savedSearches(documents: readonly RankedDocument[], count: number): Generator<Saved> {
  let state = 1;
  const random = (below: number): number => (state = (state * 48_271) % 2_147_483_647) % below;
  for (let number = 0; number < count; number++) {
    const { texts } = documents[random(documents.length)]!;
    const names = Object.values(texts.name[0]!) as string[];
    const words = names[random(names.length)]!.replaceAll(MARKED, ' ').split(/\s+/).filter(Boolean);
    const from = random(words.length);
    const query = number % 20 === 0 ? '' : words.slice(from, from + 1 + random(3)).join(' ');
    const country = number % 3 === 0 || query === '' ? [COUNTRIES[random(COUNTRIES.length)]!] : [];
    const category = query === '' ? `${10 + random(20)}` : null;
    const _id = number.toString(16).padStart(24, '0');
    yield { _id, query, where: { ...ANY, country, category }, savedAt: SAVED_AT };
  }
}
