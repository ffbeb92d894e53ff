import { createHash, randomBytes } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import type { FileStore } from '../../../kit/files/file-store.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import type { Guests } from '../guest/guests.ts';
import {
  MOST_ATTACHMENTS,
  type AsideName,
  type Attachment,
  type InquiryMessage,
  type SideName,
} from '../inquiry-message/inquiry-message.record.ts';
import { isUnread } from '../inquiry-message/aside.policy.ts';
import type { InquiryAssignments } from '../inbox/inquiry-assignments.ts';
import { MOST_MESSAGE, MOST_MESSAGES } from './correspondence.ts';
import type { InquiryLetters } from './inquiry-letters.ts';
import type { InquiryStore } from './inquiry-store.ts';
import { mayWrite, stateAfter } from './inquiry.policy.ts';
import type { InquiryRecord } from './inquiry.record.ts';

/** An inquiry that reaches its company now. */
export type NewThread = Pick<
  InquiryRecord,
  'companyId' | 'productId' | 'categoryCode' | 'buyers' | 'locale' | 'quarantineReason'
> & { text: string };

/** What somebody wrote into a thread. */
export interface NewMessage {
  from: SideName;
  /** Null: it is not known who of the side. */
  authorRef: string | null;
  text: string;
}

/** What came by mail for a thread, cleaned of everything that its reader must not get. */
export interface ReceivedMail extends NewMessage {
  inquiryId: string;
  /** Files that are stored already, sealed under the thread's key. */
  attachments: readonly Attachment[];
  via: 'MAIL';
  /** Tells it apart: what is given twice has the same. */
  id: string;
  /** As it came, in brackets; null: without one. */
  messageId: string | null;
  /** Why nobody is told of it, and the state stays; absent: it is a message like any other. */
  aside?: AsideName;
}

export interface InquiryThreadsParts {
  connection: Connection;
  store: InquiryStore;
  guests: Guests;
  /** Where files of messages are kept. */
  files: Pick<FileStore, 'keep'>;
  letters: InquiryLetters;
  assignments: InquiryAssignments;
  now?: () => Date;
}

type Appended = NewMessage & Partial<Pick<InquiryMessage, '_id' | 'attachments' | 'via' | 'messageId' | 'aside'>>;

/** The threads: each message is stored with what it changes of its thread and the mail to the other side, all in one transaction. */
export class InquiryThreads {
  readonly #parts: InquiryThreadsParts;
  readonly #now: () => Date;

  constructor(parts: InquiryThreadsParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
  }

