import { randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Effect, Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { TEXT_KEY, type LocalizedText } from '../../../kit/text/localized-text.ts';
import { anonymous } from '../../../kit/viewer/viewer.ts';
import type { Accounts } from '../account/accounts.ts';
import type { EmailChanges } from '../account/email-changes.ts';
import type { DoNotContact } from '../do-not-contact/do-not-contact.ts';
import type { Companies } from '../company/companies.ts';
import type { Mails } from '../mail/mails.ts';
import type { Memberships } from '../membership/memberships.ts';
import { tokenNotUsable } from '../../../kit/proof/proof.problem.ts';
import { tokenFault } from '../../../kit/proof/proof-token.ts';
import type { GuestMerging } from '../subscription/guest-merging.ts';
import type { PendingRegistration } from './pending-registration.record.ts';
import type { PendingRegistrations } from './pending-registrations.ts';
import type { ProveEmailInput } from './register.input.ts';

export interface EmailProofsParts {
  accounts: Accounts;
  companies: Companies;
  memberships: Memberships;
  pending: PendingRegistrations;
  emailChanges: EmailChanges;
  idempotency: Idempotency;
  mails: Mails;
  guestMerging: GuestMerging;
  doNotContact: DoNotContact;
  now?: () => Date;
}

const DUPLICATE = 11_000;

/** Takes the proofs that an address is its reader's: of whoever registered, and of whoever changes the address of an account. */
export class EmailProofs {
  readonly #parts: EmailProofsParts;
  readonly #now: () => Date;

  constructor(parts: EmailProofsParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
  }

  /** The reference is the id of the account that has the address from now on. */
  async prove(input: ProveEmailInput): Promise<Outcome<Problem>> {
    const refusal = tokenFault(input.token);
    if (refusal) return { kind: 'refused', refusal };
    const intention = { viewer: anonymous, mutation: 'proveEmail', key: input.idempotencyKey, input };
    const once = () =>
      this.#parts.idempotency.once<Problem>(intention, async (session) => {
        const proven = await this.#proven(input.token, session);
        if ('reference' in proven) await this.#parts.guestMerging.join(proven.reference!, session);
        return proven;
      });
    return once().catch((error: unknown) => {
      // Another had the address or the login name a moment before: look again.
      if ((error as { code?: unknown }).code !== DUPLICATE) throw error;
      return once();
    });
  }

  async #proven(token: string, session: ClientSession): Promise<Effect | Problem> {
    const { pending, accounts, emailChanges } = this.#parts;
    const registered = await pending.provenBy(token, session, this.#now());
    if (!registered) return (await emailChanges.prove(token, session)) ?? tokenNotUsable();
    if (await accounts.byEmail(registered.email, session)) return tokenNotUsable();
    return { reference: await this.#open(registered, session) };
  }

  /** Account, company and who acts for it, all at once. Answers the id of the account. */
  async #open(registered: PendingRegistration, session: ClientSession): Promise<string> {
    const { accounts, companies, memberships, pending, mails, doNotContact } = this.#parts;
    const now = this.#now();
    const accountId = randomBytes(12).toString('hex');
    const { subjectRef, email, name, contactPerson, mobile, locale, passwordHash, createdAt } = registered;
    const { loginName: wished, legalForm, country, companyName, acceptedPolicyVersion } = registered;
    const isTaken = wished !== null && (await accounts.byLoginName(wished, session)) !== null;
    await accounts.add(
      {
        _id: accountId,
        subjectRef,
        kind: 'MEMBER',
        email,
        loginName: isTaken ? null : wished,
        name,
        contactPerson,
        mobile,
        passwordHash,
        secondFactor: null,
        staffRoles: [],
        locale,
        acceptedPolicies: [{ version: acceptedPolicyVersion, at: createdAt }],
        authorisationDeclaredAt: createdAt,
        status: 'ACTIVE',
      },
      session,
      now,
    );
    const traderRef = legalForm === 'SOLE_TRADER' ? newSubjectRef() : null;
    const company = await companies.create({ name: localized(companyName, locale), country, traderRef }, session);
    await memberships.begin({ accountId, subjectRef, companyId: company._id, role: 'OWNER' }, session);
    await pending.settle(registered, session, now);
    if (registered.mayContactAgain) await doNotContact.lift(email, session);
    if (isTaken) {
      const facts = { loginName: wished };
      await mails.post({ to: email, subjectRef, template: 'loginNameTaken', facts, locale }, session, now);
    }
    return accountId;
  }
}

/** A name in the language that its signs, else the member's, tell. */
const localized = (name: string, locale: PendingRegistration['locale']): LocalizedText =>
  /\p{Script=Han}/u.test(name) ? { zh: name } : { [locale === 'TR' ? TEXT_KEY.TR : TEXT_KEY.EN]: name };
