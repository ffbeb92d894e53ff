import type { Connection, Model } from 'mongoose';
import type { Log } from '../../../kit/log/log.ts';
import type { ChangeFeed } from '../../../kit/mongo/change-feed.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { CompanyCards } from '../company/company-cards.ts';
import type { ProductRecord } from '../product/product.record.ts';
import type { TradeTerms } from '../term/trade-terms.ts';
import { AlertFollower } from './alert-follower.ts';
import { AlertLease } from './alert-lease.ts';
import { alertStateRecord } from './alert-state.record.ts';
import { heldProductRecord } from './held-product.record.ts';
import { HeldProducts } from './held-products.ts';
import { Percolation } from './percolation.ts';
import { Percolator, type PercolatedWords } from './percolator.ts';
import { SavedSearchIntake } from './saved-search-intake.ts';
import { SearchMatches } from './search-matches.ts';

export const ALERT_RECORDS = [alertStateRecord, heldProductRecord];

export interface AlertServiceParts {
  connection: Connection;
  events: Connection;
  keyring: Keyring;
  feed: ChangeFeed;
  products: Model<ProductRecord>;
  companyCards: CompanyCards;
  tradeTerms: Pick<TradeTerms, 'onChange'>;
  words: PercolatedWords;
  /** Whether the words of all products are known. */
  isReady: () => boolean;
  log: Log;
}

/** What holds products against saved searches; it runs. */
export function alertServices(parts: AlertServiceParts): AlertFollower {
  const { connection, events, keyring, feed, products, companyCards, tradeTerms, words, isReady, log } = parts;
  const percolator = new Percolator(words);
  const follower = new AlertFollower({
    feed,
    lease: new AlertLease(connection),
    intake: new SavedSearchIntake(events, keyring, percolator, (id, error) =>
      log.warn('saved search not read', { kind: id, reason: error.message }),
    ),
    percolator,
    percolation: new Percolation({
      products,
      companyCards,
      percolator,
      held: new HeldProducts(connection),
      matches: new SearchMatches(events),
      damaged: (id, error) => log.warn('card not read', { kind: id, reason: error.message }),
    }),
    isReady,
    log,
  });
  tradeTerms.onChange(() => follower.conceptsChanged());
  return follower;
}