  /** Opens a thread with its first message. */
  async begin({ text, ...thread }: NewThread, session: ClientSession): Promise<InquiryRecord> {
    const now = this.#now();
    const inquiry: InquiryRecord = {
      _id: randomBytes(12).toString('hex'),
      threadRef: newSubjectRef(),
      ...thread,
      state: thread.quarantineReason === null ? 'NEW' : 'QUARANTINED',
      ...(await this.#disclosed(thread, session)),
      assigned: await this.#parts.assignments.of(thread, session),
      unreadBySupplier: 1,
      unreadByBuyer: 0,
      messageCount: 1,
      lastMessageAt: now,
      firstAnsweredAt: null,
      createdAt: now,
      version: 1,
    };
    await this.#parts.store.add(inquiry, session);
    const authorRef = (thread.buyers.at(-1) ?? null)?.buyerRef ?? null;
    await this.#post(inquiry, { from: 'BUYER', authorRef, text }, session);
    return inquiry;
  }

  /** Adds what one side wrote. Read the thread in the same session. `FULL`: it takes no more, or the company marked it as spam. */
  async append(inquiry: InquiryRecord, message: Appended, session: ClientSession): Promise<'TAKEN' | 'FULL'> {
    if (!mayWrite(inquiry) || inquiry.messageCount >= MOST_MESSAGES) return 'FULL';
    // Later than the one before, so that they stand in the order in which they were written.
    const now = new Date(Math.max(this.#now().getTime(), inquiry.lastMessageAt.getTime() + 1));
    const fromSupplier = message.from === 'SUPPLIER';
    const { unreadBySupplier, unreadByBuyer, firstAnsweredAt, messageCount } = inquiry;
    if (message.aside !== undefined) {
      const noted = {
        messageCount: messageCount + 1,
        lastMessageAt: now,
        unreadBySupplier: unreadBySupplier + (isUnread(message.aside) ? 1 : 0),
      };
      await this.#parts.store.set(inquiry._id, noted, session);
      await this.#post({ ...inquiry, ...noted }, message, session);
      return 'TAKEN';
    }
    const changed = {
      state: stateAfter(inquiry.state, message.from),
      unreadBySupplier: fromSupplier ? 0 : unreadBySupplier + 1,
      unreadByBuyer: fromSupplier ? unreadByBuyer + 1 : 0,
      messageCount: messageCount + 1,
      lastMessageAt: now,
      firstAnsweredAt: firstAnsweredAt ?? (fromSupplier ? now : null),
      // Who writes is there again.
      ...(!fromSupplier && inquiry.unreachableSince && { unreachableSince: null }),
    };
    await this.#parts.store.set(inquiry._id, changed, session);
    await this.#post({ ...inquiry, ...changed }, message, session);
    return 'TAKEN';
  }

  /**
   * Takes what came by mail, once for each id, however often it is given. `KNOWN`: it came before; `GONE`: there is no
   * such thread any more. Files of what is not taken are not referred to.
   */
  async receive({
    id,
    inquiryId,
    attachments,
    text,
    ...mail
  }: ReceivedMail): Promise<'TAKEN' | 'KNOWN' | 'FULL' | 'GONE'> {
    const { connection, store } = this.#parts;
    const _id = idOf(id);
    let outcome: 'TAKEN' | 'KNOWN' | 'FULL' | 'GONE' = 'GONE';
    await connection.transaction(async (session: ClientSession) => {
      const inquiry = await store.byId(inquiryId, session);
      if (!inquiry) return void (outcome = 'GONE');
      if (await store.message(_id, session)) return void (outcome = 'KNOWN');
      const files = attachments.slice(0, MOST_ATTACHMENTS);
      outcome = await this.append(inquiry, { _id, ...mail, text: bounded(text), attachments: files }, session);
      if (outcome === 'TAKEN') for (const { fileId } of files) await this.#parts.files.keep(fileId, session);
    });
    return outcome;
  }

  /**
   * A message that was kept aside is one like any other from now on, and the other side is told. Read both in the same session. It stays where
   * it stands: whoever wrote it did so then.
   */
  async release(inquiry: InquiryRecord, message: InquiryMessage, session: ClientSession): Promise<'TAKEN' | 'FULL'> {
    if (!mayWrite(inquiry)) return 'FULL';
    const { store, letters } = this.#parts;
    const { unreadByBuyer, firstAnsweredAt } = inquiry;
    const fromSupplier = message.from === 'SUPPLIER';
    const changed = {
      state: stateAfter(inquiry.state, message.from),
      unreadByBuyer: unreadByBuyer + (fromSupplier ? 1 : 0),
      firstAnsweredAt: firstAnsweredAt ?? (fromSupplier ? this.#now() : null),
    };
    await store.set(inquiry._id, changed, session);
    const { aside: _, ...believed } = message;
    await store.believe(message._id, session);
    await letters.post(believed, { ...inquiry, ...changed }, session);
    return 'TAKEN';
  }

  /** Whether a mail was taken before. */
  async hasReceived(id: string): Promise<boolean> {
    return (await this.#parts.store.message(idOf(id))) !== null;
  }

  /** A company that was shown the buyer’s address sees it in later threads, too; who ended the contact and writes anew, begins anew. */
  async #disclosed({ buyers, companyId }: Pick<NewThread, 'buyers' | 'companyId'>, session: ClientSession) {
    const buyerRef = buyers[0]?.buyerRef;
    const [last] = buyerRef === undefined ? [] : await this.#parts.store.between({ buyerRef, companyId }, 1, session);
    const isRevealed = last?.disclosure === 'REVEALED';
    return {
      disclosure: isRevealed ? ('REVEALED' as const) : ('MASKED' as const),
      ...(last?.revealedAt && { revealedAt: last.revealedAt }),
    };
  }

  async #post(inquiry: InquiryRecord, appended: Appended, session: ClientSession): Promise<void> {
    const { store, guests, letters } = this.#parts;
    const { _id: inquiryId, threadRef, lastMessageAt: at } = inquiry;
    const { _id = randomBytes(12).toString('hex'), from, authorRef, text: body } = appended;
    const { attachments = [], via = 'SITE', messageId = null } = appended;
    const authors = authorRef === null ? [] : [{ authorRef }];
    const { aside } = appended;
    const kept = aside === undefined ? {} : { aside };
    const written = { from, authors, body, attachments, via, messageId, at, threadAt: at, ...kept };
    const message: InquiryMessage = { _id, inquiryId, threadRef, ...written };
    await store.addMessage(message, session);
    await guests.used(
      inquiry.buyers.map(({ buyerRef }) => buyerRef),
      session,
      at,
    );
    await letters.post(message, inquiry, session);
  }
}

const idOf = (mailId: string): string => createHash('sha256').update(mailId).digest('hex').slice(0, 24);

/** As much of a text as a message holds; never half a character. */
const bounded = (text: string): string =>
  text.length <= MOST_MESSAGE ? text : `${text.slice(0, MOST_MESSAGE - 1).replace(/\p{Cs}$/u, '')}…`;
