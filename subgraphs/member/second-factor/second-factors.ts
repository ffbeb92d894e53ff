import type { ClientSession } from 'mongoose';
import type { Client } from '../../../kit/viewer/client.ts';
import type { AccountRecord } from '../account/account.record.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Mails } from '../mail/mails.ts';
import type { SecurityLog } from '../security-log/security-log.ts';
import { codeForm, newSecret, recoveryCodesOf, recoveryHash, stepOf, uriOf } from './one-time-codes.ts';

export interface SecondFactorsParts {
  accounts: Accounts;
  mails: Mails;
  securityLog: SecurityLog;
  /** From which recovery codes are made. */
  recoveryKey: Buffer;
  now?: () => Date;
}

/** What an app that shows codes has to know. */
export interface Enrolment {
  secret: string;
  uri: string;
}

/** The second factors of accounts: codes of an app (RFC 6238), and recovery codes for when it is lost. */
export class SecondFactors {
  readonly #parts: SecondFactorsParts;
  readonly #now: () => Date;

  constructor(parts: SecondFactorsParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
  }

  /** Begins one, in place of one that was begun and not confirmed. It does not count before `confirm`. */
  async begin(account: AccountRecord, session: ClientSession): Promise<void> {
    const secondFactor = { secret: newSecret(), confirmedAt: null, lastStep: null, recoveryCodeHashes: [] };
    await this.#parts.accounts.save({ ...account, secondFactor }, session);
  }

  /** What was begun; null: nothing was, or it is confirmed, and its secret is shown to nobody any more. */
  begun({ email, secondFactor }: AccountRecord): Enrolment | null {
    if (!secondFactor || secondFactor.confirmedAt) return null;
    return { secret: secondFactor.secret, uri: uriOf(secondFactor.secret, email) };
  }

  /** Puts what was begun in force by a code of it. False: it is no code of it, or nothing was begun. */
  async confirm(account: AccountRecord, code: string, client: Client, session: ClientSession): Promise<boolean> {
    const { secondFactor } = account;
    const lastStep = secondFactor && stepOf(secondFactor.secret, codeForm(code), this.#now());
    if (!secondFactor || secondFactor.confirmedAt || lastStep === null) return false;
    const recoveryCodeHashes = this.recoveryCodes(account).map(recoveryHash);
    const confirmed = { ...secondFactor, confirmedAt: this.#now(), lastStep, recoveryCodeHashes };
    await this.#parts.accounts.save({ ...account, secondFactor: confirmed }, session);
    await this.#told(account, 'SECOND_FACTOR_ADDED', client, session);
    return true;
  }

  /** All recovery codes of a second factor, the used ones too. */
  recoveryCodes({ _id, secondFactor }: AccountRecord): string[] {
    return secondFactor ? recoveryCodesOf(this.#parts.recoveryKey, _id, secondFactor.secret) : [];
  }

  async end(account: AccountRecord, client: Client, session: ClientSession): Promise<void> {
    await this.#parts.accounts.save({ ...account, secondFactor: null }, session);
    await this.#told(account, 'SECOND_FACTOR_REMOVED', client, session);
  }

  /**
   * Takes a code: each counts once, of the app and for recovery, also of two requests at once, for the second finds the account changed.
   * Answers with the account as it is stored then; null: it is no code, or was taken before.
   */
  async taken(
    account: AccountRecord,
    code: string,
    client: Client,
    session: ClientSession,
  ): Promise<AccountRecord | null> {
    const { secondFactor } = account;
    if (!secondFactor?.confirmedAt) return null;
    const step = stepOf(secondFactor.secret, codeForm(code), this.#now());
    if (step !== null) {
      if (secondFactor.lastStep !== null && step <= secondFactor.lastStep) return null;
      return this.#saved({ ...account, secondFactor: { ...secondFactor, lastStep: step } }, session);
    }
    const used = recoveryHash(code);
    const left = secondFactor.recoveryCodeHashes.filter((one) => one !== used);
    if (left.length === secondFactor.recoveryCodeHashes.length) return null;
    await this.#told(account, 'RECOVERY_CODE_USED', client, session, left.length);
    return this.#saved({ ...account, secondFactor: { ...secondFactor, recoveryCodeHashes: left } }, session);
  }

  async #saved(account: AccountRecord, session: ClientSession): Promise<AccountRecord> {
    await this.#parts.accounts.save(account, session);
    return { ...account, version: account.version + 1 };
  }

  async #told(
    account: AccountRecord,
    what: 'SECOND_FACTOR_ADDED' | 'SECOND_FACTOR_REMOVED' | 'RECOVERY_CODE_USED',
    { network, device, ...client }: Client,
    session: ClientSession,
    left = 0,
  ): Promise<void> {
    await this.#parts.securityLog.note(account, what, { network, device, ...client }, session);
    const { email: to, subjectRef, locale } = account;
    const facts = { what, network, device, left };
    await this.#parts.mails.post({ to, subjectRef, template: 'secondFactorChanged', facts, locale }, session);
  }
}
