import { z } from 'zod';
import { KeyError } from '../sealing/key-error.ts';
import { localWrappingKeys } from './local.wrapping-keys.ts';
import type { WrappingKeys } from './wrapping-keys.ts';

const place = 'WRAPPING_KEYS_VALUE';
const SECRET = /^[\w-]{43}$/;

/** `{"1":"<32 bytes as base64url>","2":…}`: the secret of each epoch, as somebody else keeps them. */
const wrappingKeysValue = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'no JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string().regex(/^[1-9]\d{0,8}$/), z.string().regex(SECRET)));

/**
 * Wrapping keys that the operator keeps and hands down to each process as a value. What makes or destroys one throws KeyError `BY_HAND`,
 * which says what to do.
 */
export function environmentWrappingKeys(value: string): WrappingKeys {
  const read = wrappingKeysValue.safeParse(value);
  if (!read.success) {
    throw new KeyError(
      'NO_EPOCH',
      `${place}: expected {"1":"<32 random bytes as base64url>"}, got a value that is none (not shown).`,
    );
  }
  const secrets = new Map(Object.entries(read.data).map(([epoch, secret]) => [Number(epoch), secret]));
  const byHand = (what: string) =>
    new KeyError('BY_HAND', `${what}, start every process anew with it, and then run this again.`);
  return localWrappingKeys({
    place,
    has: async (epoch) => secrets.has(epoch),
    async make(epoch) {
      if (!secrets.has(epoch)) throw byHand(`Add "${epoch}": 32 random bytes as base64url to ${place}`);
    },
    async destroy(epoch) {
      if (secrets.has(epoch)) throw byHand(`Take "${epoch}" out of ${place} and of every copy of it`);
    },
    async read(epoch) {
      const secret = secrets.get(epoch);
      return secret === undefined ? null : Buffer.from(secret, 'base64url');
    },
  });
}
