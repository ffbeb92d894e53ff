import type { ClientSession } from 'mongoose';
import { readInput } from '../../../kit/graphql/field-fault.ts';
import { globalId, localIdOf } from '../../../kit/global-id/global-id.ts';
import { InvalidInput, notAllowed, notFound, tooManyAttempts } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Effect, Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { accountOf } from '../../../schema/events/acting-member.ts';
import { EDITORS, mayIn, refused } from '../membership/company-access.ts';
import type { Memberships } from '../membership/memberships.ts';
import type { BlockedBuyers } from '../report/blocked-buyers.ts';
import { writerBlocked } from '../report/blocked-writers.ts';
import type { InquiryBounds } from './inquiry-bounds.ts';
import type { InquiryStore } from './inquiry-store.ts';
import { companyHidden, type InquiryTargets } from './inquiry-targets.ts';
import type { InquiryThreads } from './inquiry-threads.ts';
import { isAside, mayWrite, stateReopened } from './inquiry.policy.ts';
import type { InquiryRecord } from './inquiry.record.ts';
import type { Participant, Participants } from './participants.ts';
import { messageText } from './said-inquiry.ts';
import { suspicionOf } from '../quarantine/suspicion.ts';

export interface InquiryChangesParts {
  store: InquiryStore;
  threads: InquiryThreads;
  participants: Participants;
  memberships: Memberships;
  targets: InquiryTargets;
  bounds: InquiryBounds;
  blockedBuyers: BlockedBuyers;
  idempotency: Idempotency;
  now?: () => Date;
}

interface Asked {
  inquiryId: string;
  idempotencyKey?: string | null;
}
type Settled = Partial<InquiryRecord> | Problem;

/** What a company makes of a thread. */
const SETTLED = {
  closeInquiry: () => ({ state: 'CLOSED', unreadBySupplier: 0 }) as const,
  markInquirySpam: () => ({ state: 'SPAM', unreadBySupplier: 0 }) as const,
  releaseInquiry: (inquiry: InquiryRecord) =>
    inquiry.state === 'QUARANTINED'
      ? { state: stateReopened(inquiry) }
      : notAllowed('NOT_HELD_BACK', 'Expected an inquiry that is held back, got one that is not.'),
  reopenInquiry: (inquiry: InquiryRecord) => ({ state: stateReopened(inquiry) }),
};

/** What those who take part do to a thread. Done with the id of the inquiry as the reference; a stranger finds none. */
export class InquiryChanges {
  readonly #parts: InquiryChangesParts;

  constructor(parts: InquiryChangesParts) {
    this.#parts = parts;
  }

  /** Answers the other side. Throws UNAUTHENTICATED for nobody. */
  async reply(viewer: Viewer, input: Asked & { message: string; idempotencyKey: string }): Promise<Outcome<Problem>> {
    const text = readInput(() => messageText(input.message));
    const { accountId } = accountOf(viewer);
    let mayReply: boolean | undefined;
    return this.#once(viewer, 'replyToInquiry', input, async (inquiry, who, session) => {
      if (text instanceof InvalidInput) return text;
      if (!(await this.#parts.targets.takesInquiries(inquiry.companyId, session))) return companyHidden();
      if (inquiry.disclosure === 'REVOKED') return revoked();
      if (inquiry.buyers.length === 0) return buyerGone();
      if (!mayWrite(inquiry)) return takesNone();
      if (who.side === 'BUYER' && (await this.#parts.blockedBuyers.has(inquiry, session))) return writerBlocked();
      mayReply ??= await this.#parts.bounds.mayReply(accountId, new Date());
      if (!mayReply) return tooManyAttempts(3_600);
      const authorRef = who.side === 'BUYER' ? who.subjectRef : who.member.subjectRef;
      const watched = await this.#watched(inquiry, who, text, session);
      const taken = await this.#parts.threads.append(watched, { from: who.side, authorRef, text }, session);
      return taken === 'TAKEN' ? {} : takesNone();
    });
  }

  /** Closes a thread, opens it again, releases what was held back, or marks it as spam: for owners and editors of the company. */
  settle(viewer: Viewer, mutation: keyof typeof SETTLED, input: Asked): Promise<Outcome<Problem>> {
    return this.#once(viewer, mutation, input, async (inquiry, { side }) =>
      side === 'BUYER' ? companyOnly() : SETTLED[mutation](inquiry),
    );
  }

  /** Says who of the company looks after a thread; null: nobody. For owners and editors. */
  assign(viewer: Viewer, input: Asked & { memberId?: string | null }): Promise<Outcome<Problem>> {
    return this.#once(viewer, 'assignInquiry', input, async (inquiry, { side }, session) => {
      if (side === 'BUYER') return companyOnly();
      if (input.memberId == null) return { assigned: [] };
      const accountId = localIdOf('CompanyMember', input.memberId);
      const member = accountId && (await this.#parts.memberships.of(accountId, session));
      const answers = member && member.companyId === inquiry.companyId && EDITORS.includes(member.role);
      if (!answers)
        return notFound('memberId', 'Expected an owner or editor of the company; there is none with this id.');
      return { assigned: [{ memberRef: member.subjectRef, accountId: member._id }] };
    });
  }

