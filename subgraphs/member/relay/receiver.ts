import type { DeliveryFailure } from '../../../kit/mail/inbound/delivery-report.ts';
import type { KeptFiles } from '../../../kit/mail/inbound/keep-attachments.ts';
import type { Doubt } from '../../../kit/mail/inbound/sender.policy.ts';
import type { RelayAddress } from './relay-address.record.ts';

/** Who is expected to write to an address, and what must not be seen of whom. */
export interface Expected {
  /** Addresses of mail from which they write. */
  senders: readonly string[];
  /** Addresses that the reader must not see; null: the buyer has revealed theirs, and none is hidden. */
  masking: readonly string[] | null;
}

/** A message that came in by mail, cleaned: words and files, and by what it is threaded. */
export interface RelayedMessage {
  /** Tells it apart: what is handed over twice has the same. */
  id: string;
  /** Where it was sent to: it is for whom that stands for. */
  relay: RelayAddress;
  /** Of the mail itself, in brackets; null: it has none. */
  messageId: string | null;
  /** Whom it says to be from; null: nobody, or several. */
  sender: string | null;
  /** Those of the mail, in brackets: by them its thread is found. */
  inReplyTo: string | null;
  references: readonly string[];
  subject: string;
  text: string;
  /** Its end was left out, for it was too long. */
  isCut: boolean;
  files: KeptFiles;
  /** Kinds of parts that were left out: calendars, cards, whole mails. */
  dropped: readonly string[];
  /** It looks as if a program wrote it: nothing is answered to it by itself. */
  maybeAutomatic: boolean;
  receivedAt: Date;
}

/** A mail that was sent from a relay address did not arrive, or whoever got it complained of it. */
export interface ReturnedMail {
  id: string;
  relay: RelayAddress;
  cause: 'BOUNCE' | 'COMPLAINT';
  failure: DeliveryFailure;
}

/** A mail that is not believed. `UNREADABLE`: it is out of the bounds of what is read. */
export interface SuspectedMail {
  id: string;
  relay: RelayAddress;
  doubt: Doubt | 'UNREADABLE';
  /** Nobody needs to look at it: it is kept nowhere. */
  isRefused: boolean;
  /** What it says; null: it could not be read, or is refused. */
  message: RelayedMessage | null;
}

/** Whoever keeps the threads. Each may be called twice for one mail, with the same id, and then has no further effect. */
export interface Receiver {
  /** Null: nobody writes there any more, and what comes is dropped. */
  expected(relay: RelayAddress): Promise<Expected | null>;
  /** Whether a mail with this Message-ID, in brackets, went out from the address. */
  sent(relay: RelayAddress, messageId: string): Promise<boolean>;
  receive(message: RelayedMessage): Promise<void>;
  /** A program of whoever is expected answered: nobody is told of it. */
  automatic(message: RelayedMessage): Promise<void>;
  bounced(mail: ReturnedMail): Promise<void>;
  suspected(mail: SuspectedMail): Promise<void>;
}

/** Where there are no threads: nobody is expected, and nothing is kept. */
export const nobody: Receiver = {
  expected: async () => null,
  sent: async () => false,
  receive: async () => undefined,
  automatic: async () => undefined,
  bounced: async () => undefined,
  suspected: async () => undefined,
};
