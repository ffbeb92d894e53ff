import type { Connection } from 'mongoose';
import { emailForm } from '../../../kit/mail/email-address.ts';
import type { Log } from '../../../kit/log/log.ts';
import type { PersonReference } from '../../../kit/participation/participant.ts';
import { foundTogether, type Sought } from '../../../kit/record/found-together.ts';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { companyRecord } from '../company/company.record.ts';
import { guestRecord } from '../guest/guest.record.ts';
import { pendingInquiryRecord } from '../inquiry/pending-inquiry.record.ts';
import { invitationRecord } from '../invitation/invitation.record.ts';
import { pendingRegistrationRecord } from '../registration/pending-registration.record.ts';
import { pendingSubscriptionRecord } from '../subscription/pending-subscription.record.ts';

/** Companies that are opened together. */
const BATCH = 200;
/** Of one kind, for one address: what waits goes within days. */
const MOST = 1_000;

/**
 * Whom one address stands for besides its account. Somebody has proven that they read it, so each of these is the same person, or was said to
 * be by whoever gave the address.
 */
export class SameAddress {
  readonly #log: Log;
  readonly #guests: RecordsOf<typeof guestRecord>;
  readonly #registrations: RecordsOf<typeof pendingRegistrationRecord>;
  readonly #inquiries: RecordsOf<typeof pendingInquiryRecord>;
  readonly #subscriptions: RecordsOf<typeof pendingSubscriptionRecord>;
  readonly #invitations: RecordsOf<typeof invitationRecord>;
  readonly #companies: RecordsOf<typeof companyRecord>;

  constructor(connection: Connection, keyring: Keyring, log: Log) {
    this.#log = log;
    this.#guests = new Records(connection, guestRecord, keyring);
    this.#registrations = new Records(connection, pendingRegistrationRecord, keyring);
    this.#inquiries = new Records(connection, pendingInquiryRecord, keyring);
    this.#subscriptions = new Records(connection, pendingSubscriptionRecord, keyring);
    this.#invitations = new Records(connection, invitationRecord, keyring);
    this.#companies = new Records(connection, companyRecord, keyring);
  }

  /** `blocked`: what is said beside of whoever reads the address. */
  async referencesOf(
    email: string,
    blocked: readonly (Sought<{ writerRef: string }> | null)[],
  ): Promise<PersonReference[]> {
    const most = { limit: MOST };
    const sought = await Promise.all([
      this.#guests.soughtBy('email', email, most),
      this.#registrations.soughtBy('email', email, most),
      this.#inquiries.soughtBy('email', email, most),
      this.#subscriptions.soughtBy('email', email, most),
      this.#invitations.soughtBy('email', email, most),
    ]);
    const [[guests, registrations, inquiries, subscriptions, invitations, ...writers], persons] = await Promise.all([
      foundTogether([...sought, ...blocked] as const),
      this.#persons(email),
    ]);
    return [
      ...guests.map(({ subjectRef }) => ({ ref: subjectRef, kind: 'GUEST' as const })),
      ...registrations.map(({ subjectRef }) => ({ ref: subjectRef, kind: 'MEMBER' as const })),
      ...[...inquiries, ...subscriptions].map(({ subjectRef }) => ({ ref: subjectRef, kind: 'GUEST' as const })),
      ...invitations.map(({ invitedRef }) => ({ ref: invitedRef, kind: 'GUEST' as const })),
      ...persons.map((ref) => ({ ref, kind: 'CONTACT_PERSON' as const })),
      ...writers.flat().map(({ writerRef }) => ({ ref: writerRef, kind: 'ANYBODY' as const })),
    ];
  }

  /** Contact persons have no look-up, because nobody looks for them but here: the companies that name any are read through. */
  async #persons(email: string): Promise<string[]> {
    const form = emailForm(email);
    const found: string[] = [];
    const damaged = () => this.#log.error('company left out of a search for a person: it does not open', {});
    // By the index of those who are named: companies that name nobody are not looked at.
    const naming = { 'persons.personRef': { $gt: '' } };
    for await (const companies of this.#companies.batches(naming, { batchSize: BATCH, damaged })) {
      const persons = companies.flatMap((company) => company.persons);
      found.push(...persons.filter((one) => one.email && emailForm(one.email) === form).map((one) => one.personRef));
    }
    return found;
  }
}
