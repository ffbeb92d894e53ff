import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { KeyError } from '../sealing/key-error.ts';
import { noEpoch, type Purpose, type Sealed, type Unwrapped, type WrappingKeys } from './wrapping-keys.ts';

/** Where the secrets of epochs lie, for wrapping that happens in this process. */
export interface EpochSecrets extends Pick<WrappingKeys, 'place' | 'has' | 'make' | 'destroy'> {
  /** 32 bytes, which the caller overwrites; null where there is none. */
  read(epoch: number): Promise<Buffer | null>;
}

const NONCE = 12;
const TAG = 16;
/** So long an epoch's key may be remembered after it was destroyed by another process. */
const REMEMBERED_MS = 30_000;

/** Wrapping in this process. The keys come from the secret of the epoch by HKDF-SHA-256 (RFC 5869), each under a label of its own. */
export function localWrappingKeys(secrets: EpochSecrets): WrappingKeys {
  const remembered = new LRUCache<string, KeyObject>({ max: 30, ttl: REMEMBERED_MS });

  async function keyOf(epoch: number, label: Purpose | 'wrapping'): Promise<KeyObject> {
    const known = remembered.get(`${epoch} ${label}`);
    if (known) return known;
    const secret = await secrets.read(epoch);
    if (!secret) throw new KeyError('NO_EPOCH', noEpoch(epoch, secrets.place));
    const derived = Buffer.from(hkdfSync('sha256', secret, '', `subject-keys ${label} 1`, 32));
    const key = createSecretKey(derived);
    secret.fill(0);
    derived.fill(0);
    // A proof is of the secret as it is now.
    if (label !== 'proof') remembered.set(`${epoch} ${label}`, key);
    return key;
  }

  return {
    place: secrets.place,
    has: (epoch) => secrets.has(epoch),
    make: (epoch) => secrets.make(epoch),
    async destroy(epoch) {
      await secrets.destroy(epoch);
      remembered.clear();
    },
    async wrap(epoch, keys) {
      const wrapping = await keyOf(epoch, 'wrapping');
      return keys.map((each) => sealKey(wrapping, randomBytes(NONCE), each));
    },
    async unwrap(epoch, keys) {
      const wrapping = await keyOf(epoch, 'wrapping');
      return keys.map((each) => openKey(wrapping, each));
    },
    derive: async (epoch, purpose) => (await keyOf(epoch, purpose)).export(),
    close: async () => remembered.clear(),
  };
}

export function sealKey(wrapping: KeyObject, nonce: Buffer, { key, bound }: Unwrapped): Buffer {
  const cipher = createCipheriv('aes-256-gcm', wrapping, nonce, { authTagLength: TAG });
  cipher.setAAD(bound);
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
}

function openKey(wrapping: KeyObject, { sealed, bound }: Sealed): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', wrapping, sealed.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(bound);
  decipher.setAuthTag(sealed.subarray(-TAG));
  const key = decipher.update(sealed.subarray(NONCE, -TAG));
  try {
    decipher.final();
    return key;
  } catch {
    key.fill(0);
    return null;
  }
}
