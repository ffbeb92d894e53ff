import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { atOnce } from '../../../kit/mongo/at-once.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { invalidInput, notAllowed, type InvalidInput, type NotAllowed } from '../../../kit/graphql/problems.ts';
import { Problem } from '../../../kit/graphql/problem.type.ts';
import type { ActingMember } from '../../../schema/events/acting-member.ts';
import { alreadyDecided, type AlreadyDecided } from '../../../schema/events/already-decided.problem.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import type { ActingStaff } from '../../../schema/events/staff.policy.ts';
import { globalId } from '../../../kit/global-id/global-id.ts';
import type { CompanyLetters } from '../moderation/company-letters.ts';
import type { Companies } from '../company/companies.ts';
import type { Documents } from '../document/documents.ts';
import { claimRecord, type ClaimRecord } from './claim.record.ts';
import { evidenceDueAt, stateAt, STEPS } from './claim.policy.ts';
import type { ClaimStore } from './claim-store.ts';

/** What a member claims for their company. */
export interface Claimed {
  kind: ClaimRecord['kind'];
  statement: string;
  scope: string | null;
  validUntil: Date | null;
  /** Ids of uploads. */
  evidence: readonly string[];
}

/** What staff decide. `expiresAt` is null for all but VERIFIED. */
export interface Verdict {
  verdict: 'VERIFIED' | 'REJECTED' | 'REVOKED';
  method: NonNullable<ClaimRecord['decision']>['method'];
  reason: NonNullable<ClaimRecord['decision']>['reason'];
  text: string | null;
  doesNotProve: string | null;
  expiresAt: Date | null;
}

export interface ClaimsParts {
  companies: Companies;
  events: Connection;
  store: ClaimStore;
  documents: Documents;
  letters: Pick<CompanyLetters, 'post'>;
  now: () => Date;
}

const NO_UPLOAD =
  'Expected the id of an upload of kind CLAIM_EVIDENCE of your company that has arrived; there is none with this id. Upload it anew.';
/** A company with more open claims waits for decisions first. */
const MOST_OPEN = 20;

/** What companies claim and staff find. Each change is part of the transaction that it is given. */
export class Claims {
  readonly #parts: ClaimsParts;
  readonly #live = atOnce<ClaimRecord[]>(async (companyIds) => {
    const state = { state: 'VERIFIED', expiresAt: { $gt: this.#parts.now() } };
    const found = await this.#parts.store.ofCompanies(companyIds, state);
    return companyIds.map((id) => found.get(id) ?? []);
  });

  constructor(parts: ClaimsParts) {
    this.#parts = parts;
  }

  now(): Date {
    return this.#parts.now();
  }

  /** What of a company is verified at this moment. */
  async liveOf(companyId: string): Promise<ClaimRecord[]> {
    return (await this.#live.load(companyId)) ?? [];
  }

  /** Whether anybody may see the company. */
  async isShown(companyId: string): Promise<boolean> {
    const [company] = await this.#parts.companies.shown([companyId]);
    return company !== null && !(company instanceof Error);
  }

  async allOf(companyId: string): Promise<ClaimRecord[]> {
    return (await this.#parts.store.ofCompanies([companyId], {})).get(companyId) ?? [];
  }

  async submit(
    member: ActingMember,
    { kind, statement, scope, validUntil, evidence }: Claimed,
    session: ClientSession,
  ): Promise<string | InvalidInput | NotAllowed> {
    const { store, documents } = this.#parts;
    const { companyId, subjectRef: writerRef } = member;
    if ((await store.open(companyId, session)) >= MOST_OPEN)
      return notAllowed('TOO_MANY_OPEN', `Expected at most ${MOST_OPEN} claims that wait. Withdraw one, or wait.`);
    const kept: string[] = [];
    for (const [index, uploadId] of evidence.entries()) {
      const document = await documents.keep(uploadId, { kind: 'CLAIM_EVIDENCE', companyId }, session);
      if (!document) return invalidInput(`evidence.${index}`, NO_UPLOAD);
      kept.push(document._id);
    }
    const now = this.now();
    const claim: ClaimRecord = {
      _id: randomBytes(12).toString('hex'),
      companyId,
      kind,
      state: 'SUBMITTED',
      said: [{ writerRef, statement, scope }],
      validUntil,
      evidence: kept,
      taken: null,
      decision: null,
      words: [],
      expiresAt: null,
      evidenceDueAt: null,
      closedAt: null,
      createdAt: now,
      updatedAt: now,
      version: 1,
    };
    await store.put(claim, session);
    return claim._id;
  }

  /** Whoever takes it looks at it; a colleague may take it over. Null: there is none. */
  take(id: string, staff: ActingStaff, session: ClientSession): Promise<true | AlreadyDecided | null> {
    return this.#change<AlreadyDecided>(id, session, async (claim, now) => {
      if (!includes([...STEPS.take, 'IN_REVIEW'], stateAt(claim, now))) return late(claim, now, 'that waits');
      await this.#audit(staff, 'CLAIM_TAKEN', id, session);
      return { state: 'IN_REVIEW', taken: { by: staff.accountId, at: now } };
    });
  }

