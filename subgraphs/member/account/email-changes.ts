import type { ClientSession } from 'mongoose';
import { invalidInput, tooManyAttempts } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Effect, Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import { evenly } from '../../../kit/process/evenly.ts';
import type { Client } from '../../../kit/viewer/client.ts';
import { anonymous, type Viewer } from '../../../kit/viewer/viewer.ts';
import type { Allowances } from '../../../kit/allowance/allowances.ts';
import type { Mails } from '../mail/mails.ts';
import type { Proofs } from '../proof/proofs.ts';
import { tokenNotUsable } from '../../../kit/proof/proof.problem.ts';
import { tokenFault } from '../../../kit/proof/proof-token.ts';
import { maySignIn } from '../restriction/restriction.policy.ts';
import type { SecurityLog } from '../security-log/security-log.ts';
import type { Sessions } from '../session/sessions.ts';
import type { PasswordProof } from '../sign-in/password-proof.ts';
import type { AccountRecord } from './account.record.ts';
import type { ChangeEmailInput, UndoEmailChangeInput } from './account.input.ts';
import type { Accounts } from './accounts.ts';
import { emailRefusal } from './details.ts';
import { emailForm } from '../../../kit/mail/email-address.ts';

const isSince = (instant: Date | null | undefined, from: number): boolean =>
  instant != null && instant.getTime() >= from;

export interface EmailChangesParts {
  accounts: Accounts;
  proofs: Proofs;
  allowances: Allowances;
  idempotency: Idempotency;
  passwordProof: PasswordProof;
  sessions: Sessions;
  securityLog: SecurityLog;
  mails: Mails;
  now?: () => Date;
}

/** Mails an hour to one address. Counted apart from registrations: nobody uses up those of somebody else. */
const MOST_MAILS = 3;
/** Addresses an hour that one account may ask for: each gets a mail that it did not ask for. */
const MOST_WISHES = 10;
const DAY_SECONDS = 86_400;
/** So long the new address may be proven, and the old one may take the change back. */
export const PROVABLE_SECONDS = 7 * DAY_SECONDS;
const RESET_SECONDS = 3_600;
const ANSWERED_AFTER_MS = 500;

/**
 * Changes the address of an account: the holder asks for it with the password, the new address proves itself by a mail, and the old one is
 * told and may take it back for seven days.
 */
export class EmailChanges {
  readonly #parts: EmailChangesParts;
  readonly #now: () => Date;

  constructor(parts: EmailChangesParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
  }

