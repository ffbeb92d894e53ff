import type { ClientSession, Connection } from 'mongoose';
import { tooManyAttempts } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Allowances } from '../../../kit/allowance/allowances.ts';
import type { Effect, Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { IdentifiedPerson } from '../../../kit/participation/participant.ts';
import { tokenNotUsable } from '../../../kit/proof/proof.problem.ts';
import { readProof, tokenFault, type ReadProof } from '../../../kit/proof/proof-token.ts';
import type { Client } from '../../../kit/viewer/client.ts';
import { anonymous } from '../../../kit/viewer/viewer.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import type { CaseBeginning } from '../case-work/case-beginning.ts';
import type { CaseLetters } from '../case-work/case-letters.ts';
import { noted, type CaseActor } from '../case/case-history.ts';
import type { CaseStore } from '../case/case-store.ts';
import { privacyCaseRecord, type PrivacyCase } from '../case/privacy-case.record.ts';
import type { Applicants } from './applicants.ts';
import type { CaseFiling } from './case-filing.ts';
import type { ProvePrivacyCaseInput } from './open-privacy-case.input.ts';
import type { PendingCases } from './pending-cases.ts';
import type { PendingPrivacyCase } from './pending-privacy-case.record.ts';

export interface CaseProofsParts {
  events: Connection;
  idempotency: Idempotency;
  allowances: Allowances;
  applicants: Applicants;
  pending: PendingCases;
  store: CaseStore;
  beginning: CaseBeginning;
  filing: CaseFiling;
  letters: CaseLetters;
  now: () => Date;
}

/** Within an hour, by one visitor. */
const MOST_PROOFS = 60;
const READER: CaseActor = { role: 'SUBJECT', accountId: null };

/** Takes the proofs that whoever asks reads the address that was given. Only then it is looked at who that is. */
export class CaseProofs {
  readonly #parts: CaseProofsParts;

  constructor(parts: CaseProofsParts) {
    this.#parts = parts;
  }

  /** The reference is the id of the case. */
  async prove(input: ProvePrivacyCaseInput, client: Client): Promise<Outcome<Problem>> {
    const refusal = tokenFault(input.token);
    if (refusal) return { kind: 'refused', refusal };
    const { allowances, idempotency, now } = this.#parts;
    if (!(await allowances.take('privacy case proof', client.addressKey, MOST_PROOFS, now())))
      return { kind: 'refused', refusal: tooManyAttempts(3_600) };
    const intention = { viewer: anonymous, mutation: 'provePrivacyCase', key: input.idempotencyKey, input };
    let person: Promise<IdentifiedPerson> | undefined;
    const identified = (email: string) => (person ??= this.#parts.applicants.identified({ email }));
    return idempotency.once<Problem>(intention, (session) => this.#proven(input.token, identified, session));
  }

  async #proven(
    token: string,
    identified: (email: string) => Promise<IdentifiedPerson>,
    session: ClientSession,
  ): Promise<Effect | Problem> {
    const { pending, store, now } = this.#parts;
    const read: ReadProof = readProof(token)!;
    const asked = await pending.provenBy(token, session, now());
    if (asked) return { reference: await this.#file(asked, identified, session) };
    const registered = await store.byProof(read, session);
    if (!registered || registered.closedAt) return tokenNotUsable();
    return { reference: await this.#registered(registered, identified, session) };
  }

  async #file(
    { _id, subjectRef: applicantRef, email, locale, createdAt: receivedAt, ...given }: PendingPrivacyCase,
    identified: (email: string) => Promise<IdentifiedPerson>,
    session: ClientSession,
  ): Promise<string> {
    const { filing, pending } = this.#parts;
    const { asked: text, rights, name, country, representatives } = given;
    const reader = await identified(email);
    const person = representatives.length > 0 ? null : reader;
    const said = { rights, text, name, country: country ?? person?.account?.country ?? null, representatives };
    const openedBy = person ? null : whoApplies(reader);
    const from = { openedBy, channel: 'SITE' as const, by: READER, proof: null };
    const found = filing.opened({ said, email, applicantRef, locale, receivedAt, ...from }, this.#parts.now());
    const now = this.#parts.now();
    await this.#audit('CASE_OPENED', found, session);
    const isNew = person ? await filing.proven(found, { person, ...PROVEN }, session, now) : found._id;
    if (!person) await filing.keep(found, session, now);
    const isJoined = isNew !== found._id;
    // Of one that joined another the key goes with it; else it is the case's from now on.
    await pending.settle(
      { _id, subjectRef: applicantRef } as PendingPrivacyCase,
      isJoined ? '' : applicantRef,
      session,
      now,
    );
    return isNew;
  }

  async #registered(
    found: PrivacyCase,
    identified: (email: string) => Promise<IdentifiedPerson>,
    session: ClientSession,
  ): Promise<string> {
    const { filing, store, beginning, letters, now } = this.#parts;
    const reader = await identified(found.email);
    const isOther = found.representatives.length > 0;
    const proven = { ...found, proofHash: null, openedBy: isOther ? whoApplies(reader) : found.openedBy };
    // An officer knew already who it is, or has to look at what a representative may do.
    if (found.provenAt || isOther) {
      const next = found.provenAt
        ? await beginning.begun(proven, session, now())
        : { ...proven, version: found.version + 1 };
      await store.put(noted(next, 'IDENTITY_PROVEN', READER, now()), session);
      // Only who has proven the address is told by what the case is followed.
      if (found.provenAt) await letters.opened(next, session, now());
      return found._id;
    }
    return filing.proven(proven, { person: reader, ...PROVEN }, session, now());
  }

  async #audit(
    action: 'CASE_OPENED',
    { applicantRef: subjectRef, _id: reasonRef }: PrivacyCase,
    session: ClientSession,
  ) {
    const told = { actor: 'system', role: 'SUBJECT', action, reason: 'SUBJECT_REQUEST', count: 1 } as const;
    await recordAudit(this.#parts.events, { ...told, record: privacyCaseRecord, subjectRef, reasonRef }, session);
  }
}

const PROVEN = { provenBy: 'ADDRESS', by: READER } as const;

/** A case that somebody opened for another is their own, too: should they be of the staff, a colleague handles it. */
const whoApplies = ({ account }: IdentifiedPerson): string | null => account?.accountId ?? null;
