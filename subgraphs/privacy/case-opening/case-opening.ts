import type { ClientSession, Connection } from 'mongoose';
import { InvalidInput, invalidInput, tooManyAttempts } from '../../../kit/graphql/problems.ts';
import { unauthenticated } from '../../../kit/graphql/refusal.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Allowances } from '../../../kit/allowance/allowances.ts';
import type { Effect, Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { IdentifiedPerson } from '../../../kit/participation/participant.ts';
import { newProof } from '../../../kit/proof/proof-token.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import type { Client } from '../../../kit/viewer/client.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import type { CaseLetters } from '../case-work/case-letters.ts';
import type { CaseActor } from '../case/case-history.ts';
import { RepresentativeNotDeclared } from '../case/privacy-case.problem.ts';
import { privacyCaseRecord } from '../case/privacy-case.record.ts';
import type { Applicants } from './applicants.ts';
import type { CaseFiling } from './case-filing.ts';
import type { OpenPrivacyCaseInput } from './open-privacy-case.input.ts';
import type { PendingCases } from './pending-cases.ts';
import { readCase, type SaidCase } from './said-case.ts';

export interface CaseOpeningParts {
  events: Connection;
  idempotency: Idempotency;
  allowances: Allowances;
  applicants: Applicants;
  pending: PendingCases;
  filing: CaseFiling;
  letters: CaseLetters;
  now: () => Date;
}

/** Who asks, from where, and in which language. */
export interface Asker {
  viewer: Viewer;
  client: Client;
  locale: Locale;
}

/** Within an hour. */
const MOST_FROM_ONE = 100;
const MOST_FROM_ADDRESS = 5;

/**
 * Takes in what people ask by their rights. Of a guest nothing is looked up: the address gets a mail, whoever it is, and body, work and time of the answer
 * are the same. Who is signed in has proven by the session who they are.
 */
export class CaseOpening {
  readonly #parts: CaseOpeningParts;

  constructor(parts: CaseOpeningParts) {
    this.#parts = parts;
  }

  /** The reference is the id of the case; null: it waits for the proof of its address. */
  async open(input: OpenPrivacyCaseInput, asker: Asker): Promise<Outcome<Problem>> {
    const { viewer, client } = asker;
    const said = readCase(input);
    if (said instanceof InvalidInput || said instanceof RepresentativeNotDeclared)
      return { kind: 'refused', refusal: said };
    const fault = askedFault(viewer, said);
    if (fault) return { kind: 'refused', refusal: fault };
    const intention = { viewer, mutation: 'openPrivacyCase', key: input.idempotencyKey, input };
    const locale = input.locale ?? null;
    let mayOpen: Promise<boolean> | undefined;
    let known: Promise<IdentifiedPerson> | undefined;
    return this.#parts.idempotency.once<Problem>(intention, async (session) => {
      // Counted once, also when the transaction runs again.
      const visitor = viewer.kind === 'account' ? viewer.accountId : client.addressKey;
      if (!(await (mayOpen ??= this.#mayOpen(visitor, said)))) return tooManyAttempts(3_600);
      if (viewer.kind !== 'account') return this.#askForProof(said, locale ?? asker.locale, session);
      known ??= this.#parts.applicants.identified({ accountId: viewer.accountId });
      return this.#file(said, { person: await known, locale, accountId: viewer.accountId }, session);
    });
  }

  async #mayOpen(visitor: string, { email }: SaidCase): Promise<boolean> {
    const { allowances, now } = this.#parts;
    if (!(await allowances.take('privacy case', visitor, MOST_FROM_ONE, now()))) return false;
    return email === null || allowances.take('privacy case address', email, MOST_FROM_ADDRESS, now());
  }

  async #askForProof({ text: asked, ...said }: SaidCase, locale: Locale, session: ClientSession): Promise<Effect> {
    const { pending, letters, now } = this.#parts;
    const { id: _id, hash, token } = newProof();
    const [email, subjectRef, createdAt] = [said.email!, newSubjectRef(), now()];
    await pending.add({ _id, subjectRef, hash, ...said, email, asked, locale, createdAt }, session);
    await letters.proof(
      { email, subjectRef, locale },
      { token, byStaff: false, rights: said.rights },
      session,
      createdAt,
    );
    return { reference: null };
  }

  async #file(
    said: SaidCase,
    { person, locale, accountId }: { person: IdentifiedPerson; locale: Locale | null; accountId: string },
    session: ClientSession,
  ): Promise<Effect> {
    const { filing, events } = this.#parts;
    const { account } = person;
    // The session holds, and its account is not there: it was ended a moment ago.
    if (!account) throw unauthenticated('Expected an account that is there, got one that is not. Sign in again.');
    const [now, by] = [this.#parts.now(), { role: 'SUBJECT', accountId } satisfies CaseActor];
    const country = said.country ?? (said.representatives.length > 0 ? null : account.country);
    const application = { said: { ...said, country }, email: account.email, openedBy: accountId, by, proof: null };
    const [applicantRef, channel] = [newSubjectRef(), 'SITE' as const];
    const given = { ...application, applicantRef, channel, locale: locale ?? account.locale, receivedAt: now };
    const found = filing.opened(given, now);
    const told = {
      actor: accountId,
      role: 'SUBJECT',
      action: 'CASE_OPENED',
      reason: 'SELF_SERVICE',
      count: 1,
    } as const;
    await recordAudit(
      events,
      { ...told, record: privacyCaseRecord, subjectRef: applicantRef, reasonRef: found._id },
      session,
    );
    if (said.representatives.length > 0) await filing.keep(found, session, now);
    else return { reference: await filing.proven(found, { person, provenBy: 'SESSION', by }, session, now) };
    return { reference: found._id };
  }
}

/** A guest is known by an address; who is signed in by the account, and by no other address. */
function askedFault({ kind }: Viewer, { email, rights, representatives }: SaidCase): InvalidInput | null {
  if (kind === 'account' && email !== null)
    return invalidInput('email', 'Expected no address, because that of the account counts. Sign out to use another.');
  // A session is not enough: whoever has a device of somebody's has their session.
  if (kind === 'account' && representatives.length === 0 && rights.includes('ACCOUNT_CANCELLATION'))
    return invalidInput('rights', 'Expected other rights, because whoever is signed in cancels by `cancelMyAccount`.');
  if (kind === 'anonymous' && email === null)
    return invalidInput('email', 'Expected an address, because nobody is signed in.');
  return null;
}