  /** Nothing is changed yet. Whether the new address has an account shows in the mail to it, and nowhere else. */
  async request(account: AccountRecord, viewer: Viewer, input: ChangeEmailInput, client: Client) {
    const refusal =
      emailRefusal('email', input.email) ?? (await this.#parts.passwordProof.refusal(account, input.password, client));
    if (refusal) return { kind: 'refused', refusal } as const;
    const intention = { viewer, mutation: 'changeEmail', key: input.idempotencyKey, input };
    const to = emailForm(input.email);
    const { allowances } = this.#parts;
    // Counted once, also when the transaction runs again.
    let [mayAsk, mayMail]: (boolean | undefined)[] = [];
    return evenly<Outcome<Problem>>(ANSWERED_AFTER_MS, () =>
      this.#parts.idempotency.once<Problem>(intention, async (session) => {
        if (to === account.email) return invalidInput('email', 'Expected another address than the one in force.');
        mayAsk ??= await allowances.take('email change', account._id, MOST_WISHES, this.#now());
        if (!mayAsk) return tooManyAttempts(3_600);
        mayMail ??= await allowances.take('email change mail', to, MOST_MAILS, this.#now());
        if (mayMail) await this.#sendProof(account, to, session);
        return { reference: null };
      }),
    );
  }

  /** Puts the address that a token proves in force. Null: it is no token of a change. */
  async prove(token: string, session: ClientSession): Promise<Effect | Problem | null> {
    const { proofs, accounts, securityLog, mails } = this.#parts;
    const now = this.#now();
    const proof = await proofs.take(token, ['CHANGE_EMAIL'], session, now);
    const account = proof && (await accounts.byId(proof.accountId, session));
    if (!account || proof.email === null) return null;
    if (!maySignIn(account) || (await accounts.byEmail(proof.email, session))) return tokenNotUsable();
    const { _id: accountId, subjectRef, email: old, locale } = account;
    await accounts.save({ ...account, email: proof.email }, session, now);
    await proofs.withdraw(accountId, 'RESET_PASSWORD', session);
    const undo = { accountId, subjectRef, purpose: 'UNDO_EMAIL', email: old } as const;
    const undoToken = await proofs.issue(undo, PROVABLE_SECONDS, session, now);
    await mails.post(
      { to: old, subjectRef, template: 'emailChanged', facts: { token: undoToken }, locale },
      session,
      now,
    );
    await securityLog.note(account, 'EMAIL_CHANGED', null, session);
    return { reference: accountId };
  }

  /**
   * Takes a change back: the old address is in force again, every session ends, the password counts no more, nor does a second factor that
   * was added from a day before the change on, and a mail to the old address lets its reader set a new password.
   */
  async undo(input: UndoEmailChangeInput): Promise<Outcome<Problem>> {
    const refusal = tokenFault(input.token);
    if (refusal) return { kind: 'refused', refusal };
    const intention = { viewer: anonymous, mutation: 'undoEmailChange', key: input.idempotencyKey, input };
    return this.#parts.idempotency.once<Problem>(intention, async (session) => {
      const { proofs, accounts, sessions, securityLog, mails } = this.#parts;
      const now = this.#now();
      const proof = await proofs.take(input.token, ['UNDO_EMAIL'], session, now);
      const account = proof && (await accounts.byId(proof.accountId, session));
      if (!account || proof.email === null) return tokenNotUsable();
      const holder = await accounts.byEmail(proof.email, session);
      if (holder && holder._id !== account._id) return tokenNotUsable();
      const { _id: accountId, subjectRef, locale } = account;
      const isSuspect = isSince(account.secondFactor?.confirmedAt, proof.createdAt.getTime() - DAY_SECONDS * 1_000);
      const secondFactor = isSuspect ? null : account.secondFactor;
      await accounts.save({ ...account, email: proof.email, passwordHash: null, secondFactor }, session, now);
      if (isSuspect) await securityLog.note(account, 'SECOND_FACTOR_REMOVED', null, session);
      for (const purpose of ['CHANGE_EMAIL', 'UNDO_EMAIL'] as const) await proofs.withdraw(accountId, purpose, session);
      await sessions.endAll(accountId, {}, session);
      const reset = { accountId, subjectRef, purpose: 'RESET_PASSWORD', email: null } as const;
      const token = await proofs.issue(reset, RESET_SECONDS, session, now);
      const mail = { to: proof.email, subjectRef, template: 'resetPassword', facts: { token }, locale } as const;
      await mails.post(mail, session, now);
      await securityLog.note(account, 'EMAIL_CHANGED', null, session);
      return { reference: accountId };
    });
  }

  async #sendProof(account: AccountRecord, to: string, session: ClientSession): Promise<void> {
    const { accounts, proofs, mails } = this.#parts;
    const now = this.#now();
    const known = await accounts.byEmail(to, session);
    if (known) {
      const { subjectRef, locale } = known;
      return mails.post({ to: known.email, subjectRef, template: 'accountExists', facts: {}, locale }, session, now);
    }
    const { _id: accountId, subjectRef, locale } = account;
    const proven = { accountId, subjectRef, purpose: 'CHANGE_EMAIL', email: to } as const;
    const token = await proofs.issue(proven, PROVABLE_SECONDS, session, now);
    await mails.post({ to, subjectRef, template: 'proveEmail', facts: { token }, locale }, session, now);
  }
}
