import type { CompanyRole } from '../../../schema/events/membership.record.ts';
import type { ModerationDecision } from '../../../schema/events/moderation-decision.record.ts';

/** Decisions against a company; what is in its favour nobody appeals against. */
export const isAgainst = ({ action }: Pick<ModerationDecision, 'action'>): boolean =>
  action === 'SUSPENDED' || action === 'TAKEN_DOWN';

/** Whether a member of the company may appeal: against each decision once. */
export const isAppealable = (decision: Pick<ModerationDecision, 'action' | 'appealId'>, role: CompanyRole): boolean =>
  role !== 'VIEWER' && isAgainst(decision) && decision.appealId === null;

/** Somebody else than who decided. */
export const mayHear = ({ by }: Pick<ModerationDecision, 'by'>, accountId: string): boolean => by !== accountId;
