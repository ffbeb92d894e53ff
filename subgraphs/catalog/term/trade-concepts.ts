import { Concepts } from '../language/concepts.ts';
import type { TradeTerm } from './shipped-terms.ts';
import type { TradeTerms } from './trade-terms.ts';

/** The trade terms that count, to be known in texts; made anew when they change. */
export function tradeConcepts(terms: Pick<TradeTerms, 'all'>): () => Concepts {
  let of: readonly TradeTerm[] | undefined;
  let concepts = new Concepts([]);
  return () => {
    if (terms.all() !== of) concepts = new Concepts((of = terms.all()));
    return concepts;
  };
}
