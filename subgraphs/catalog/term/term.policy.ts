import { notAllowed, type NotAllowed } from '../../../kit/graphql/problems.ts';
import type { TermStateName, TradeTermRecord } from './trade-term.record.ts';

export type TermVerdictName = Exclude<TermStateName, 'PROPOSED'>;

/** From which states a verdict leads on. */
export const VERDICT_FROM = {
  ACCEPTED: ['PROPOSED'],
  REJECTED: ['PROPOSED'],
  WITHDRAWN: ['PROPOSED', 'ACCEPTED'],
} as const satisfies Readonly<Record<TermVerdictName, readonly TermStateName[]>>;

/**
 * Four eyes: what one proposed, somebody else accepts, and somebody else withdraws once it counts. A proposal that is open may be taken back
 * by who made it. `proposer` is null when it is not known any more.
 */
export const mayGive = (
  verdict: TermVerdictName,
  { state }: Pick<TradeTermRecord, 'state'>,
  proposer: string | null,
  accountId: string,
): boolean => proposer !== accountId || (verdict === 'WITHDRAWN' && state === 'PROPOSED');

export const ownProposal = (): NotAllowed =>
  notAllowed('OWN_PROPOSAL', 'Expected somebody else than who proposed the term. Leave it to a colleague.');
