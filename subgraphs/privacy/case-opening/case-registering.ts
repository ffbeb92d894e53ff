import type { Connection } from 'mongoose';
import { InvalidInput, invalidInput } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import { newProof } from '../../../kit/proof/proof-token.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { actingStaff, staffOnly } from '../../../schema/events/staff.policy.ts';
import type { CaseLetters } from '../case-work/case-letters.ts';
import type { CaseActor } from '../case/case-history.ts';
import { RepresentativeNotDeclared } from '../case/privacy-case.problem.ts';
import { privacyCaseRecord } from '../case/privacy-case.record.ts';
import type { CaseFiling } from './case-filing.ts';
import type { RegisterPrivacyCaseInput } from './register-privacy-case.input.ts';
import { readCase } from './said-case.ts';

export interface CaseRegisteringParts {
  events: Connection;
  idempotency: Idempotency;
  filing: CaseFiling;
  letters: CaseLetters;
  now: () => Date;
}

/** What lay in a drawer for longer than this was registered by mistake. */
const OLDEST_MS = 366 * 86_400_000;

/** Takes down what came to staff by other ways. Who it is has to be proven as on the site: by a mail to the address, or to an officer. */
export class CaseRegistering {
  readonly #parts: CaseRegisteringParts;

  constructor(parts: CaseRegisteringParts) {
    this.#parts = parts;
  }

  /** The reference is the id of the case. Throws UNAUTHENTICATED for nobody. */
  async register(viewer: Viewer, input: RegisterPrivacyCaseInput): Promise<Outcome<Problem>> {
    const { events, idempotency, filing, letters } = this.#parts;
    const staff = actingStaff('REGISTER_RIGHTS', viewer);
    const intention = { viewer, mutation: 'registerPrivacyCase', key: input.idempotencyKey, input };
    return idempotency.once<Problem>(intention, async (session) => {
      if (!staff) return staffOnly('REGISTER_RIGHTS');
      const said = readCase(input);
      if (said instanceof InvalidInput || said instanceof RepresentativeNotDeclared) return said;
      const now = this.#parts.now();
      const fault = givenFault(input, now);
      if (fault) return fault;
      const { id, hash, token } = newProof();
      const [subjectRef, email] = [newSubjectRef(), said.email!];
      const { channel, receivedAt, locale } = input;
      const by = { role: staff.role as CaseActor['role'], accountId: staff.accountId };
      const from = { openedBy: null, channel, receivedAt, locale, by, proof: { id, hash } };
      const found = filing.opened({ said, email, applicantRef: subjectRef, ...from }, now);
      await filing.keep(found, session, now);
      await letters.proof({ email, subjectRef, locale }, { token, byStaff: true, rights: said.rights }, session, now);
      const told = { actor: staff.accountId, role: staff.role, action: 'CASE_OPENED', count: 1 } as const;
      const about = { record: privacyCaseRecord, subjectRef, reasonRef: found._id };
      await recordAudit(events, { ...told, reason: 'SUBJECT_REQUEST', ...about }, session);
      return { reference: found._id };
    });
  }
}

function givenFault({ channel, receivedAt }: RegisterPrivacyCaseInput, now: Date): InvalidInput | null {
  if (channel === 'SITE')
    return invalidInput('channel', 'Expected how it came to staff, got SITE: use openPrivacyCase.');
  const age = now.getTime() - receivedAt.getTime();
  if (age >= 0 && age <= OLDEST_MS) return null;
  return invalidInput('receivedAt', 'Expected a time within the last year, and not in the future, got another.');
}
