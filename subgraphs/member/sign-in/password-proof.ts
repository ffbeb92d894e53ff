import { tooManyAttempts, type TooManyAttempts } from '../../../kit/graphql/problems.ts';
import type { Client } from '../../../kit/viewer/client.ts';
import type { AccountRecord } from '../account/account.record.ts';
import type { PasswordHasher } from '../password/password-hasher.ts';
import { invalidCredentials, type InvalidCredentials } from './sign-in.problem.ts';
import type { Throttle } from './throttle.ts';

const WRONG = 'Expected your password, got another. Type it again, or reset it.';

/** Asks somebody signed in for the password again, before what matters most; throttled as signing in is. */
export class PasswordProof {
  readonly #hasher: PasswordHasher;
  readonly #throttle: Throttle;

  constructor(hasher: PasswordHasher, throttle: Throttle) {
    this.#hasher = hasher;
    this.#throttle = throttle;
  }

  /** Null: it is the account's password. */
  async refusal(
    { _id, passwordHash }: Pick<AccountRecord, '_id' | 'passwordHash'>,
    password: string,
    client: Client,
  ): Promise<InvalidCredentials | TooManyAttempts | null> {
    const permit = await this.#throttle.enter({ login: `account ${_id}`, client, isKnownPlace: true });
    if (typeof permit === 'number') return tooManyAttempts(permit);
    const proven = await this.#hasher.verify(passwordHash, password).catch(async (error: unknown) => {
      await permit.passed(false);
      throw error;
    });
    await (proven ? permit.passed(true) : permit.failed());
    return proven ? null : invalidCredentials(WRONG);
  }
}
