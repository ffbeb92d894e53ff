import type { Log } from '../../../kit/log/log.ts';
import type { ChangeFeed } from '../../../kit/mongo/change-feed.ts';
import type { Engine } from '../engine/engine.ts';
import type { Generations } from '../indexing/generations.ts';
import type { IndexSource } from '../indexing/index-source.ts';
import { RankFollower } from '../indexing/rank-follower.ts';
import type { Concepts } from '../language/concepts.ts';
import type { Withdrawals } from '../product/withdrawals.ts';
import { RankIndex } from '../ranking/rank-index.ts';
import type { Sponsorships } from '../sponsorship/sponsorships.ts';
import { categoryWords } from '../suggestion/category-words.ts';
import { Suggestions } from '../suggestion/suggestions.ts';
import type { UnansweredQueries } from '../unanswered/unanswered-queries.ts';
import { CompanySearch } from './company-search.ts';
import { ProductSearch } from './product-search.ts';
import { Search } from './search.ts';
import { sponsoredFirst } from './sponsored.ts';
import { WordSearch } from './word-search.ts';

export interface SearchServiceParts {
  engine: Engine;
  feed: ChangeFeed;
  /** Whether it is known here what comes into that generation of an index. */
  isFollowed: (generation: string) => boolean;
  /** Of products, and of companies. */
  sources: readonly [IndexSource, IndexSource];
  concepts: () => Concepts;
  generations: Generations;
  withdrawals: Withdrawals;
  sponsorships: Sponsorships;
  unanswered: UnansweredQueries;
  /** Postings that ranking one query may read. */
  rankingBudget: number;
  log: Log;
}

/** What finds, each made once; `rankings` run. */
export function searchServices(parts: SearchServiceParts) {
  const { engine, feed, sources, concepts, sponsorships, rankingBudget, log } = parts;
  const ranked = (source: IndexSource, leastKnown?: number) => {
    const index = new RankIndex(concepts);
    const follower = new RankFollower({ feed, source, index, log });
    return {
      follower,
      words: new WordSearch({ index, concepts, budget: rankingBudget, leastKnown, isWhole: () => follower.isWhole }),
    };
  };
  // Names of companies are rare by nature.
  const [products, companies] = [ranked(sources[0]), ranked(sources[1], 1)];
  const active = (now = new Date()) => sponsorships.activeIds(now);
  return {
    productSearch: new ProductSearch({
      ...parts,
      search: new Search(engine, products.words, sponsoredFirst(active), active),
    }),
    companySearch: new CompanySearch({ ...parts, search: new Search(engine, companies.words) }),
    suggestions: new Suggestions({
      ...parts,
      products: products.words,
      companies: companies.words,
      categories: categoryWords(concepts),
    }),
    rankings: [products.follower, companies.follower],
    productWords: products.words,
  };
}
