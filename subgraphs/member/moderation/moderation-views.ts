import type { TimePlace } from '../../../kit/graphql/time-page.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { accountOf } from '../../../schema/events/acting-member.ts';
import type { ModerationDecision } from '../../../schema/events/moderation-decision.record.ts';
import type { ModerationDecisions } from '../../../schema/events/moderation-decisions.ts';
import { actingStaff } from '../../../schema/events/staff.policy.ts';
import type { Memberships } from '../membership/memberships.ts';
import { isAppealable } from '../appeal/appeal.policy.ts';

export interface SeenDecision {
  decision: ModerationDecision;
  canAppeal: boolean;
}

/** Who sees which decisions: a company's members those about it, moderators all. */
export class ModerationViews {
  readonly #decisions: ModerationDecisions;
  readonly #memberships: Memberships;

  constructor(decisions: ModerationDecisions, memberships: Memberships) {
    this.#decisions = decisions;
    this.#memberships = memberships;
  }

  /** Null: absent, or not for whoever asks. */
  async one(id: string, viewer: Viewer): Promise<SeenDecision | null> {
    const decision = viewer.kind === 'account' ? await this.#decisions.byId(id) : null;
    if (!decision) return null;
    const membership = await this.#memberships.of(accountOf(viewer).accountId);
    const isOwn = membership?.companyId === decision.companyId;
    if (!isOwn && !actingStaff('MODERATE', viewer)) return null;
    return { decision, canAppeal: isOwn && isAppealable(decision, membership.role) };
  }

  /** The newest first; none for somebody who neither moderates nor acts for a company. Throws UNAUTHENTICATED for nobody. */
  async page(viewer: Viewer, after: TimePlace | null, size: number): Promise<SeenDecision[]> {
    const { accountId } = accountOf(viewer);
    const membership = await this.#memberships.of(accountId);
    const moderates = actingStaff('MODERATE', viewer) !== null;
    if (!moderates && !membership) return [];
    const found = await this.#decisions.page(moderates ? null : membership!.companyId, after, size);
    return found.map((decision) => ({
      decision,
      canAppeal: membership?.companyId === decision.companyId && isAppealable(decision, membership.role),
    }));
  }
}
