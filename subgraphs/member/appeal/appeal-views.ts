import type { Connection } from 'mongoose';
import { behind, type TimePlace } from '../../../kit/graphql/time-page.ts';
import type { RecordsOf } from '../../../kit/record/records.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import type { ModerationDecision } from '../../../schema/events/moderation-decision.record.ts';
import type { ModerationDecisions } from '../../../schema/events/moderation-decisions.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { actingStaff, type ActingStaff } from '../../../schema/events/staff.policy.ts';
import type { Memberships } from '../membership/memberships.ts';
import { mayHear } from './appeal.policy.ts';
import { appealRecord, type AppealRecord, type AppealStateName } from './appeal.record.ts';

export interface SeenAppeal {
  appeal: AppealRecord;
  decision: ModerationDecision | null;
  canDecide: boolean;
}

export interface AppealViewsParts {
  /** The database of published events. */
  events: Connection;
  appeals: RecordsOf<typeof appealRecord>;
  decisions: ModerationDecisions;
  memberships: Memberships;
}

/** Who sees which appeals: a company's members their own, staff who hear them all; what staff read is written down. */
export class AppealViews {
  readonly #events: Connection;
  readonly #appeals: RecordsOf<typeof appealRecord>;
  readonly #decisions: ModerationDecisions;
  readonly #memberships: Memberships;

  constructor({ events, appeals, decisions, memberships }: AppealViewsParts) {
    this.#events = events;
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
    const seen = await this.#seen(appeal, staff);
    if (staff) await this.#noteRead([seen], staff);
    return seen;
  }

  /** Those in a state, who waits longest first, and one more than a page has. */
  async queue(
    staff: ActingStaff,
    state: AppealStateName,
    after: TimePlace | null,
    size: number,
  ): Promise<SeenAppeal[]> {
    const further = behind('createdAt', after, 'oldest');
    const found = await this.#appeals.find(
      { $and: [{ state }, further] },
      {
        sort: { createdAt: 1, _id: 1 },
        limit: size + 1,
      },
    );
    const seen = await Promise.all(found.map((appeal) => this.#seen(appeal, staff)));
    await this.#noteRead(seen.slice(0, size), staff);
    return seen;
  }

  async #seen(appeal: AppealRecord, staff: ActingStaff | null): Promise<SeenAppeal> {
    const decision = await this.#decisions.byId(appeal.decisionId);
    const canDecide = appeal.state === 'OPEN' && !!staff && !!decision && mayHear(decision, staff.accountId);
    return { appeal, decision, canDecide };
  }

  /** Before it is shown. */
  async #noteRead(seen: readonly SeenAppeal[], staff: ActingStaff): Promise<void> {
    const { accountId: actor, role } = staff;
    const read = { actor, role, action: 'READ', record: appealRecord, count: 1, reason: 'APPEAL' } as const;
    const written = seen.flatMap(({ appeal: { _id, said, words } }) =>
      [...said.map(({ writerRef }) => writerRef), ...words.map(({ namedRef }) => namedRef)].map((subjectRef) =>
        recordAudit(this.#events, { ...read, subjectRef, reasonRef: _id }),
      ),
    );
    await Promise.all(written);
    await this.#decisions.noteRead(
      seen.flatMap(({ decision }) => decision ?? []),
      staff,
    );
  }
}
