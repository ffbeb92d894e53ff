import type { ClientSession, Connection } from 'mongoose';
import { tooManyAttempts } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import { unavailable } from '../../../kit/graphql/refusal.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import { evenly } from '../../../kit/process/evenly.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import type { Client } from '../../../kit/viewer/client.ts';
import { anonymous } from '../../../kit/viewer/viewer.ts';
import { policyInForce } from '../../../schema/events/policies.ts';
import type { Accounts } from '../account/accounts.ts';
import { nameText, telephoneText } from '../account/details.ts';
import { emailForm } from '../../../kit/mail/email-address.ts';
import { loginNameText } from '../account/login-name.ts';
import type { Allowances } from '../../../kit/allowance/allowances.ts';
import type { Mails } from '../mail/mails.ts';
import type { PasswordHasher } from '../password/password-hasher.ts';
import { newProof } from '../../../kit/proof/proof-token.ts';
import type { PendingRegistrations } from './pending-registrations.ts';
import type { RegisterInput } from './register.input.ts';
import { authorisationNotDeclared, policyVersionOutdated } from './registration.problem.ts';
import { registrationFault } from './registration-rules.ts';

export interface RegistrationsParts {
  /** The database of published events. */
  events: Connection;
  accounts: Accounts;
  pending: PendingRegistrations;
  allowances: Allowances;
  idempotency: Idempotency;
  hasher: PasswordHasher;
  mails: Mails;
  now?: () => Date;
}

/** Mails an hour to one address: further ones would be a way to pester somebody. */
const MOST_MAILS = 3;
/** Registrations an hour from one network address; an office has one. */
const MOST_FROM_ONE = 1_000;
/** An answer takes as long for an address that has an account as for one that has none. */
const ANSWERED_AFTER_MS = 500;

/** Takes registrations in. Whether an address has an account shows in the mail to it, and nowhere else. */
export class Registrations {
  readonly #parts: RegistrationsParts;
  readonly #now: () => Date;

  constructor(parts: RegistrationsParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
  }

  /** Throws UNAVAILABLE while no policy is known that could be accepted, and when too many register at once. */
  async register(
    input: RegisterInput,
    { client, locale }: { client: Client | null; locale: Locale },
  ): Promise<Outcome<Problem>> {
    const refusal = registrationFault(input) ?? (await this.#refusal(input, client));
    if (refusal) return { kind: 'refused', refusal };
    return evenly(ANSWERED_AFTER_MS, async () => {
      const passwordHash = await this.#parts.hasher.hash(input.password);
      const intention = { viewer: anonymous, mutation: 'register', key: input.idempotencyKey, input };
      let mayMail: boolean | undefined;
      return this.#parts.idempotency.once<Problem>(intention, async (session) => {
        // Counted once, also when the transaction runs again.
        mayMail ??= await this.#mayMail(input);
        if (mayMail) await this.#takeIn(input, input.locale ?? locale, passwordHash, session);
        return { reference: null };
      });
    });
  }

  async #refusal(input: RegisterInput, client: Client | null): Promise<Problem | null> {
    if (!input.authorisationDeclared) return authorisationNotDeclared();
    const { events, allowances } = this.#parts;
    const inForce = await policyInForce(events, this.#now());
    if (inForce === null)
      throw unavailable('Expected a privacy policy in force, found none yet. Try again in a minute.');
    if (input.acceptedPolicyVersion !== inForce) return policyVersionOutdated(input.acceptedPolicyVersion, inForce);
    const mayAsk = !client || (await allowances.take('register', client.addressKey, MOST_FROM_ONE, this.#now()));
    return mayAsk ? null : tooManyAttempts(3_600);
  }

  #mayMail({ email }: RegisterInput): Promise<boolean> {
    return this.#parts.allowances.take('registration mail', emailForm(email), MOST_MAILS, this.#now());
  }

  async #takeIn(input: RegisterInput, locale: Locale, passwordHash: string, session: ClientSession): Promise<void> {
    const { accounts, pending, mails } = this.#parts;
    const now = this.#now();
    const known = await accounts.byEmail(input.email, session);
    if (known) {
      const { email: to, subjectRef } = known;
      const mail = { to, subjectRef, template: 'accountExists', facts: {}, locale: known.locale } as const;
      return mails.post(mail, session, now);
    }
    const { id, hash, token } = newProof();
    const [subjectRef, email] = [newSubjectRef(), emailForm(input.email)];
    const { country, legalForm, acceptedPolicyVersion } = input;
    const wish = input.mayContactAgain && { mayContactAgain: true };
    const given = {
      loginName: input.loginName == null ? null : loginNameText(input.loginName),
      name: nameText(input.name),
      contactPerson: nameText(input.contactPerson),
      mobile: input.mobile == null ? null : telephoneText(input.mobile),
      companyName: nameText(input.companyName),
    };
    const said = { ...given, ...wish, country, legalForm, locale, acceptedPolicyVersion };
    await pending.add({ _id: id, subjectRef, hash, email, passwordHash, ...said, createdAt: now }, session);
    await mails.post({ to: email, subjectRef, template: 'proveEmail', facts: { token }, locale }, session, now);
  }
}
