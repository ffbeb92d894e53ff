import type { ClientSession, Connection } from 'mongoose';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { notAllowed, notFound } from '../../../kit/graphql/problems.ts';
import { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import type { AuditEvent } from '../../../schema/events/audit-event.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { actingStaff, staffOnly } from '../../../schema/events/staff.policy.ts';
import type { CaseReminders } from '../case-work/case-reminders.ts';
import type { CaseActor } from '../case/case-history.ts';
import type { CaseStore } from '../case/case-store.ts';
import { isOwn } from '../case/privacy-case.policy.ts';
import { caseConflict } from '../case/privacy-case.problem.ts';
import { privacyCaseRecord, type PrivacyCase } from '../case/privacy-case.record.ts';
import type { PrivacyCaseChangeInput } from './privacy-case-changes.input.ts';

export interface CaseDeskParts {
  events: Connection;
  idempotency: Idempotency;
  store: CaseStore;
  reminders: CaseReminders;
  now: () => Date;
}

/** What an act of an officer comes to: the case as it is to be, and what else is done with it in the transaction. */
export interface Acted {
  next: PrivacyCase;
  audited: AuditEvent['action'];
  afterwards?: (session: ClientSession) => Promise<void>;
}

/** Judges, and says what is to be. */
export type Act = (
  found: PrivacyCase,
  by: CaseActor & { accountId: string },
  session: ClientSession,
) => Promise<Acted | Problem> | Acted | Problem;

/** What every act of an officer on a case has in common: who may, on which case, in which version, once, and that it is written down. */
export class CaseDesk {
  readonly #parts: CaseDeskParts;

  constructor(parts: CaseDeskParts) {
    this.#parts = parts;
  }

  /** The reference is the id of the case. Throws UNAUTHENTICATED for nobody. */
  async act(viewer: Viewer, mutation: string, input: PrivacyCaseChangeInput, act: Act): Promise<Outcome<Problem>> {
    const { events, idempotency, store, reminders } = this.#parts;
    const staff = actingStaff('HANDLE_RIGHTS', viewer);
    const intention = { viewer, mutation, key: input.idempotencyKey, input };
    return idempotency.once<Problem>(intention, async (session) => {
      if (!staff) return staffOnly('HANDLE_RIGHTS');
      const id = localIdOf('PrivacyCase', input.id);
      const found = id ? await store.byId(id, session) : null;
      if (!found) return notFound('id', 'Expected the id of a case; there is none with this id.');
      if (isOwn(viewer, found)) return ownCase();
      if (found.closedAt || found.version !== input.expectedVersion)
        return caseConflict(found, `version ${input.expectedVersion} of a case that is open`);
      const acted = await act(found, { role: 'PRIVACY_OFFICER', accountId: staff.accountId }, session);
      if (acted instanceof Problem) return acted;
      await store.put(acted.next, session);
      await reminders.schedule(acted.next, session, this.#parts.now());
      await acted.afterwards?.(session);
      const told = { actor: staff.accountId, role: staff.role, action: acted.audited, count: 1 } as const;
      const about = { record: privacyCaseRecord, subjectRef: found.applicantRef, reasonRef: found._id };
      await recordAudit(events, { ...told, reason: 'SUBJECT_REQUEST', ...about }, session);
      return { reference: found._id };
    });
  }
}

/** Nobody handles a case that is about themselves, or that they opened. */
export const ownCase = () =>
  notAllowed('OWN_CASE', 'Expected a case of somebody else, got one of your own. Leave it to a colleague.');
