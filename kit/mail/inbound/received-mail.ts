import type { HeadLine } from './mail-head.ts';

/** What somebody sent, read: threads hold plain text, so that is what is left of it. */
export interface ReceivedMail {
  /** In brackets; null when it has none. */
  messageId: string | null;
  inReplyTo: string | null;
  references: readonly string[];
  /** Every address that it says it is from, in lower case, the domain in ASCII: one, in an honest mail. */
  from: readonly string[];
  /** What the first of them calls itself, without signs that nobody sees. */
  fromName: string;
  subject: string;
  /** What was written, without the history below it and the signature. */
  text: string;
  /** Whether the text was too long, and its end left out. */
  isCut: boolean;
  attachments: readonly ReceivedFile[];
  /** Kinds of parts that are never passed on: calendars, cards, whole mails. */
  dropped: readonly string[];
  head: readonly HeadLine[];
  contentType: string;
  reportType: string;
  /** The parts of a report to programs: how a delivery went, a complaint, and the head of the mail that it is about. */
  reports: readonly MailReport[];
}

/** A file in a mail, as whoever sent it calls it. What it is, is seen later, by its content. */
export interface ReceivedFile {
  filename: string;
  content: Buffer;
}

export interface MailReport {
  kind: 'DELIVERY' | 'FEEDBACK' | 'ORIGINAL';
  text: string;
}
