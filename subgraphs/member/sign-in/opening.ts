import type { ClientSession } from 'mongoose';
import type { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import {
  idempotencyKeyReused,
  invalidInput,
  type IdempotencyKeyReused,
  type InvalidInput,
} from '../../../kit/graphql/problems.ts';
import type { Client } from '../../../kit/viewer/client.ts';
import { anonymous } from '../../../kit/viewer/viewer.ts';
import type { AccountRecord } from '../account/account.record.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Mails } from '../mail/mails.ts';
import type { PasswordHasher } from '../password/password-hasher.ts';
import { maySignIn } from '../restriction/restriction.policy.ts';
import type { Restrictions } from '../restriction/restrictions.ts';
import type { SecondFactors } from '../second-factor/second-factors.ts';
import type { SecurityLog } from '../security-log/security-log.ts';
import type { Held, Sessions } from '../session/sessions.ts';
import type { Places } from './places.ts';
import {
  accountCancelled,
  invalidCredentials,
  secondFactorRequired,
  type AccountCancelled,
  type InvalidCredentials,
  type SecondFactorRequired,
} from './sign-in.problem.ts';

export interface OpeningParts {
  idempotency: Idempotency;
  accounts: Accounts;
  hasher: PasswordHasher;
  places: Places;
  secondFactors: SecondFactors;
  sessions: Sessions;
  securityLog: SecurityLog;
  mails: Mails;
  restrictions: Restrictions;
}

/** Somebody whose password was right, and what else they gave. */
export interface Arrival {
  account: AccountRecord;
  password: string;
  /** In the form of `loginForm`. */
  login: string;
  code: string | null;
  idempotencyKey: string | null;
  client: Client;
}

/** InvalidInput: the code is wrong. InvalidCredentials: the account was changed meanwhile. AccountCancelled: all was right, and its holder left. */
export type NotOpened = InvalidCredentials | SecondFactorRequired | InvalidInput | AccountCancelled;

const WRONG_CODE =
  'Expected the code that your app shows now, or a recovery code, got another, or one that was used. Wait for the next code.';
const ENDED = 'Expected a key of a session that still holds, and it was ended. Make a new key to sign in again.';

/** Opens sessions for people whose password was right. */
export class Opening {
  readonly #parts: OpeningParts;

  constructor(parts: OpeningParts) {
    this.#parts = parts;
  }

  /** One session for each key; without a key, one for each arrival. */
  async open(arrival: Arrival): Promise<Held | NotOpened | IdempotencyKeyReused> {
    const { idempotency, hasher, sessions } = this.#parts;
    const { account, password, login, code, idempotencyKey } = arrival;
    const outdated = account.passwordHash !== null && hasher.isOutdated(account.passwordHash);
    const passwordHash = outdated ? await hasher.hash(password) : account.passwordHash;
    const input = { login, code };
    const outcome = await idempotency.once<NotOpened>(
      { viewer: anonymous, mutation: 'signIn', key: idempotencyKey, input },
      async (session) => {
        const opened = await this.#opened(arrival, passwordHash, session);
        return 'sessionId' in opened ? { reference: opened.sessionId } : opened;
      },
    );
    if (outcome.kind === 'refused') return outcome.refusal;
    if (outcome.kind === 'reused') return idempotencyKeyReused();
    const again = await sessions.again(outcome.reference!);
    return again?.accountId === account._id ? again : invalidInput('idempotencyKey', ENDED);
  }

  async #opened(arrival: Arrival, passwordHash: string | null, session: ClientSession): Promise<Held | NotOpened> {
    const { accounts, secondFactors, sessions, places, securityLog } = this.#parts;
    const { account, code, client } = arrival;
    let fresh = await accounts.byId(account._id, session);
    // Changed since the password was looked at: it may be another one.
    if (!fresh || fresh.status === 'DISABLED' || fresh.passwordHash !== account.passwordHash)
      return invalidCredentials();
    if (fresh.secondFactor?.confirmedAt) {
      if (code === null) return secondFactorRequired();
      fresh = await secondFactors.taken(fresh, code, client, session);
      if (!fresh) return invalidInput('code', WRONG_CODE);
    }
    if (!maySignIn(fresh)) return accountCancelled(await this.#keepUntil(fresh, session));
    if (passwordHash !== fresh.passwordHash) await accounts.save({ ...fresh, passwordHash }, session);
    await accounts.countOpening(fresh._id, session);
    const held = await sessions.open(fresh, client, session);
    const isUnusual = (await places.seen(fresh, client, session)) === 'unusual';
    await securityLog.note(fresh, isUnusual ? 'SIGNED_IN_FROM_NEW_PLACE' : 'SIGNED_IN', client, session);
    if (isUnusual) await this.#tell(fresh, client, session);
    return held;
  }

  async #keepUntil({ subjectRef }: AccountRecord, session: ClientSession): Promise<Date | null> {
    const found = await this.#parts.restrictions.of(subjectRef, session);
    const until = found?.reasons.find(({ reason }) => reason === 'ACCOUNT_LEFT')?.until ?? null;
    return until && until > new Date() ? until : null;
  }

  async #tell({ email: to, subjectRef, locale }: AccountRecord, client: Client, session: ClientSession): Promise<void> {
    const { network, device } = client;
    const facts = { network, device, at: new Date().toISOString() };
    await this.#parts.mails.post({ to, subjectRef, template: 'unusualSignIn', facts, locale }, session);
  }
}
