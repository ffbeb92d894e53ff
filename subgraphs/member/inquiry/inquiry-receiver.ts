import type { ClientSession, Connection } from 'mongoose';
import type { FileStore } from '../../../kit/files/file-store.ts';
import { mailAddressForm } from '../../../kit/mail/mail-address.ts';
import { isOfWriter } from '../inquiry-message/aside.policy.ts';
import type { AsideName, SideName } from '../inquiry-message/inquiry-message.record.ts';
import type { Companies } from '../company/companies.ts';
import { isCompanyShown } from '../company/company-shown.ts';
import type { Expected, Receiver, RelayedMessage, ReturnedMail, SuspectedMail } from '../relay/receiver.ts';
import type { RelayAddress } from '../relay/relay-address.record.ts';
import type { RelayAddresses } from '../relay/relay-addresses.ts';
import type { BlockedBuyers } from '../report/blocked-buyers.ts';
import type { AnsweringMembers } from './answering-members.ts';
import type { BuyerAddresses } from './buyer-addresses.ts';
import { storeFiles } from '../inquiry-file/inquiry-files.ts';
import type { InquiryLetters } from './inquiry-letters.ts';
import type { InquiryRecord } from './inquiry.record.ts';
import type { InquiryStore } from './inquiry-store.ts';
import type { InquiryThreads } from './inquiry-threads.ts';

export interface InquiryReceiverParts {
  connection: Connection;
  store: InquiryStore;
  threads: InquiryThreads;
  letters: InquiryLetters;
  addresses: BuyerAddresses;
  answering: AnsweringMembers;
  companies: Companies;
  relayAddresses: RelayAddresses;
  blockedBuyers: BlockedBuyers;
  files: FileStore;
  now?: () => Date;
}

/** Takes what comes by mail into the threads: what is sent to the address that stands for one side was written by the other. */
export class InquiryReceiver implements Receiver {
  readonly #parts: InquiryReceiverParts;
  readonly #now: () => Date;

  constructor(parts: InquiryReceiverParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
  }

