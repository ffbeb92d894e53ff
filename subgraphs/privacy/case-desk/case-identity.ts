import type { Connection } from 'mongoose';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { invalidInput, notFound } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { IdentifiedPerson } from '../../../kit/participation/participant.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { actingStaff, staffOnly } from '../../../schema/events/staff.policy.ts';
import type { Applicants } from '../case-opening/applicants.ts';
import type { CaseFiling } from '../case-opening/case-filing.ts';
import type { CaseStore } from '../case/case-store.ts';
import { isOwn } from '../case/privacy-case.policy.ts';
import { caseConflict } from '../case/privacy-case.problem.ts';
import { privacyCaseRecord } from '../case/privacy-case.record.ts';
import { ownCase } from './case-desk.ts';
import type { ConfirmPrivacyCaseIdentityInput } from './privacy-case-changes.input.ts';

export interface CaseIdentityParts {
  events: Connection;
  idempotency: Idempotency;
  applicants: Applicants;
  store: CaseStore;
  filing: CaseFiling;
  now: () => Date;
}

/** Takes an officer's word that it is the person who asks, or somebody who may act for them. */
export class CaseIdentity {
  readonly #parts: CaseIdentityParts;

  constructor(parts: CaseIdentityParts) {
    this.#parts = parts;
  }

  /** The reference is the id of the case that it is: where the same was asked before, of that. Throws UNAUTHENTICATED for nobody. */
  async confirm(viewer: Viewer, input: ConfirmPrivacyCaseIdentityInput): Promise<Outcome<Problem>> {
    const { events, idempotency, applicants, store, filing, now } = this.#parts;
    const staff = actingStaff('HANDLE_RIGHTS', viewer);
    const { how: provenBy } = input;
    const intention = { viewer, mutation: 'confirmPrivacyCaseIdentity', key: input.idempotencyKey, input };
    let known: Promise<IdentifiedPerson> | undefined;
    let asks: Promise<IdentifiedPerson> | undefined;
    return idempotency.once<Problem>(intention, async (session) => {
      if (!staff) return staffOnly('HANDLE_RIGHTS');
      if (provenBy === 'SESSION' || provenBy === 'ADDRESS')
        return invalidInput('how', `Expected what an officer looks at, got ${provenBy}: that proves itself.`);
      const id = localIdOf('PrivacyCase', input.id);
      const found = id ? await store.byId(id, session) : null;
      if (!found) return notFound('id', 'Expected the id of a case; there is none with this id.');
      if (isOwn(viewer, found)) return ownCase();
      if (found.closedAt || found.provenAt || found.version !== input.expectedVersion)
        return caseConflict(found, `version ${input.expectedVersion} of an open case whose identity is to be proven`);
      known ??= applicants.identified({ email: found.representatives[0]?.forEmail ?? found.email });
      asks ??= found.representatives.length > 0 ? applicants.identified({ email: found.email }) : known;
      const [person, whoAsks] = await Promise.all([known, asks]);
      if ([person, whoAsks].some(({ account }) => account?.accountId === staff.accountId)) return ownCase();
      const by = { role: 'PRIVACY_OFFICER', accountId: staff.accountId } as const;
      const reference = await filing.proven(
        { ...found, handler: staff.accountId },
        { person, provenBy, by },
        session,
        now(),
      );
      const told = { actor: staff.accountId, role: staff.role, action: 'CASE_IDENTITY_CONFIRMED', count: 1 } as const;
      const about = { record: privacyCaseRecord, subjectRef: found.applicantRef, reasonRef: found._id };
      await recordAudit(events, { ...told, reason: 'SUBJECT_REQUEST', ...about }, session);
      return { reference };
    });
  }
}
