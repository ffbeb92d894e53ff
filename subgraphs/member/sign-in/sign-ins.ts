import pLimit from 'p-limit';
import { unavailable } from '../../../kit/graphql/refusal.ts';
import {
  invalidInput,
  InvalidInput,
  tooManyAttempts,
  type IdempotencyKeyReused,
  type TooManyAttempts,
} from '../../../kit/graphql/problems.ts';
import type { Client } from '../../../kit/viewer/client.ts';
import type { AccountRecord } from '../account/account.record.ts';
import type { Accounts } from '../account/accounts.ts';
import { emailForm } from '../../../kit/mail/email-address.ts';
import { loginNameForm } from '../account/login-name.ts';
import type { PasswordHasher } from '../password/password-hasher.ts';
import type { SecurityLog } from '../security-log/security-log.ts';
import type { IssueTokens, Tokens } from '../session/access-tokens.ts';
import type { Aside } from './aside.ts';
import type { NotOpened, Opening } from './opening.ts';
import type { Places } from './places.ts';
import { invalidCredentials } from './sign-in.problem.ts';
import type { Permit, Throttle } from './throttle.ts';

/** What somebody gives to sign in. */
export interface Credentials {
  login: string;
  password: string;
  code?: string | null;
  idempotencyKey?: string | null;
}

/** Somebody is signed in. */
export interface SignedIn {
  account: AccountRecord;
  tokens: Tokens;
}

export type SignInOutcome = SignedIn | NotOpened | TooManyAttempts | IdempotencyKeyReused;

export interface SignInsParts {
  accounts: Accounts;
  hasher: PasswordHasher;
  throttle: Throttle;
  places: Places;
  opening: Opening;
  securityLog: SecurityLog;
  aside: Aside;
  issue: IssueTokens;
}

const LONGEST_LOGIN = 254;
const LONGEST_CODE = 64;
/** Sign-ins under way; others wait before anything is done for them, so that a crowd does not keep readers waiting. */
const AT_ONCE = 2;
const MOST_WAITING = 200;

/** Signing in. Whether an account exists shows in nothing: neither in the answer, nor in what is read and computed before it. */
export class SignIns {
  readonly #parts: SignInsParts;
  readonly #turn = pLimit(AT_ONCE);

  constructor(parts: SignInsParts) {
    this.#parts = parts;
  }

  /** Throws UNAVAILABLE when too many wait. */
  async signIn(given: Credentials, client: Client): Promise<SignInOutcome> {
    const fault = faultOf(given);
    if (fault) return fault;
    if (this.#turn.pendingCount >= MOST_WAITING)
      throw unavailable('Expected fewer people signing in at this moment. Try again in a few seconds.');
    return this.#turn(() => this.#entered(given, client));
  }

  async #entered(given: Credentials, client: Client): Promise<SignInOutcome> {
    const { accounts, places, throttle } = this.#parts;
    const login = loginForm(given.login);
    const found = await accounts.byLogin(given.login);
    const account = found && found.status !== 'DISABLED' ? found : null;
    const isKnownPlace = await places.isKnown(account?._id ?? null, client);
    const permit = await throttle.enter({ login, client, isKnownPlace });
    if (typeof permit === 'number') return tooManyAttempts(permit);
    return this.#decided(account, { ...given, login }, client, permit).catch(async (error: unknown) => {
      await permit.passed(false);
      throw error;
    });
  }

  async #decided(
    account: AccountRecord | null,
    { login, password, code = null, idempotencyKey = null }: Credentials,
    client: Client,
    permit: Permit,
  ): Promise<SignInOutcome> {
    const { hasher, opening, issue } = this.#parts;
    const isRight = await hasher.verify(account?.passwordHash ?? null, password);
    if (!account || !isRight) {
      await this.#failed(account, client, permit);
      return invalidCredentials();
    }
    const opened = await opening.open({ account, password, login, code, idempotencyKey, client });
    if ('sessionId' in opened) {
      await permit.passed(true);
      return { account, tokens: await issue(opened, account.staffRoles) };
    }
    if (opened instanceof InvalidInput && opened.field === 'code') await this.#failed(account, client, permit);
    else await permit.passed(false);
    return opened;
  }

  async #failed(account: AccountRecord | null, client: Client, permit: Permit): Promise<void> {
    const { aside, securityLog } = this.#parts;
    await permit.failed();
    if (account) aside.do('security log', () => securityLog.count(account, 'SIGN_IN_FAILED', client));
  }
}

/** The form in which what was typed as a login is looked up and counted. */
const loginForm = (login: string): string => (login.includes('@') ? emailForm(login) : loginNameForm(login));

function faultOf({ login, code }: Credentials): InvalidInput | null {
  if (login.length > LONGEST_LOGIN || login.trim() === '')
    return invalidInput(
      'login',
      `Expected an e-mail address or a login name of 1 to ${LONGEST_LOGIN} characters, got ${login.length}.`,
    );
  if (code != null && code.length > LONGEST_CODE)
    return invalidInput('code', `Expected a code of at most ${LONGEST_CODE} characters, got ${code.length}.`);
  return null;
}
