import { authenticateMail, type Resolver } from '../../../kit/mail/inbound/authenticate-mail.ts';
import { classifyMail, type OwnMail } from '../../../kit/mail/inbound/classify-mail.ts';
import { cleaned } from '../../../kit/mail/inbound/clean-mail.ts';
import { keepAttachments } from '../../../kit/mail/inbound/keep-attachments.ts';
import { readMail, UnreadableMail } from '../../../kit/mail/inbound/read-mail.ts';
import type { ReceivedMail } from '../../../kit/mail/inbound/received-mail.ts';
import { judgeSender } from '../../../kit/mail/inbound/sender.policy.ts';
import { mailAddressForm } from '../../../kit/mail/mail-address.ts';
import type { TakenMail } from '../../../kit/mail/inbound/taken-mail.ts';
import type { Expected, Receiver, RelayedMessage } from './receiver.ts';
import type { RelayAddress } from './relay-address.record.ts';

/** A mail that came to a mailbox of ours. */
export interface Arrival {
  id: string;
  relay: RelayAddress;
  isReturn: boolean;
  mail: TakenMail;
  receivedAt: Date;
}

/** What became of a mail, for the log. */
export type Outcome =
  'RECEIVED' | 'BOUNCED' | 'SUSPECTED' | 'REFUSED' | 'AUTO_REPLY' | 'LOOP' | 'NOBODY' | 'UNREADABLE' | 'MISDIRECTED';

export interface RelayedMailParts {
  receiver: Receiver;
  own: OwnMail;
  /** Null: nothing is asked of the domain name system. */
  resolver: Resolver | null;
}

/** Reads a mail, says what it is, judges who sent it, and hands what may be passed on to whoever keeps the threads. Answers nobody. */
export async function relayMail(arrival: Arrival, { receiver, own, resolver }: RelayedMailParts): Promise<Outcome> {
  const { id, relay, mail } = arrival;
  const read = await readMail(mail.raw).catch((error: unknown) => {
    if (error instanceof UnreadableMail) return null;
    throw error;
  });
  if (!read) {
    if (arrival.isReturn) return 'UNREADABLE';
    await receiver.suspected({ id, relay, doubt: 'UNREADABLE', isRefused: false, message: null });
    return 'UNREADABLE';
  }
  const kind = classifyMail(read, mail.envelopeFrom, own);
  if (kind.kind === 'BOUNCE' || kind.kind === 'FEEDBACK') return returned(arrival, kind, receiver);
  if (kind.kind === 'LOOP') return kind.kind;
  if (arrival.isReturn) return 'MISDIRECTED';
  const expected = await receiver.expected(relay);
  if (!expected) return 'NOBODY';
  if (kind.kind === 'AUTO_REPLY') return automatic(arrival, read, expected, receiver);
  const { from } = read;
  const authentication = await authenticateMail(mail, resolver);
  const judged = judgeSender(expected.senders, { from, envelopeFrom: mail.envelopeFrom, authentication });
  if (judged.verdict === 'REFUSE') {
    await receiver.suspected({ id, relay, doubt: judged.doubt, isRefused: true, message: null });
    return 'REFUSED';
  }
  const message = await messageOf(arrival, read, expected, kind.maybeAutomatic);
  if (judged.verdict === 'TAKE') {
    await receiver.receive(message);
    return 'RECEIVED';
  }
  await receiver.suspected({ id, relay, doubt: judged.doubt, isRefused: false, message });
  return 'SUSPECTED';
}

/**
 * Anybody can write that a mail failed: it is believed where failures come back, which only the mail itself said; and at the address that the
 * mail was from, where some servers send it, when it names that mail.
 */
async function returned(
  { id, relay, isReturn }: Arrival,
  kind: Extract<ReturnType<typeof classifyMail>, { kind: 'BOUNCE' | 'FEEDBACK' }>,
  receiver: Receiver,
): Promise<Outcome> {
  const failure =
    kind.kind === 'BOUNCE'
      ? kind.failure
      : { recipient: null, isPermanent: false, status: null, originalMessageId: kind.originalMessageId };
  const { originalMessageId } = failure;
  if (!isReturn && !(originalMessageId && (await receiver.sent(relay, originalMessageId)))) return 'MISDIRECTED';
  await receiver.bounced({ id, relay, cause: kind.kind === 'BOUNCE' ? 'BOUNCE' : 'COMPLAINT', failure });
  return 'BOUNCED';
}

/** What a program wrote in the name of whoever is expected is handed on as such; of anybody else it is dropped. */
async function automatic(
  arrival: Arrival,
  read: ReceivedMail,
  expected: Expected,
  receiver: Receiver,
): Promise<Outcome> {
  const message = await messageOf(arrival, read, expected, true);
  const isExpected = message.sender !== null && expected.senders.map(mailAddressForm).includes(message.sender);
  if (isExpected) await receiver.automatic(message);
  return 'AUTO_REPLY';
}

async function messageOf(
  { id, relay, receivedAt }: Arrival,
  read: ReceivedMail,
  { masking }: Expected,
  maybeAutomatic: boolean,
): Promise<RelayedMessage> {
  const { subject, text, isCut, dropped } = cleaned(read, masking);
  return {
    id,
    relay,
    messageId: read.messageId,
    sender: read.from.length === 1 ? read.from[0]! : null,
    inReplyTo: read.inReplyTo,
    references: read.references,
    subject,
    text,
    isCut,
    files: await keepAttachments(read.attachments),
    dropped,
    maybeAutomatic,
    receivedAt,
  };
}
