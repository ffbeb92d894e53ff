/** A mail as it came in over SMTP: its bytes, and what whoever sent it said beside them. */
export interface TakenMail {
  raw: Buffer;
  /** RFC 5321 `MAIL FROM`; empty for the null sender, from which notices come. */
  envelopeFrom: string;
  /** Those of the recipients that were known, in lower case; one to five. */
  recipients: readonly string[];
  /** Where it came from, and what that called itself. */
  clientAddress: string;
  clientName: string;
}

/** Why a mail is not taken, for good: the answer to whoever sends. Anything else that is thrown is an answer to try again. */
export class MailRefused extends Error {
  readonly responseCode: number;

  constructor(responseCode: 552 | 554, message: string) {
    super(message);
    this.name = 'MailRefused';
    this.responseCode = responseCode;
  }
}
