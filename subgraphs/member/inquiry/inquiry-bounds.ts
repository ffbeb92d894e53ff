import { tooManyAttempts, type TooManyAttempts } from '../../../kit/graphql/problems.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { Client } from '../../../kit/viewer/client.ts';
import { emailForm } from '../../../kit/mail/email-address.ts';
import type { Allowances } from '../../../kit/allowance/allowances.ts';
import { likenessOf } from '../quarantine/likeness.ts';
import type { QuarantineReasonName } from '../quarantine/quarantine-reasons.ts';
import { suspicionOf } from '../quarantine/suspicion.ts';

/** Within an hour, for all companies together. */
const MOST_FROM_ONE = 100;
const MOST_FROM_ADDRESS = 20;
/** So many texts alike are what buyers do who ask around; more are held back, and many more are not taken. */
const MOST_ALIKE = 12;
const MOST_ALIKE_TAKEN = 60;
const MOST_REPLIES = 120;

/** Who sends what. */
export interface Sending {
  client: Client;
  /** Null: nobody signed in. */
  accountId: string | null;
  replyTo: string;
  text: string;
}

/** What is asked of a sender within an hour, by visitor, address and what the text is like; counted for all processes, and no text is kept. */
export class InquiryBounds {
  readonly #allowances: Allowances;
  readonly #keyring: Keyring;

  constructor(allowances: Allowances, keyring: Keyring) {
    this.#allowances = allowances;
    this.#keyring = keyring;
  }

  /** Counts one more. Answers the problem of too many, else why the inquiry is held back; null: it is not. */
  async of(
    { client, accountId, replyTo, text }: Sending,
    now: Date,
  ): Promise<TooManyAttempts | QuarantineReasonName | null> {
    const visitor = accountId ?? client.addressKey;
    if (!(await this.#allowances.take('inquiry', visitor, MOST_FROM_ONE, now))) return tooManyAttempts(3_600);
    const mayUse = await this.#allowances.take('inquiry address', emailForm(replyTo), MOST_FROM_ADDRESS, now);
    if (!mayUse) return tooManyAttempts(3_600);
    const alike = await this.#alike(text, now);
    if (alike > MOST_ALIKE_TAKEN) return tooManyAttempts(3_600);
    return suspicionOf(text) ?? (alike > MOST_ALIKE ? 'REPEATED_TEXT' : null);
  }

  async mayReply(accountId: string, now: Date): Promise<boolean> {
    return this.#allowances.take('inquiry reply', accountId, MOST_REPLIES, now);
  }

  async #alike(text: string, now: Date): Promise<number> {
    const [key] = await this.#keyring.tokensOf('inquiryMessages.likeness', 'key');
    const marks = likenessOf(text, key!);
    return Math.max(0, ...(await Promise.all(marks.map((mark) => this.#allowances.count('inquiry text', mark, now)))));
  }
}
