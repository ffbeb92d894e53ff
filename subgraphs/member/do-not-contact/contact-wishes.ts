import type { Accounts } from '../account/accounts.ts';
import type { Guests } from '../guest/guests.ts';
import type { DoNotContact } from './do-not-contact.ts';

/** Mails that do not answer what their reader just began; all others do, or keep safe what they have. */
const UNASKED: ReadonlySet<string> = new Set([
  'newsletterIssue',
  'productAlert',
  'subscriptionsMerged',
  'invitation',
  'inquiryAnswered',
]);

export interface ContactWishesParts {
  doNotContact: DoNotContact;
  accounts: Pick<Accounts, 'byEmail'>;
  guests: Pick<Guests, 'byEmail'>;
}

/** Whether somebody wishes to get a mail. Asked once for each, when it is sent: so no way to post one goes round it. */
export class ContactWishes {
  readonly #parts: ContactWishesParts;

  constructor(parts: ContactWishesParts) {
    this.#parts = parts;
  }

  async allow({ to, template }: { to: string; template: string }): Promise<boolean> {
    if (!UNASKED.has(template)) return true;
    const since = await this.#parts.doNotContact.since(to);
    if (since === null) return true;
    return template === 'inquiryAnswered' && (await this.#hasReturned(to, since));
  }

  /** Whoever opened an account, or proved the address for an inquiry since, has asked for the answers. */
  async #hasReturned(email: string, since: Date): Promise<boolean> {
    if (await this.#parts.accounts.byEmail(email)) return true;
    const guest = await this.#parts.guests.byEmail(email);
    return guest !== null && guest.provenAt > since;
  }
}
