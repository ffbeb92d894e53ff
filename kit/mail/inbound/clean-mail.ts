import type { ReceivedMail } from './received-mail.ts';
import { withoutAddresses } from './address-mask.ts';
import { withoutTracking } from './tracking.ts';
import { visibleText } from '../visible-text.ts';

/** What of a mail may be passed on: words. No field of its head is: the mail that goes out is written anew. */
export interface CleanedMail {
  fromName: string;
  subject: string;
  text: string;
  isCut: boolean;
  /** Kinds of parts that were left out. */
  dropped: readonly string[];
}

/** Addresses that must not be seen by whoever reads it; null: they were revealed, and any may be. */
export type Masking = readonly string[] | null;

export function cleaned(mail: ReceivedMail, masking: Masking): CleanedMail {
  const mask = (text: string): string => (masking ? withoutAddresses(text, masking) : text);
  return {
    fromName: mask(visibleText(mail.fromName)),
    subject: mask(visibleText(mail.subject)),
    text: mask(withoutTracking(mail.text)),
    isCut: mail.isCut,
    dropped: mail.dropped,
  };
}
