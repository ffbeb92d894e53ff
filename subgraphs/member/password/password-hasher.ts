import { hash, parseOptions, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';
import { unavailable } from '../../../kit/graphql/refusal.ts';
import { passwordText } from './password-rules.ts';

/** OWASP's minimum for Argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const MOST_WAITING = 200;

/** Of no password: what is compared with where there is no account, so that it takes as long. */
const NOBODYS = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/**
 * Hashes and verifies passwords, off the event loop and one at a time, so that any number of people who sign in leaves the other cores to
 * readers. Make one for the whole process. Throws UNAVAILABLE when too many wait.
 */
export class PasswordHasher {
  readonly #turn = pLimit(1);

  /** In the PHC string format, with a salt of its own. */
  hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(passwordText(password) ?? '', COST));
  }

  /** Whether a password is the one that was hashed; of `null`, nobody's, never, and after the same time. */
  verify(hashed: string | null, password: string): Promise<boolean> {
    const text = passwordText(password);
    return this.#inTurn(async () => {
      const equal = await verify(hashed ?? NOBODYS, text ?? '');
      return equal && hashed !== null && text !== null;
    });
  }

  /** Whether a hash was made at another cost than now: then whoever knows the password should hash it anew. */
  isOutdated(hashed: string): boolean {
    const { memoryCost, timeCost, parallelism } = parseOptions(hashed);
    return memoryCost !== COST.memoryCost || timeCost !== COST.timeCost || parallelism !== COST.parallelism;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#turn.pendingCount >= MOST_WAITING) {
      throw unavailable('Expected fewer people signing in or registering at this moment. Try again in a few seconds.');
    }
    return this.#turn(work);
  }
}
