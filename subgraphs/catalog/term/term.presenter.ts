import { globalId } from '../../../kit/global-id/global-id.ts';
import type { SeenTerm } from './term-desk.ts';
import { TradeTermState } from './term.enum.ts';
import { mayGive } from './term.policy.ts';

/** What staff see of a term; `accountId` is who asks. */
export const presentTerm = ({ term, proposer }: SeenTerm, accountId: string) => ({
  __typename: 'TradeTerm' as const,
  id: globalId('TradeTerm', term._id),
  state: TradeTermState[term.state],
  tr: term.tr,
  zh: term.zh,
  en: term.en,
  proposedAt: term.proposedAt,
  changedAt: term.changedAt,
  viewerCanReview: ['PROPOSED', 'ACCEPTED'].includes(term.state) && mayGive('ACCEPTED', term, proposer, accountId),
});
