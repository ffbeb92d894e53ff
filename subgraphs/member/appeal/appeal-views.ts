import type { TimePlace } from '../../../kit/graphql/time-page.ts';
import type { RecordsOf } from '../../../kit/record/records.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import type { ModerationDecision } from '../../../schema/events/moderation-decision.record.ts';
import type { ModerationDecisions } from '../../../schema/events/moderation-decisions.ts';
import { actingStaff, type ActingStaff } from '../../../schema/events/staff.policy.ts';
import type { Memberships } from '../membership/memberships.ts';
import { mayHear } from './appeal.policy.ts';
import type { appealRecord, AppealRecord, AppealStateName } from './appeal.record.ts';

export interface SeenAppeal {
  appeal: AppealRecord;
  decision: ModerationDecision | null;
  canDecide: boolean;
}

/** Who sees which appeals: a company's members their own, staff who hear them all. */
export class AppealViews {
  readonly #appeals: RecordsOf<typeof appealRecord>;
  readonly #decisions: ModerationDecisions;
  readonly #memberships: Memberships;

  constructor(appeals: RecordsOf<typeof appealRecord>, decisions: ModerationDecisions, memberships: Memberships) {
    this.#appeals = appeals;
    this.#decisions = decisions;
    this.#memberships = memberships;
  }

  /** Null: absent, or not for whoever asks. */
  async one(id: string, viewer: Viewer): Promise<SeenAppeal | null> {
    const appeal = viewer.kind === 'account' ? await this.#appeals.findById(id) : null;
    if (!appeal || viewer.kind !== 'account') return null;
    const staff = actingStaff('HEAR_APPEALS', viewer);
    const membership = staff ? null : await this.#memberships.of(viewer.accountId);
    if (!staff && membership?.companyId !== appeal.companyId) return null;
    return this.#seen(appeal, staff);
  }

  /** Those in a state, who waits longest first. */
  async queue(
    staff: ActingStaff,
    state: AppealStateName,
    after: TimePlace | null,
    size: number,
  ): Promise<SeenAppeal[]> {
    const behind = after && {
      $or: [{ createdAt: { $gt: after.at } }, { createdAt: after.at, _id: { $gt: after.id } }],
    };
    const found = await this.#appeals.find(
      { $and: [{ state }, behind ?? {}] },
      {
        sort: { createdAt: 1, _id: 1 },
        limit: size,
      },
    );
    return Promise.all(found.map((appeal) => this.#seen(appeal, staff)));
  }

  async #seen(appeal: AppealRecord, staff: ActingStaff | null): Promise<SeenAppeal> {
    const decision = await this.#decisions.byId(appeal.decisionId);
    const canDecide = appeal.state === 'OPEN' && !!staff && !!decision && mayHear(decision, staff.accountId);
    return { appeal, decision, canDecide };
  }
}
