import type { ClientSession, Connection } from 'mongoose';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { notAllowed, notFound } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Effect, Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { actingStaff, staffOnly, type ActingStaff } from '../../../schema/events/staff.policy.ts';
import type { CaseStore } from '../case/case-store.ts';
import { ownCase } from '../case-desk/case-desk.ts';
import { caseConflict } from '../case/privacy-case.problem.ts';
import { isErasable, isOwn } from '../case/privacy-case.policy.ts';
import type { PrivacyCase } from '../case/privacy-case.record.ts';
import { TooMuchHeld } from './erasure-foreseeing.ts';
import { tooMuchHeld } from './erasure.problem.ts';
import { erasureRecord, type Erasure } from './erasure.record.ts';
import type { ErasureStore } from './erasure-store.ts';
import { auditReason } from './erasure-audit.ts';

export interface ErasureDeskParts {
  events: Connection;
  idempotency: Idempotency;
  caseStore: CaseStore;
  store: ErasureStore;
}

interface Change {
  caseId: string;
  idempotencyKey: string;
}

/** What an officer acts on: the case, the plan that counts for it, and whoever acts. */
export interface Acting {
  found: PrivacyCase;
  plan: Erasure | null;
  staff: ActingStaff;
  session: ClientSession;
}

/** What every act of an officer on an erasure has in common: who may, on which case, once. */
export class ErasureDesk {
  readonly #parts: ErasureDeskParts;

  constructor(parts: ErasureDeskParts) {
    this.#parts = parts;
  }

  /** The reference is the id of the case. Throws UNAUTHENTICATED for nobody. */
  act(
    viewer: Viewer,
    mutation: string,
    input: Change,
    act: (acting: Acting) => Promise<Problem | null>,
  ): Promise<Outcome<Problem>> {
    const { idempotency, caseStore, store } = this.#parts;
    const staff = actingStaff('HANDLE_RIGHTS', viewer);
    const intention = { viewer, mutation, key: input.idempotencyKey, input };
    return idempotency.once<Problem>(intention, async (session): Promise<Effect | Problem> => {
      if (!staff) return staffOnly('HANDLE_RIGHTS');
      const id = localIdOf('PrivacyCase', input.caseId);
      const found = id ? await caseStore.byId(id, session) : null;
      if (!found) return notFound('caseId', 'Expected the id of a case; there is none with this id.');
      if (isOwn(viewer, found)) return ownCase();
      const plan = await store.ofCase(found._id, session);
      return (await act({ found, plan, staff, session }).catch(tooMuchHeldFault)) ?? { reference: found._id };
    });
  }

  async audited(
    action: 'CASE_PLANNED' | 'CASE_APPROVED' | 'CASE_DECIDED',
    { found, staff, session }: Acting,
    ground: Erasure['ground'],
    count: number,
  ): Promise<void> {
    const { applicantRef: subjectRef, _id: reasonRef } = found;
    const told = { actor: staff.accountId, role: staff.role, action, count, reason: auditReason(ground) } as const;
    await recordAudit(this.#parts.events, { ...told, record: erasureRecord, subjectRef, reasonRef }, session);
  }
}

/** Throws what is something else. */
function tooMuchHeldFault(error: unknown): Problem {
  if (error instanceof TooMuchHeld) return tooMuchHeld();
  throw error;
}

/** What an erasure of a case asks of the case. Null: nothing is in the way. */
export function caseFault(found: PrivacyCase): Problem | null {
  if (found.closedAt) return caseConflict(found, 'a case that is open');
  if (!found.provenAt)
    return notAllowed(
      'IDENTITY_NOT_PROVEN',
      'Expected a case of which it is known who asks, and that they may, got another. Confirm the identity first.',
    );
  return found.items.some(isErasable) ? null : caseConflict(found, 'an open item that asks for an erasure');
}
