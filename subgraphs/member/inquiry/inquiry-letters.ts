import type { ClientSession } from 'mongoose';
import { globalId } from '../../../kit/global-id/global-id.ts';
import { isHeaderMessageId } from '../../../kit/mail/header-text.ts';
import { threadHeaders } from '../../../kit/mail/thread/thread-headers.ts';
import { textFor } from '../../../kit/text/localized-text.ts';
import type { Companies } from '../company/companies.ts';
import type { InquiryMessage, SideName } from '../inquiry-message/inquiry-message.record.ts';
import type { Mails } from '../mail/mails.ts';
import type { RelayAddresses } from '../relay/relay-addresses.ts';
import type { AnsweringMembers } from './answering-members.ts';
import type { BuyerAddresses } from './buyer-addresses.ts';
import type { DisclosureTokens } from './disclosure-tokens.ts';
import type { InquiryRecord } from './inquiry.record.ts';
import { isAside } from './inquiry.policy.ts';
import type { InquiryStore } from './inquiry-store.ts';
import { senderName } from './sender-name.ts';

export interface InquiryLettersParts {
  addresses: BuyerAddresses;
  answering: AnsweringMembers;
  companies: Companies;
  mails: Mails;
  relayAddresses: RelayAddresses;
  tokens: DisclosureTokens;
  store: InquiryStore;
  now?: () => Date;
}

/** Files that go with a mail. */
const MOST_FILES = 5;

/**
 * The mail by which one side of a thread hears what the other wrote. Everything that such a mail says and carries is made here: it is from the
 * address that stands for the writer, and an answer to it goes there.
 */
export class InquiryLetters {
  readonly #parts: InquiryLettersParts;

  constructor(parts: InquiryLettersParts) {
    this.#parts = parts;
  }

  /** Posts it in the transaction of the message. Nobody is written to about a thread that the company keeps aside, or whose buyer takes nothing more. */
  async post(message: InquiryMessage, inquiry: InquiryRecord, session: ClientSession): Promise<void> {
    if (isAside(inquiry.state) || message.aside !== undefined || inquiry.disclosure === 'REVOKED') return;
    if (message.from === 'BUYER') await this.#toSupplier(message, inquiry, session);
    else await this.#toBuyer(message, inquiry, session);
  }

  /** Tells those of the company who may answer that the buyer’s address takes no mail. */
  async tellUnreachable(inquiry: InquiryRecord, session: ClientSession): Promise<void> {
    const facts = { inquiryId: globalId('Inquiry', inquiry._id), from: inquiry.buyers[0]?.name ?? null };
    for (const { email: to, subjectRef, locale } of await this.#parts.answering.toldOf(inquiry, session))
      await this.#parts.mails.post({ to, subjectRef, template: 'buyerUnreachable', facts, locale }, session);
  }

  async #toSupplier(message: InquiryMessage, inquiry: InquiryRecord, session: ClientSession): Promise<void> {
    const { mails, addresses, answering } = this.#parts;
    const from = inquiry.buyers[0]?.name ?? null;
    const isRevealed = inquiry.disclosure === 'REVEALED';
    const facts = {
      inquiryId: globalId('Inquiry', inquiry._id),
      from,
      isFirst: inquiry.messageCount === 1,
      text: message.body,
      address: isRevealed ? ((await addresses.of(inquiry, session))?.email ?? null) : null,
    };
    const carried = await this.#carried(message, inquiry, 'BUYER', session);
    for (const { email: to, subjectRef, locale } of await answering.toldOf(inquiry, session)) {
      const head = { ...carried?.head, fromName: senderName(from, locale) };
      await mails.post({ to, subjectRef, template: 'inquiryReceived', facts, locale, ...carried, head }, session);
    }
  }

  async #toBuyer(message: InquiryMessage, inquiry: InquiryRecord, session: ClientSession): Promise<void> {
    const { addresses, companies, mails, tokens } = this.#parts;
    const reader = await addresses.of(inquiry, session);
    const company = reader && (await companies.byId(inquiry.companyId, session));
    if (!reader || !company || inquiry.unreachableSince) return;
    const { email: to, subjectRef, locale } = reader;
    const name = textFor(company.name, locale);
    const facts = {
      inquiryId: globalId('Inquiry', inquiry._id),
      company: name,
      text: message.body,
      token: await tokens.of(inquiry),
      isRevealed: inquiry.disclosure === 'REVEALED',
    };
    const carried = await this.#carried(message, inquiry, 'SUPPLIER', session);
    const head = { ...carried?.head, fromName: senderName(name, locale) };
    await mails.post({ to, subjectRef, template: 'inquiryAnswered', facts, locale, ...carried, head }, session);
  }

  /** What the mail has beside its words: the address of the writer’s side, its place in the thread and the files. Null: the buyer was erased. */
  async #carried(
    { _id, attachments }: InquiryMessage,
    inquiry: InquiryRecord,
    writer: SideName,
    session: ClientSession,
  ) {
    const { relayAddresses, store, now = () => new Date() } = this.#parts;
    const buyerRef = inquiry.buyers[0]?.buyerRef;
    if (buyerRef === undefined) return null;
    const relay = await relayAddresses.issue({ buyerRef, companyId: inquiry.companyId }, writer, session, now());
    const address = relayAddresses.addressOf(relay);
    const earlier = (await store.lastMessages(inquiry, session)).map((message) =>
      // Under its own id its writer has it; the other side must not see where that was made.
      message.from !== writer && message.messageId && isHeaderMessageId(message.messageId)
        ? message.messageId
        : relayAddresses.messageIdOf(message._id),
    );
    const own = relayAddresses.messageIdOf(_id);
    return {
      relayAddressId: relay._id,
      head: {
        ...threadHeaders(
          own,
          earlier.filter((id) => id !== own),
        ),
        fromAddress: address,
        replyTo: address,
        returnPath: await relayAddresses.returnPathOf(relay),
        autoSubmitted: false,
      },
      ...(attachments.length > 0 && {
        attachments: attachments
          .slice(0, MOST_FILES)
          .map(({ fileId, filename, contentType }) => ({ fileId, filename, contentType })),
      }),
    };
  }
}
