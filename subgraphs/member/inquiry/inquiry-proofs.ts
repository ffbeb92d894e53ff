import type { ClientSession } from 'mongoose';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Effect, Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import { anonymous } from '../../../kit/viewer/viewer.ts';
import type { Guests } from '../guest/guests.ts';
import { tokenNotUsable } from '../../../kit/proof/proof.problem.ts';
import { tokenFault } from '../../../kit/proof/proof-token.ts';
import { writerBlocked, type BlockedWriters } from '../report/blocked-writers.ts';
import { dataRestricted } from '../restriction/data-restricted.ts';
import type { StoppedAddresses } from '../restriction/stopped-addresses.ts';
import { companyHidden, type InquiryTargets } from './inquiry-targets.ts';
import type { InquiryThreads } from './inquiry-threads.ts';
import type { PendingInquiries } from './pending-inquiries.ts';
import type { PendingInquiry } from './pending-inquiry.record.ts';
import type { ProveInquiryInput } from './send-inquiry.input.ts';

export interface InquiryProofsParts {
  guests: Guests;
  pending: PendingInquiries;
  blocked: BlockedWriters;
  stopped: StoppedAddresses;
  targets: InquiryTargets;
  threads: InquiryThreads;
  idempotency: Idempotency;
  now?: () => Date;
}

const DUPLICATE = 11_000;

/** Takes the proofs that whoever wrote an inquiry reads the address that it gives; only then the company hears of it. */
export class InquiryProofs {
  readonly #parts: InquiryProofsParts;
  readonly #now: () => Date;

  constructor(parts: InquiryProofsParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
  }

  /** The reference is the id of the inquiry. */
  async prove(input: ProveInquiryInput): Promise<Outcome<Problem>> {
    const refusal = tokenFault(input.token);
    if (refusal) return { kind: 'refused', refusal };
    const intention = { viewer: anonymous, mutation: 'proveInquiry', key: input.idempotencyKey, input };
    const once = () =>
      this.#parts.idempotency.once<Problem>(intention, (session) => this.#proven(input.token, session));
    return once().catch((error: unknown) => {
      // Another inquiry of the address was proven a moment before: the guest is there now.
      if ((error as { code?: unknown }).code !== DUPLICATE) throw error;
      return once();
    });
  }

  async #proven(token: string, session: ClientSession): Promise<Effect | Problem> {
    const { pending, targets, guests } = this.#parts;
    const now = this.#now();
    const written = await pending.provenBy(token, session, now);
    if (!written) return tokenNotUsable();
    if (!(await targets.takesInquiries(written.companyId, session))) return companyHidden();
    // Told to whoever reads the address alone: nobody finds out whether another's is blocked.
    if (await this.#parts.blocked.has({ email: written.email }, session)) return writerBlocked();
    if (await this.#parts.stopped.has(written.email, session)) return dataRestricted();
    const guest = await guests.proven(written, session, now);
    const reference = await this.#begin(written, guest.subjectRef, session);
    await pending.settle(written, guest.subjectRef, session, now);
    return { reference };
  }

  async #begin(written: PendingInquiry, guestRef: string, session: ClientSession): Promise<string> {
    const { companyId, productId, name, country, message: text, members, locale, quarantineReason } = written;
    const buyers = [
      { buyerRef: guestRef, kind: 'GUEST' as const, name, country },
      ...members.map(({ memberRef }) => ({ buyerRef: memberRef, kind: 'MEMBER' as const, name, country })),
    ];
    const said = { companyId, productId, aboutProduct: productId !== null };
    const target = await this.#parts.targets.of(said, session);
    // A product that is not shown any more was shown when it was asked about.
    const categoryCode = 'message' in target ? null : target.categoryCode;
    const thread = { companyId, productId, categoryCode, buyers, locale, quarantineReason, text };
    return (await this.#parts.threads.begin(thread, session))._id;
  }
}
