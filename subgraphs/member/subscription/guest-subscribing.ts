import type { ClientSession } from 'mongoose';
import {
  invalidInput,
  tooManyAttempts,
  type InvalidInput,
  type NotAllowed,
  type TooManyAttempts,
} from '../../../kit/graphql/problems.ts';
import type { Effect, Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import type { Client } from '../../../kit/viewer/client.ts';
import { anonymous } from '../../../kit/viewer/viewer.ts';
import type { SavedWhere } from '../../../schema/events/saved-search.record.ts';
import type { Accounts } from '../account/accounts.ts';
import { emailFault, emailForm } from '../../../kit/mail/email-address.ts';
import type { Allowances } from '../../../kit/allowance/allowances.ts';
import type { Guests } from '../guest/guests.ts';
import type { Mails } from '../mail/mails.ts';
import { tokenNotUsable, type TokenNotUsable } from '../../../kit/proof/proof.problem.ts';
import { newProof, readProof, tokenFault } from '../../../kit/proof/proof-token.ts';
import { dataRestricted } from '../restriction/data-restricted.ts';
import type { StoppedAddresses } from '../restriction/stopped-addresses.ts';
import { beginSubscription, type BeginParts } from './begin-subscription.ts';
import type { PendingSubscription } from './pending-subscription.record.ts';
import type { PendingSubscriptions } from './pending-subscriptions.ts';
import type { Holder } from './subscriber-identities.ts';
import type { ProveSubscriptionInput } from './subscription.input.ts';
import type { NewSubscription } from './subscriptions.ts';

export interface GuestSubscribingParts extends BeginParts {
  accounts: Accounts;
  guests: Guests;
  pending: PendingSubscriptions;
  stopped: StoppedAddresses;
  allowances: Allowances;
  idempotency: Idempotency;
  mails: Mails;
  now?: () => Date;
}

const HOUR_SECONDS = 3_600;
const MOST_OF_VISITOR = 20;
const MOST_TO_ADDRESS = 3;
const DUPLICATE = 11_000;

/**
 * Lets people without an account subscribe by mail: what they ask for waits until a mail to the address has proven it. Whether we know an address is looked
 * at only when it is proven: answer and time say nothing of it.
 */
export class GuestSubscribing {
  readonly #parts: GuestSubscribingParts;
  readonly #now: () => Date;

  constructor(parts: GuestSubscribingParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
  }

  /** Whether the bounds allow another mail to an address; counted once for a request. */
  async admit(address: string, client: Client | null): Promise<InvalidInput | TooManyAttempts | null> {
    const form = emailForm(address);
    if (emailFault(form) !== null) return invalidInput('email', 'Expected an e-mail address.');
    const { allowances } = this.#parts;
    const isWithin =
      (await allowances.take('subscribe by mail', client?.addressKey ?? '', MOST_OF_VISITOR, this.#now())) &&
      (await allowances.take('subscription mail', form, MOST_TO_ADDRESS, this.#now()));
    return isWithin ? null : tooManyAttempts(HOUR_SECONDS);
  }

  /** Asks an address for its proof. No reference: there is nothing yet. */
  async ask(
    address: string,
    { kind, topic, query, where, locale, timeZone, frequency }: Omit<NewSubscription, 'channel'>,
    session: ClientSession,
  ): Promise<Effect> {
    const { pending, mails } = this.#parts;
    const { id: _id, hash, token } = newProof();
    const [email, subjectRef, createdAt] = [emailForm(address), newSubjectRef(), this.#now()];
    const what = { kind, topic, query, where: where && JSON.stringify(where) };
    await pending.add({ _id, subjectRef, hash, email, ...what, locale, timeZone, frequency, createdAt }, session);
    const mail = { to: email, subjectRef, template: 'proveSubscription', facts: { token }, locale } as const;
    await mails.post(mail, session, createdAt);
    return { reference: null };
  }

  /** The reference is the id of the subscription: of the account that has the address, else of whoever is known by it alone. */
  async prove(input: ProveSubscriptionInput): Promise<Outcome<InvalidInput | NotAllowed | TokenNotUsable>> {
    const refusal = tokenFault(input.token);
    if (refusal) return { kind: 'refused', refusal };
    const intention = { viewer: anonymous, mutation: 'proveSubscription', key: input.idempotencyKey, input };
    const once = () =>
      this.#parts.idempotency.once<NotAllowed | TokenNotUsable>(intention, (session) =>
        this.#proven(input.token, session),
      );
    return once().catch((error: unknown) => {
      // Another proof of the address came a moment before: the guest is there now.
      if ((error as { code?: unknown }).code !== DUPLICATE) throw error;
      return once();
    });
  }

  async #proven(token: string, session: ClientSession): Promise<Effect | NotAllowed | TokenNotUsable> {
    const { pending } = this.#parts;
    const now = this.#now();
    const asked = await pending.provenBy(token, session, now);
    if (!asked) return tokenNotUsable();
    if (await this.#parts.stopped.has(asked.email, session)) return dataRestricted();
    const holder = await this.#holder(asked, session, now);
    const { kind, topic, query, where, locale, timeZone, frequency } = asked;
    const what = { kind, topic, query, where: where === null ? null : (JSON.parse(where) as SavedWhere) };
    const given = { ...what, locale, timeZone, frequency, channel: 'MAIL' } as const;
    // The mail that asked for the proof ends the subscription from now on.
    const proof = { ...readProof(token)!, token: token.trim() };
    const begun = await beginSubscription(this.#parts, holder, given, session, now, proof);
    if ('reference' in begun) await pending.settle(asked, holder.subjectRef, session, now);
    return begun;
  }

  async #holder(
    { email, subjectRef, locale }: PendingSubscription,
    session: ClientSession,
    now: Date,
  ): Promise<Holder> {
    const account = await this.#parts.accounts.byEmail(email, session);
    if (account?.status === 'ACTIVE')
      return { kind: 'ACCOUNT', id: account._id, subjectRef: account.subjectRef, timeZone: null };
    const guest = await this.#parts.guests.proven({ subjectRef, email, locale }, session, now);
    return { kind: 'GUEST', id: guest._id, subjectRef: guest.subjectRef, timeZone: null };
  }
}