  /** Decided against it, the owners of its company are told by mail. Null: there is none. */
  decide(
    id: string,
    staff: ActingStaff,
    { verdict, method, reason, text, doesNotProve, expiresAt }: Verdict,
    session: ClientSession,
  ): Promise<true | AlreadyDecided | NotAllowed | null> {
    return this.#change<AlreadyDecided | NotAllowed>(id, session, async (claim, now) => {
      const from = verdict === 'REVOKED' ? STEPS.revoke : STEPS.decide;
      if (!includes(from, stateAt(claim, now))) return late(claim, now, `in state ${from.join(' or ')}`);
      if (verdict !== 'REVOKED' && claim.taken?.by !== staff.accountId)
        return notAllowed('NOT_TAKEN', 'Expected whoever took the claim, got a colleague. Take it first.');
      await this.#audit(staff, 'CLAIM_DECIDED', id, session);
      const words = text || doesNotProve ? [{ namedRef: newSubjectRef(), text, doesNotProve }] : [];
      const decision = { by: staff.accountId, method, reason, at: now };
      if (verdict === 'VERIFIED') return { state: verdict, decision, words, expiresAt, changedFacts: [] };
      const facts = { kind: claim.kind, outcome: verdict, reason, text: text ?? '', claimId: globalId('Claim', id) };
      await this.#parts.letters.post(claim.companyId, 'claimDecided', facts, session);
      return { state: verdict, decision, words, ...closed(now) };
    });
  }

  /** Null: there is none of this company. */
  withdraw(id: string, companyId: string, session: ClientSession): Promise<true | AlreadyDecided | null> {
    return this.#change<AlreadyDecided>(id, session, async (claim, now) => {
      if (claim.companyId !== companyId) return null;
      if (!includes(STEPS.withdraw, stateAt(claim, now))) return late(claim, now, 'that is open or verified');
      return { state: 'WITHDRAWN', ...closed(now) };
    });
  }

  /** The claim, read by staff: written down before it is shown. Null: there is none. */
  async readByStaff(id: string, staff: ActingStaff): Promise<ClaimRecord | null> {
    const claim = await this.#parts.store.byId(id);
    if (!claim) return null;
    for (const subjectRef of new Set(claim.said.map(({ writerRef }) => writerRef)))
      await recordAudit(this.#parts.events, {
        actor: staff.accountId,
        role: staff.role,
        action: 'READ',
        subjectRef,
        record: claimRecord,
        count: 1,
        reason: 'VERIFICATION',
        reasonRef: id,
      });
    return claim;
  }

  byId(id: string): Promise<ClaimRecord | null> {
    return this.#parts.store.byId(id);
  }

  async #change<R extends Problem>(
    id: string,
    session: ClientSession,
    change: (claim: ClaimRecord, now: Date) => Promise<Partial<ClaimRecord> | R | null>,
  ): Promise<true | R | null> {
    const claim = await this.#parts.store.byId(id, session);
    if (!claim) return null;
    const now = this.now();
    const changed = await change(claim, now);
    if (changed === null || changed instanceof Problem) return changed;
    const after = { ...claim, ...changed, updatedAt: now, version: claim.version + 1 };
    await this.#parts.store.put(after, session);
    if (after.evidenceDueAt)
      for (const document of after.evidence)
        await this.#parts.documents.deleteAfter(document, after.evidenceDueAt, session);
    return true;
  }

  #audit(staff: ActingStaff, action: 'CLAIM_TAKEN' | 'CLAIM_DECIDED', id: string, session: ClientSession) {
    const { accountId: actor, role } = staff;
    const told = { actor, role, action, record: claimRecord, count: 1, reason: 'VERIFICATION', reasonRef: id } as const;
    return recordAudit(this.#parts.events, told, session);
  }
}

const includes = (states: readonly string[], state: string): boolean => states.includes(state);

const late = (claim: ClaimRecord, now: Date, expected: string): AlreadyDecided =>
  alreadyDecided(stateAt(claim, now), `a claim ${expected}`);

const closed = (now: Date) => ({ closedAt: now, evidenceDueAt: evidenceDueAt(now) });