  /** Whoever asks has read what the other side wrote. */
  read(viewer: Viewer, input: Asked): Promise<Outcome<Problem>> {
    return this.#once(viewer, 'readInquiry', input, async (_, { side }) =>
      side === 'BUYER' ? { unreadByBuyer: 0 } : { unreadBySupplier: 0 },
    );
  }

  #once(
    viewer: Viewer,
    mutation: string,
    input: Asked,
    decide: (inquiry: InquiryRecord, who: Participant, session: ClientSession) => Promise<Settled>,
  ): Promise<Outcome<Problem>> {
    accountOf(viewer);
    const intention = { viewer, mutation, key: input.idempotencyKey ?? null, input };
    return this.#parts.idempotency.once<Problem>(intention, async (session): Promise<Effect | Problem> => {
      const { store, participants, memberships } = this.#parts;
      const id = localIdOf('Inquiry', input.inquiryId);
      const inquiry = id && (await store.byId(id, session));
      const who = inquiry && (await participants.of(inquiry, viewer, session));
      if (!inquiry || !who)
        return notFound('inquiryId', 'Expected the id of an inquiry of yours; there is none with this id.');
      if (who.side === 'SUPPLIER') {
        const company = globalId('Company', inquiry.companyId);
        const may = await mayIn(memberships, { viewer, company, field: 'inquiryId' }, EDITORS, session);
        if (refused(may)) return may;
      }
      const changed = await decide(inquiry, who, session);
      if ('message' in changed) return changed;
      if (Object.keys(changed).length > 0) await store.set(inquiry._id, changed, session);
      return { reference: inquiry._id };
    });
  }

  /** What a buyer adds before the company has answered is looked at like the first message. */
  async #watched(inquiry: InquiryRecord, { side }: Participant, text: string, session: ClientSession) {
    const isWatched = side === 'BUYER' && inquiry.firstAnsweredAt === null && !isAside(inquiry.state);
    const quarantineReason = isWatched ? suspicionOf(text) : null;
    if (quarantineReason === null) return inquiry;
    const heldBack = { state: 'QUARANTINED', quarantineReason } as const;
    await this.#parts.store.set(inquiry._id, heldBack, session);
    return { ...inquiry, ...heldBack };
  }
}

const revoked = () =>
  notAllowed('REVOKED', 'Expected a buyer who takes messages from the company, got one who has ended the contact.');
const buyerGone = () =>
  notAllowed(
    'BUYER_GONE',
    'Expected a buyer who is there, got one whose data was erased. Nobody would read the message.',
  );
const takesNone = () => notAllowed('FULL', 'Expected a thread that takes messages, got one that does not.');
const companyOnly = () => notAllowed('BUYER', 'Expected somebody who acts for the company, got the buyer.');
