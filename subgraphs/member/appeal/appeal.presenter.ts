import { globalId } from '../../../kit/global-id/global-id.ts';
import { presentDecision } from '../../../schema/events/moderation-decision.type.ts';
import { AppealState } from './appeal.enum.ts';
import type { SeenAppeal } from './appeal-views.ts';

/** What the API shows of an appeal. */
export const presentAppeal = ({ appeal, decision, canDecide }: SeenAppeal) => ({
  __typename: 'Appeal' as const,
  id: globalId('Appeal', appeal._id),
  decision: decision && presentDecision(decision, false),
  state: AppealState[appeal.state],
  text: appeal.said[0]?.text ?? null,
  answer: appeal.words[0]?.text ?? null,
  createdAt: appeal.createdAt,
  decidedAt: appeal.closedAt,
  viewerCanDecide: canDecide,
});
