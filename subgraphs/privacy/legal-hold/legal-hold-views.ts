import type { Connection } from 'mongoose';
import type { TimePlace } from '../../../kit/graphql/time-page.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { actingStaff, type ActingStaff } from '../../../schema/events/staff.policy.ts';
import { legalHoldRecord, type LegalHold } from './legal-hold.record.ts';
import type { LegalHoldStore } from './legal-hold-store.ts';
import type { LegalHoldStateName } from './legal-hold.values.ts';

export interface LegalHoldViewsParts {
  /** The database of published events. */
  events: Connection;
  holds: LegalHoldStore;
}

/** Holds as privacy officers see them; each look is written down. */
export class LegalHoldViews {
  readonly #parts: LegalHoldViewsParts;

  constructor(parts: LegalHoldViewsParts) {
    this.#parts = parts;
  }

  /** Null: absent, or not for whoever asks. */
  async one(id: string, viewer: Viewer): Promise<LegalHold | null> {
    const staff = viewer.kind === 'account' ? actingStaff('HANDLE_RIGHTS', viewer) : null;
    const hold = staff && (await this.#parts.holds.byId(id, staff.accountId));
    if (hold) await this.#noteRead([hold], staff);
    return hold;
  }

  /** What is to be reviewed first at the head, and one more than a page has. */
  async list(
    staff: ActingStaff,
    state: LegalHoldStateName,
    after: TimePlace | null,
    size: number,
  ): Promise<LegalHold[]> {
    const found = await this.#parts.holds.sought(state, after, size, staff.accountId);
    await this.#noteRead(found.slice(0, size), staff);
    return found;
  }

  /** Before it is shown. */
  async #noteRead(found: readonly LegalHold[], { accountId: actor, role }: ActingStaff): Promise<void> {
    const read = { actor, role, action: 'READ', record: legalHoldRecord, count: 1, reason: 'LEGAL_HOLD' } as const;
    await Promise.all(
      found.map(({ holdRef: subjectRef, _id: reasonRef }) =>
        recordAudit(this.#parts.events, { ...read, subjectRef, reasonRef }),
      ),
    );
  }
}
