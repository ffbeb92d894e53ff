import type { ClientSession, Connection } from 'mongoose';
import { invalidInput, notAllowed, tooManyAttempts } from '../../../kit/graphql/problems.ts';
import { unauthenticated } from '../../../kit/graphql/refusal.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Effect, Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { GivenProof, IdentifiedPerson, ProofOutcome } from '../../../kit/participation/participant.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import type { Client } from '../../../kit/viewer/client.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { accountOf } from '../../../schema/events/acting-member.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import type { Applicants } from '../case-opening/applicants.ts';
import type { CaseFiling } from '../case-opening/case-filing.ts';
import type { CaseActor } from '../case/case-history.ts';
import type { RightName } from '../case/privacy-case.values.ts';
import { privacyCaseRecord } from '../case/privacy-case.record.ts';

export interface OwnCancellationParts {
  events: Connection;
  applicants: Applicants;
  filing: CaseFiling;
  idempotency: Idempotency;
  /** Asks the part of the directory where accounts are whether it is the holder. */
  prove: (given: GivenProof) => Promise<ProofOutcome>;
  now: () => Date;
}

export interface GivenCancellation {
  password: string;
  secondFactorCode?: string | null;
  idempotencyKey: string;
}

/** Lets members cancel their own account, without an officer: password and second factor are asked for anew. */
export class OwnCancellation {
  readonly #parts: OwnCancellationParts;

  constructor(parts: OwnCancellationParts) {
    this.#parts = parts;
  }

  /** The reference is the id of the case. Throws UNAUTHENTICATED for nobody. */
  async cancel(input: GivenCancellation, viewer: Viewer, client: Client): Promise<Outcome<Problem>> {
    const { accountId } = accountOf(viewer);
    const { applicants, idempotency, prove } = this.#parts;
    // The password is no part of it, and no trace of it is kept.
    const intention = { viewer, mutation: 'cancelMyAccount', key: input.idempotencyKey, input: {} };
    const { password, secondFactorCode = null } = input;
    let known: Promise<IdentifiedPerson> | undefined;
    let proven: Promise<ProofOutcome> | undefined;
    return idempotency.once<Problem>(intention, async (session) => {
      const person = await (known ??= applicants.identified({ accountId }));
      if (person.account?.isStaff) return staffStay();
      // Asked once, also when the transaction runs again: a code counts once.
      const refusal = refusalOf(await (proven ??= prove({ accountId, password, secondFactorCode, client })));
      return refusal ?? this.#file(person, accountId, session);
    });
  }

  async #file(person: IdentifiedPerson, accountId: string, session: ClientSession): Promise<Effect> {
    const { events, filing } = this.#parts;
    const { account } = person;
    // The session holds, and its account is not there: it was ended a moment ago.
    if (!account) throw unauthenticated('Expected an account that is there, got one that is not. Sign in again.');
    const now = this.#parts.now();
    const [applicantRef, by] = [newSubjectRef(), { role: 'SUBJECT', accountId } satisfies CaseActor];
    const { email, country, locale } = account;
    const rights: RightName[] = ['ACCOUNT_CANCELLATION'];
    const said = { rights, text: null, name: null, representatives: [], country };
    const given = { said, email, applicantRef, openedBy: accountId, locale, receivedAt: now, by, proof: null };
    const found = filing.opened({ ...given, channel: 'SITE' }, now);
    const about = { record: privacyCaseRecord, subjectRef: applicantRef, reasonRef: found._id, count: 1 };
    const told = { actor: accountId, role: 'SUBJECT', action: 'CASE_OPENED', reason: 'SELF_SERVICE' } as const;
    await recordAudit(events, { ...told, ...about }, session);
    return { reference: await filing.proven(found, { person, provenBy: 'SESSION', by }, session, now) };
  }
}

function refusalOf(outcome: ProofOutcome): Problem | null {
  if (outcome.kind === 'PROVEN') return null;
  if (outcome.kind === 'WAIT') return tooManyAttempts(outcome.seconds);
  if (outcome.kind === 'WRONG_PASSWORD')
    return invalidInput('password', 'Expected your password, got another. Type it again, or reset it.');
  if (outcome.kind === 'WRONG_CODE')
    return invalidInput(
      'secondFactorCode',
      'Expected the code that your app shows now, or a recovery code, got another.',
    );
  return notAllowed(
    'SECOND_FACTOR_REQUIRED',
    'Expected a code from your app, or a recovery code, got none. Repeat with `secondFactorCode`.',
  );
}

const staffStay = () =>
  notAllowed('STAFF', 'Expected a member, got somebody of the staff. An administrator ends the account of staff.');
