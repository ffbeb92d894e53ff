import type { ClientSession, Connection, mongo } from 'mongoose';
import { behind, type TimePlace } from '../../../kit/graphql/time-page.ts';
import type { SealedDocument } from '../../../kit/record/codec.ts';
import { fencesOf, type Fences } from '../../../kit/fence/fences.ts';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { inquiryMessageRecord, type InquiryMessage } from '../inquiry-message/inquiry-message.record.ts';
import type { Correspondents } from '../relay/relay-addresses.ts';
import { CORRESPONDENCE_SECONDS } from './correspondence.ts';
import { inquiryRecord, type DisclosureName, type InquiryRecord } from './inquiry.record.ts';

/** Messages that a mail refers to, beside the first. */
const REFERRED = 20;

/** Messages that a buyer sees. */
const BELIEVED = { aside: { $in: [null, 'AUTOMATIC'] } };
/** Of what is not over. */
const STANDING = { overAt: null };

export type InquiryFilter = mongo.Filter<SealedDocument>;

/** Threads and their messages, as they are stored; of whoever is being erased they say nothing any more. */
export class InquiryStore {
  readonly #inquiries: RecordsOf<typeof inquiryRecord>;
  readonly #messages: RecordsOf<typeof inquiryMessageRecord>;
  readonly #keyring: Keyring;
  readonly #fences: Pick<Fences, 'fencedAmong'>;

  constructor(connection: Connection, keyring: Keyring) {
    this.#inquiries = new Records(connection, inquiryRecord, keyring);
    this.#messages = new Records(connection, inquiryMessageRecord, keyring);
    this.#keyring = keyring;
    this.#fences = fencesOf(connection);
  }

