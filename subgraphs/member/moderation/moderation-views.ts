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

/** Who sees which decisions: a company's members those about it, moderators all; what moderators read is written down. */
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
    if (isOwn) return { decision, canAppeal: isAppealable(decision, membership.role) };
    const staff = actingStaff('MODERATE', viewer);
    if (!staff) return null;
    await this.#decisions.noteRead([decision], staff);
    return { decision, canAppeal: false };
  }

  /** The newest first, and one more than a page has; none for somebody who neither moderates nor acts for a company. Throws UNAUTHENTICATED for nobody. */
  async page(viewer: Viewer, after: TimePlace | null, size: number): Promise<SeenDecision[]> {
    const { accountId } = accountOf(viewer);
    const membership = await this.#memberships.of(accountId);
    const staff = actingStaff('MODERATE', viewer);
    if (!staff && !membership) return [];
    const found = await this.#decisions.page(staff ? null : membership!.companyId, after, size + 1);
    if (staff) await this.#decisions.noteRead(found.slice(0, size), staff);
    return found.map((decision) => ({
      decision,
      canAppeal: membership?.companyId === decision.companyId && isAppealable(decision, membership.role),
    }));
  }
}
