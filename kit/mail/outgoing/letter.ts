import type { Readable } from 'node:stream';
import type { Written } from './mail-template.ts';

/** What a mail says in its head, beside whom it is to. What is absent is as for every mail of the directory. */
export interface LetterHead {
  /** Whom it is from: a name alone stands before the directory's address. */
  fromName?: string;
  fromAddress?: string;
  replyTo?: string;
  /** In brackets; made of the mail's own id when absent, and so the same when it is sent again. */
  messageId?: string;
  inReplyTo?: string | null;
  /** At most 20, the first of the thread first. */
  references?: readonly string[];
  /** Where one click ends what the reader subscribed to (RFC 8058), and the address that a mail to does the same, where there is one. */
  listUnsubscribe?: { url: string; mailto?: string };
  /** Where failures come back; empty: nowhere, as for notices about mail. */
  returnPath?: string;
  /** False: a person wrote it, and it is passed on. Else it says that a program did, so that no program answers. */
  autoSubmitted?: boolean;
  /** How often it was passed on before. */
  hops?: number;
}

/** A file that goes with a mail. */
export interface LetterFile {
  filename: string;
  contentType: string;
  content: Readable;
}

export interface Letter extends Written, LetterHead {
  /** Tells the mail apart: sent twice, it is the same message. */
  id: string;
  to: string;
  attachments?: readonly LetterFile[];
}

/** The field that every mail of ours has. What comes in with it is our own, come back. */
export const HOPS_FIELD = 'X-Relay-Hops';
