import { LRUCache } from 'lru-cache';
import { KeyError } from '../sealing/key-error.ts';
import { TransitClient, type TransitAddress, type TransitAnswer } from './transit-client.ts';
import { SEALED_BYTES } from './wrapped-key.ts';
import { noEpoch, type Sealed, type Unwrapped, type WrappingKeys } from './wrapping-keys.ts';

interface BatchResult {
  ciphertext?: string;
  plaintext?: string;
  error?: string;
}

/** Each epoch is a key of its own, never a version of one: only a key can be destroyed alone. */
const VERSION = 1;
const PREFIX = `vault:v${VERSION}:`;
const REMEMBERED_MS = 30_000;
const base64 = (bytes: Buffer): string => bytes.toString('base64');

/**
 * A key management service that speaks the protocol of the transit engine of HashiCorp Vault and OpenBao: data keys are wrapped and unwrapped there,
 * and no wrapping key ever leaves it. The key of epoch 1 is named `subject-keys-1` (aes256-gcm96). The token needs
 * `read`, `create`, `update` and `delete` on `keys/subject-keys-*`, and `update`, not `create`, on `encrypt/`, `decrypt/` and
 * `hmac/subject-keys-*`: with `create`, encrypting makes a key that is not there.
 */
export function transitWrappingKeys(address: TransitAddress): WrappingKeys {
  const client = new TransitClient(address);
  const derived = new LRUCache<string, Buffer>({ max: 20, ttl: REMEMBERED_MS });
  const place = `the key management service at ${address.url}`;
  const nameOf = (epoch: number) => `subject-keys-${epoch}`;

  async function ask(method: 'POST' | 'DELETE', path: string, body?: object): Promise<TransitAnswer> {
    const answer = await client.call(method, path, body);
    if (answer.status >= 300) throw client.unexpected(method, path, answer);
    return answer;
  }

  async function has(epoch: number): Promise<boolean> {
    const path = `keys/${nameOf(epoch)}`;
    const answer = await client.call('GET', path);
    if (answer.status !== 200 && answer.status !== 404) throw client.unexpected('GET', path, answer);
    return answer.status === 200;
  }

  async function expectEpoch(epoch: number): Promise<void> {
    if (!(await has(epoch))) throw new KeyError('NO_EPOCH', noEpoch(epoch, place));
  }

  /** Some of a batch may have failed: then the status is 400, and the results say which. */
  async function batch(verb: 'encrypt' | 'decrypt', epoch: number, input: readonly object[]): Promise<BatchResult[]> {
    const path = `${verb}/${nameOf(epoch)}`;
    const answer = await client.call('POST', path, { batch_input: input });
    const results = answer.data['batch_results'] as BatchResult[] | undefined;
    if (Array.isArray(results) && results.length === input.length) return results;
    await expectEpoch(epoch);
    throw client.unexpected('POST', path, answer);
  }

  return {
    place,
    has,
    make: async (epoch) => void (await ask('POST', `keys/${nameOf(epoch)}`, { type: 'aes256-gcm96' })),
    async destroy(epoch) {
      derived.clear();
      if (!(await has(epoch))) return;
      await ask('POST', `keys/${nameOf(epoch)}/config`, { deletion_allowed: true });
      await ask('DELETE', `keys/${nameOf(epoch)}`);
    },
    async wrap(epoch, keys) {
      if (keys.length === 0) return [];
      // Asked first: where the token may create, encrypting would bring a destroyed epoch's name back.
      await expectEpoch(epoch);
      const input = keys.map(({ key, bound }: Unwrapped) => ({
        plaintext: base64(key),
        associated_data: base64(bound),
        key_version: VERSION,
      }));
      const results = await batch('encrypt', epoch, input);
      return results.map(({ ciphertext, error }) => read(ciphertext, error, SEALED_BYTES));
    },
    async unwrap(epoch, keys) {
      if (keys.length === 0) return [];
      const input = keys.map(({ sealed, bound }: Sealed) => ({
        ciphertext: PREFIX + base64(sealed),
        associated_data: base64(bound),
      }));
      const results = await batch('decrypt', epoch, input);
      return results.map(({ plaintext }) => (plaintext ? Buffer.from(plaintext, 'base64') : null));
    },
    async derive(epoch, purpose) {
      const known = derived.get(`${epoch} ${purpose}`);
      if (known) return Buffer.from(known);
      await expectEpoch(epoch);
      const body = { input: base64(Buffer.from(`subject-keys ${purpose} 1`)), key_version: VERSION };
      const { data } = await ask('POST', `hmac/${nameOf(epoch)}/sha2-256`, body);
      const key = read(data['hmac'], undefined, 32);
      // A proof is of the key as it is now.
      if (purpose !== 'proof') derived.set(`${epoch} ${purpose}`, Buffer.from(key));
      return key;
    },
    close: () => client.close(),
  };

  function read(value: unknown, error: string | undefined, bytes: number): Buffer {
    const found = typeof value === 'string' && value.startsWith(PREFIX) ? value.slice(PREFIX.length) : '';
    const buffer = Buffer.from(found, 'base64');
    if (buffer.length === bytes) return buffer;
    const why = error ?? `expected ${bytes} bytes that begin with ${PREFIX}, got others`;
    throw new KeyError(
      'UNREACHABLE',
      `${place} does not answer as a transit engine with aes256-gcm96 keys does: ${why}.`,
    );
  }
}