  async byId(id: string, session?: ClientSession): Promise<InquiryRecord | null> {
    const there = { _id: id, ...STANDING } as InquiryFilter;
    const found = await this.#inquiries.find(there, { ...(session && { session }), limit: 1 });
    return (await this.#unfenced(found))[0] ?? null;
  }

  async add(inquiry: InquiryRecord, session: ClientSession): Promise<void> {
    await this.#inquiries.put([inquiry], { session });
  }

  /** Changes what is stored plain. */
  async set(id: string, changed: Partial<InquiryRecord>, session: ClientSession): Promise<void> {
    const update = { $set: changed, $inc: { version: 1 } } as never;
    await this.#inquiries.collection.updateOne({ _id: id }, update, { session });
  }

  /** Those that match, who was written in last first, behind a place in that order; at most so many. */
  async page(filter: InquiryFilter, after: TimePlace | null, most: number): Promise<InquiryRecord[]> {
    const earlier = behind('lastMessageAt', after, 'newest');
    const which = { $and: [filter, earlier, STANDING] } as InquiryFilter;
    return this.#unfenced(await this.#inquiries.find(which, { sort: { lastMessageAt: -1, _id: -1 }, limit: most }));
  }

  count(filter: InquiryFilter): Promise<number> {
    return this.#inquiries.collection.countDocuments({ $and: [filter, STANDING] });
  }

  /** The threads of a buyer and a company, who was written in last first; at most so many. */
  between({ buyerRef, companyId }: Correspondents, most: number, session?: ClientSession): Promise<InquiryRecord[]> {
    const which = { 'buyers.buyerRef': buyerRef, companyId };
    return this.#inquiries.find(which, {
      sort: { lastMessageAt: -1, _id: -1 },
      limit: most,
      ...(session && { session }),
    });
  }

  /** From now on the company sees so much of the buyer’s address, in all of their threads. */
  async disclose(
    { buyerRef, companyId }: Correspondents,
    disclosure: DisclosureName,
    session: ClientSession,
    now: Date,
  ): Promise<void> {
    const which = { 'buyers.buyerRef': buyerRef, companyId } as never;
    const update = { $set: { disclosure }, $inc: { version: 1 } } as never;
    await this.#inquiries.collection.updateMany(which, update, { session });
    if (disclosure !== 'REVEALED') return;
    const unseen = { 'buyers.buyerRef': buyerRef, companyId, revealedAt: { $exists: false } } as never;
    await this.#inquiries.collection.updateMany(unseen, { $set: { revealedAt: now } }, { session });
  }

  /** From now on no mail is sent to the buyer in any of these threads; null: again it is. */
  async markUnreachable(
    { buyerRef, companyId }: Correspondents,
    since: Date | null,
    session: ClientSession,
  ): Promise<void> {
    const which = { 'buyers.buyerRef': buyerRef, companyId } as never;
    const update = { $set: { unreachableSince: since }, $inc: { version: 1 } } as never;
    await this.#inquiries.collection.updateMany(which, update, { session });
  }

  message(id: string, session?: ClientSession): Promise<InquiryMessage | null> {
    return this.#messages.findById(id, { ...(session && { session }) });
  }

  /** A message is not kept aside any more. */
  async believe(id: string, session: ClientSession): Promise<void> {
    await this.#messages.collection.updateOne({ _id: id }, { $unset: { aside: true } }, { session });
  }

  /** The messages of a thread, the oldest first, behind a place in that order; at most so many. `forBuyer`: without what is not believed. */
  messages(inquiryId: string, after: TimePlace | null, most: number, forBuyer = false): Promise<InquiryMessage[]> {
    const later = behind('at', after, 'oldest');
    const believed = forBuyer && BELIEVED;
    return this.#messages.find(
      { inquiryId, ...believed, ...later },
      {
        sort: { at: 1, _id: 1 },
        limit: most,
      },
    );
  }

  /** The first message of a thread and the last ones, the oldest first: as many as a mail refers to. */
  async lastMessages(
    { _id: inquiryId }: Pick<InquiryRecord, '_id'>,
    session: ClientSession,
  ): Promise<InquiryMessage[]> {
    const last = await this.#messages.find({ inquiryId }, { sort: { at: -1, _id: -1 }, limit: REFERRED, session });
    const first = await this.#messages.find({ inquiryId }, { sort: { at: 1, _id: 1 }, limit: 1, session });
    return last.length < REFERRED ? last.toReversed() : [...first, ...last.toReversed()];
  }

  /** The messages of some threads, in no order; at most so many. `forBuyer`: without what is not believed. */
  messagesOf(inquiryIds: readonly string[], most: number, forBuyer = false): Promise<InquiryMessage[]> {
    return this.#messages.find({ inquiryId: { $in: [...inquiryIds] }, ...(forBuyer && BELIEVED) }, { limit: most });
  }

  /** Stores a message: from now on the period of all messages of its thread runs anew. */
  async addMessage(message: InquiryMessage, session: ClientSession): Promise<void> {
    const { inquiryId, threadAt } = message;
    await this.#messages.collection.updateMany({ inquiryId }, { $set: { threadAt } }, { session });
    await this.#messages.put([message], { session });
  }

  /**
   * Lets go of some threads in which nobody wrote for twelve months: first the key, so that no copy of a message or a file can be read any
   * more, then the files, the messages and the thread. Of a message that comes at the same moment and this, one finds that the other was
   * first: a thread that is over takes none. Answers how many.
   */
  async sweep(most: number, now: Date, removeFile: (fileId: string) => Promise<void>): Promise<number> {
    const lastMessageAt = { $lte: new Date(now.getTime() - CORRESPONDENCE_SECONDS * 1_000) };
    await this.#inquiries.collection.updateMany({ lastMessageAt, ...STANDING }, { $set: { overAt: now } });
    const over = await this.#inquiries.collection
      .find({ overAt: { $type: 'date' } } as never, { projection: { threadRef: 1 }, limit: most })
      .toArray();
    await this.#keyring.destroy(over.map((inquiry) => inquiry['threadRef'] as string));
    const ids = over.map(({ _id }) => _id);
    const within = { inquiryId: { $in: ids } } as never;
    const withFiles = this.#messages.collection.find(within, { projection: { 'attachments.fileId': 1 } });
    for await (const message of withFiles)
      for (const { fileId } of message['attachments'] as { fileId: string }[]) await removeFile(fileId);
    await this.#messages.collection.deleteMany(within);
    await this.#inquiries.collection.deleteMany({ _id: { $in: ids } });
    return over.length;
  }

  async #unfenced(inquiries: readonly InquiryRecord[]): Promise<InquiryRecord[]> {
    const fenced = await this.#fences.fencedAmong(inquiries.flatMap(({ buyers }) => buyers.map((one) => one.buyerRef)));
    return inquiries.map((inquiry) => ({
      ...inquiry,
      buyers: inquiry.buyers.filter(({ buyerRef }) => !fenced.has(buyerRef)),
    }));
  }
}