  async expected(relay: RelayAddress): Promise<Expected | null> {
    const inquiry = await this.#newest(relay);
    if (!inquiry || !(await this.#isOpen(relay, inquiry))) return null;
    const buyer = (await this.#parts.addresses.of(inquiry))?.email ?? null;
    if (writerAt(relay) === 'BUYER') {
      const own = buyer === null ? [] : [buyer];
      return { senders: own, masking: inquiry.disclosure === 'REVEALED' ? null : own };
    }
    const members = (await this.#parts.answering.mayAnswer(relay.companyId)).map(({ email }) => email);
    return { senders: members, masking: members };
  }

  /** Of a message that its side was told of: what is kept aside went to nobody. */
  async sent(relay: RelayAddress, messageId: string): Promise<boolean> {
    const { store, relayAddresses } = this.#parts;
    const id = relayAddresses.messageOf(messageId);
    const message = id && (await store.message(id));
    if (!message || message.from !== relay.side || message.aside !== undefined) return false;
    const inquiry = await store.byId(message.inquiryId);
    return inquiry !== null && isBetween(inquiry, relay);
  }

  /** What a buyer writes whom staff have blocked is kept aside: the company sees it apart, and the buyer hears nothing of it. */
  async receive(message: RelayedMessage): Promise<void> {
    const inquiry = writerAt(message.relay) === 'BUYER' ? await this.#newest(message.relay) : null;
    const isBlocked = inquiry !== null && (await this.#parts.blockedBuyers.has(inquiry));
    return this.#take(message, ...(isBlocked ? (['WRITER_BLOCKED'] as const) : []));
  }

  automatic(message: RelayedMessage): Promise<void> {
    return this.#take(message, 'AUTOMATIC');
  }

  /** Only what failed for good says something of an address, and only of a mail to the buyer: a company has its inbox here. */
  async bounced({ relay, cause, failure }: ReturnedMail): Promise<void> {
    if (relay.side !== 'SUPPLIER' || cause !== 'BOUNCE' || !failure.isPermanent) return;
    const { connection, store, letters } = this.#parts;
    const { buyerRef, companyId } = relay;
    await connection.transaction(async (session: ClientSession) => {
      const [newest] = await store.between({ buyerRef, companyId }, 1, session);
      if (!newest || newest.unreachableSince) return;
      await store.markUnreachable({ buyerRef, companyId }, this.#now(), session);
      await letters.tellUnreachable(newest, session);
    });
  }

  /** What nobody needs to look at is kept nowhere; the rest stands in the thread, for the company alone. */
  async suspected({ id, relay, doubt, isRefused, message }: SuspectedMail): Promise<void> {
    if (isRefused) return;
    if (message) return this.#take(message, doubt);
    const inquiry = await this.#newest(relay);
    if (!inquiry || !(await this.#isOpen(relay, inquiry))) return;
    const written = { from: writerAt(relay), authorRef: null, text: '', attachments: [], messageId: null };
    await this.#parts.threads.receive({ ...written, id, inquiryId: inquiry._id, via: 'MAIL', aside: doubt });
  }

  async #take(message: RelayedMessage, aside?: AsideName): Promise<void> {
    const { relay, id, messageId } = message;
    const text = message.isCut ? `${message.text}…` : message.text;
    const inquiry = await this.#threadOf(message);
    if (!inquiry || !(await this.#isOpen(relay, inquiry))) return;
    const isKnown = await this.#parts.threads.hasReceived(id);
    if (isKnown) return;
    const attachments = await storeFiles(this.#parts.files, inquiry.threadRef, message.files.kept, this.#now());
    const authorRef = isOfWriter(aside) ? await this.#authorOf(message, inquiry) : null;
    await this.#parts.threads.receive({
      id,
      inquiryId: inquiry._id,
      from: writerAt(relay),
      authorRef,
      text,
      attachments,
      via: 'MAIL',
      messageId,
      ...(aside !== undefined && { aside }),
    });
    await this.#parts.relayAddresses.used(relay, this.#now());
  }

  /** The thread of the mail that it answers, where that is one of these two; else the one that was written in last. */
  async #threadOf({ relay, inReplyTo, references }: RelayedMessage): Promise<InquiryRecord | null> {
    const { store, relayAddresses } = this.#parts;
    for (const one of [inReplyTo, ...references.toReversed()].slice(0, 20)) {
      const id = one && relayAddresses.messageOf(one);
      const answered = id && (await store.message(id));
      const inquiry = answered && (await store.byId(answered.inquiryId));
      if (inquiry && isBetween(inquiry, relay)) return inquiry;
    }
    return this.#newest(relay);
  }

  async #newest({ buyerRef, companyId }: RelayAddress): Promise<InquiryRecord | null> {
    return (await this.#parts.store.between({ buyerRef, companyId }, 1))[0] ?? null;
  }

  async #isOpen({ companyId, revokedAt }: RelayAddress, { disclosure }: InquiryRecord): Promise<boolean> {
    if (revokedAt !== null || disclosure === 'REVOKED') return false;
    const company = await this.#parts.companies.byId(companyId);
    return company !== null && isCompanyShown(company);
  }

  async #authorOf({ relay, sender }: RelayedMessage, { buyers }: InquiryRecord): Promise<string | null> {
    if (writerAt(relay) === 'BUYER') return buyers[0]?.buyerRef ?? null;
    const members = await this.#parts.answering.mayAnswer(relay.companyId);
    return members.find(({ email }) => mailAddressForm(email) === sender)?.subjectRef ?? null;
  }
}

/** Who writes to an address: the other side than it stands for. */
const writerAt = ({ side }: RelayAddress): SideName => (side === 'BUYER' ? 'SUPPLIER' : 'BUYER');

const isBetween = ({ companyId, buyers }: InquiryRecord, relay: RelayAddress): boolean =>
  companyId === relay.companyId && buyers.some(({ buyerRef }) => buyerRef === relay.buyerRef);
