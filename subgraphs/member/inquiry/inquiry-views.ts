import { localIdOf } from '../../../kit/global-id/global-id.ts';
import type { TimePlace } from '../../../kit/graphql/time-page.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import type { InquiryMessage } from '../inquiry-message/inquiry-message.record.ts';
import type { InquiryFilter, InquiryStore } from './inquiry-store.ts';
import { InquirySearch, type FoundInquiries } from './inquiry-search.ts';
import { isAside, statesBehind } from './inquiry.policy.ts';
import { INQUIRY_STATES, type InquiryRecord, type InquiryStateName } from './inquiry.record.ts';
import type { Participant, Participants } from './participants.ts';

/** An inquiry with as whom it is seen. */
export interface SeenInquiry {
  inquiry: InquiryRecord;
  who: Participant;
}

/** Some of a list; whether a search has left out older ones without looking at them. */
export interface SeenInquiries {
  found: SeenInquiry[];
  isCut: boolean;
}

export interface CompanyInquiriesWhere {
  state?: readonly string[] | null;
  assignedTo?: string | null;
  unread?: boolean | null;
  text?: string | null;
}
export interface OwnInquiriesWhere {
  state?: readonly string[] | null;
  companyId?: string | null;
  unread?: boolean | null;
  text?: string | null;
}

const inOpenStates: InquiryFilter = { state: { $in: INQUIRY_STATES.filter((state) => !isAside(state)) } };

/** Who sees which inquiries: those who act for the company, and the buyer. */
export class InquiryViews {
  readonly #store: InquiryStore;
  readonly #participants: Participants;
  readonly #search: InquirySearch;

  constructor(store: InquiryStore, participants: Participants) {
    this.#store = store;
    this.#search = new InquirySearch(store);
    this.#participants = participants;
  }

  /** Null: absent, or not for whoever asks. */
  async one(id: string, viewer: Viewer): Promise<SeenInquiry | null> {
    const inquiry = viewer.kind === 'account' ? await this.#store.byId(id) : null;
    const who = inquiry && (await this.#participants.of(inquiry, viewer));
    return inquiry && who ? { inquiry, who } : null;
  }

  /** A message of an inquiry, with as whom it is seen. Null: absent, or not for whoever asks. */
  async message(id: string, viewer: Viewer): Promise<{ message: InquiryMessage; who: Participant } | null> {
    const message = viewer.kind === 'account' ? await this.#store.message(id) : null;
    const seen = message && (await this.one(message.inquiryId, viewer));
    return message && seen && isSeen(message, seen.who) ? { message, who: seen.who } : null;
  }

  /** Whom an inquiry went to; null: there is none. */
  async companyOf(id: string): Promise<string | null> {
    return (await this.#store.byId(id))?.companyId ?? null;
  }

  /** One more than a page of a company's, as a member of it sees them. */
  async ofCompany(
    member: Extract<Participant, { side: 'SUPPLIER' }>,
    where: CompanyInquiriesWhere,
    after: TimePlace | null,
    size: number,
  ): Promise<SeenInquiries> {
    const { companyId } = member.member;
    const assigned = where.assignedTo == null ? null : (localIdOf('CompanyMember', where.assignedTo) ?? '');
    const filter = {
      companyId,
      ...(where.state ? { state: { $in: [...where.state] } } : inOpenStates),
      ...(assigned !== null && { 'assigned.accountId': assigned }),
      ...(where.unread != null && { unreadBySupplier: where.unread ? { $gt: 0 } : 0 }),
    };
    return seenBy(member, await this.#found(filter, where.text, after, size + 1));
  }

  /** How many threads of a company hold something that nobody of it has read; those that it keeps aside do not count. */
  unreadOf(companyId: string): Promise<number> {
    return this.#store.count({ companyId, ...inOpenStates, unreadBySupplier: { $gt: 0 } });
  }

  /** One more than a page of what the holder of an account has asked. */
  async ofBuyer(
    accountId: string,
    where: OwnInquiriesWhere,
    after: TimePlace | null,
    size: number,
  ): Promise<SeenInquiries> {
    const [subjectRef, ...others] = await this.#participants.refsOf(accountId);
    if (subjectRef === undefined) return { found: [], isCut: false };
    const states = where.state?.flatMap((state) => statesBehind(state as InquiryStateName));
    const filter = {
      'buyers.buyerRef': { $in: [subjectRef, ...others] },
      ...(states && { state: { $in: states } }),
      ...(where.companyId != null && { companyId: localIdOf('Company', where.companyId) ?? '' }),
      ...(where.unread != null && { unreadByBuyer: where.unread ? { $gt: 0 } : 0 }),
    };
    return seenBy(
      { side: 'BUYER', accountId, subjectRef },
      await this.#found(filter, where.text, after, size + 1, true),
    );
  }

  async unreadOfBuyer(accountId: string): Promise<number> {
    const refs = await this.#participants.refsOf(accountId);
    return this.#store.count({ 'buyers.buyerRef': { $in: refs }, unreadByBuyer: { $gt: 0 } });
  }

  /** One more than a page. What is not believed is for the company alone. */
  messages(inquiryId: string, { side }: Participant, after: TimePlace | null, size: number) {
    return this.#store.messages(inquiryId, after, size + 1, side === 'BUYER');
  }

  /** Whether the holder of an account has asked a company something that it does not keep aside. */
  async hasAsked(accountId: string, companyId: string): Promise<boolean> {
    const refs = await this.#participants.refsOf(accountId);
    const asked = { 'buyers.buyerRef': { $in: refs }, companyId, ...inOpenStates };
    return (await this.#store.count(asked)) > 0;
  }

  async #found(
    filter: InquiryFilter,
    text: string | null | undefined,
    after: TimePlace | null,
    most: number,
    forBuyer = false,
  ) {
    if (text != null) return this.#search.matching(filter, text, after, most, forBuyer);
    return { found: await this.#store.page(filter, after, most), isCut: false };
  }
}

const isSeen = ({ aside }: InquiryMessage, { side }: Participant): boolean =>
  side === 'SUPPLIER' || aside === undefined || aside === 'AUTOMATIC';

const seenBy = (who: Participant, { found, isCut }: FoundInquiries): SeenInquiries => ({
  found: found.map((inquiry) => ({ inquiry, who })),
  isCut,
});
