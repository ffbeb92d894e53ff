import { randomUUID } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { FieldFault, listAt, readInput, textAt, wordsAt } from '../../../kit/graphql/field-fault.ts';
import { InvalidInput, notFound, type NotAllowed, type NotFound } from '../../../kit/graphql/problems.ts';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import type { Effect, Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import type { AlreadyDecided } from '../../../schema/events/already-decided.problem.ts';
import { actingStaff, ownCompany, staffOnly, type ActingStaff } from '../../../schema/events/staff.policy.ts';
import { EDITORS, mayIn, refused } from '../membership/company-access.ts';
import type { Memberships } from '../membership/memberships.ts';
import { LONGEST_VERIFICATION_MS } from './claim.policy.ts';
import type { Claimed, Claims, Verdict } from './claims.ts';

export type Refusal = InvalidInput | NotAllowed | NotFound | AlreadyDecided;

/** What a client sends; the rest of it is checked here. */
interface Sent {
  idempotencyKey?: string | null;
}
interface SentClaim extends Sent {
  kind: string;
  statement: string;
  evidence?: readonly string[] | null;
  scope?: string | null;
  validUntil?: Date | null;
}
interface SentVerdict extends Sent {
  id: string;
  verdict: string;
  method: string;
  reason: string;
  text?: string | null;
  doesNotProve?: string | null;
  expiresAt?: Date | null;
}

export interface VerificationDeskParts {
  claims: Claims;
  memberships: Memberships;
  idempotency: Idempotency;
}

/** Takes claims and verdicts: who may, what is acceptable, and each request once. Done with the id of the claim as the reference. */
export class VerificationDesk {
  readonly #parts: VerificationDeskParts;

  constructor(parts: VerificationDeskParts) {
    this.#parts = parts;
  }

  submit(viewer: Viewer, input: SentClaim): Promise<Outcome<Refusal>> {
    const { claims, memberships } = this.#parts;
    return this.#once(viewer, 'claimVerification', input, async (session) => {
      const asked = { viewer, company: null, field: 'kind' };
      const member = await mayIn(memberships, asked, EDITORS, session);
      if (refused(member)) return member;
      const claimed = readInput(() => claimedIn(input, claims.now()));
      if (claimed instanceof InvalidInput) return claimed;
      const made = await claims.submit(member, claimed, session);
      return typeof made === 'string' ? { reference: made } : made;
    });
  }

  withdraw(viewer: Viewer, input: Sent & { id: string }): Promise<Outcome<Refusal>> {
    const { claims, memberships } = this.#parts;
    return this.#once(viewer, 'withdrawClaim', input, async (session) => {
      const member = await mayIn(memberships, { viewer, company: null, field: 'id' }, EDITORS, session);
      if (refused(member)) return member;
      const id = localIdOf('Claim', input.id);
      return effect(id, id && (await claims.withdraw(id, member.companyId, session)));
    });
  }

  take(viewer: Viewer, input: Sent & { id: string }): Promise<Outcome<Refusal>> {
    return this.#asStaff(viewer, 'takeVerification', input, (id, staff, session) =>
      this.#parts.claims.take(id, staff, session),
    );
  }

  decide(viewer: Viewer, input: SentVerdict): Promise<Outcome<Refusal>> {
    const { claims } = this.#parts;
    return this.#asStaff(viewer, 'decideVerification', input, async (id, staff, session) => {
      const verdict = readInput(() => verdictIn(input, claims.now()));
      return verdict instanceof InvalidInput ? verdict : claims.decide(id, staff, verdict, session);
    });
  }

  #asStaff(
    viewer: Viewer,
    mutation: string,
    input: Sent & { id: string },
    change: (id: string, staff: ActingStaff, session: ClientSession) => Promise<true | Refusal | null>,
  ): Promise<Outcome<Refusal>> {
    const { claims, memberships } = this.#parts;
    const staff = actingStaff('VERIFY', viewer);
    return this.#once(viewer, mutation, input, async (session) => {
      if (!staff) return staffOnly('VERIFY');
      const id = localIdOf('Claim', input.id);
      const claim = id ? await claims.byId(id) : null;
      if (!claim) return absent();
      const own = await memberships.of(staff.accountId, session);
      if (own?.companyId === claim.companyId) return ownCompany();
      return effect(claim._id, await change(claim._id, staff, session));
    });
  }

  #once(
    viewer: Viewer,
    mutation: string,
    input: Sent,
    run: (session: ClientSession) => Promise<Effect | Refusal>,
  ): Promise<Outcome<Refusal>> {
    const key = input.idempotencyKey ?? randomUUID();
    return this.#parts.idempotency.once<Refusal>({ viewer, mutation, key, input }, run);
  }
}

const absent = (): NotFound =>
  notFound('id', 'Expected the id of a claim that you may act on; there is none with this id.');

const effect = (id: string | null, changed: true | Refusal | '' | null): Effect | Refusal => {
  if (changed === true) return { reference: id };
  return changed || absent();
};

const optionalText = (field: string, written: string | null | undefined, most: number, lines = true): string | null =>
  written == null ? null : textAt(field, written, { most, lines }) || null;

function claimedIn({ kind, statement, evidence, scope, validUntil }: SentClaim, now: Date): Claimed {
  const uploads = listAt('evidence', evidence ?? [], 10, (id) => id);
  if (new Set(uploads).size < uploads.length)
    throw new FieldFault('evidence', 'Expected each upload once, got one twice.');
  if (validUntil && validUntil <= now)
    throw new FieldFault('validUntil', 'Expected an instant in the future, got a past one.');
  return {
    kind: kind as Claimed['kind'],
    statement: wordsAt('statement', statement, { most: 4_000, lines: true }),
    scope: optionalText('scope', scope, 500),
    validUntil: validUntil ?? null,
    evidence: uploads,
  };
}

function verdictIn(sent: SentVerdict, now: Date): Verdict {
  const { verdict, method, reason, expiresAt = null } = sent;
  if (verdict === 'VERIFIED') {
    if (reason !== 'EVIDENCE_SUFFICES')
      throw new FieldFault(
        'reason',
        'Expected EVIDENCE_SUFFICES for a claim that is verified, got a reason against it.',
      );
    const latest = now.getTime() + LONGEST_VERIFICATION_MS;
    if (!expiresAt || expiresAt <= now || expiresAt.getTime() > latest)
      throw new FieldFault(
        'expiresAt',
        'Expected an instant in the future, at most five years away, until when it counts.',
      );
  } else if (reason === 'EVIDENCE_SUFFICES') {
    throw new FieldFault('reason', 'Expected a reason against the claim, got EVIDENCE_SUFFICES.');
  } else if (expiresAt) {
    throw new FieldFault('expiresAt', 'Expected null for a claim that is not verified.');
  }
  const text = optionalText('text', sent.text, 2_000);
  if (reason === 'OTHER' && !text) throw new FieldFault('text', 'Expected a text that says why: the reason is OTHER.');
  return {
    verdict: verdict as Verdict['verdict'],
    method: method as Verdict['method'],
    reason: reason as Verdict['reason'],
    text,
    doesNotProve: optionalText('doesNotProve', sent.doesNotProve, 1_000),
    expiresAt,
  };
}
