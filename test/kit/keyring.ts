import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileKeyStore } from '../../kit/subject-keys/file.key-store.ts';
import { openFileWrappingKeys } from '../../kit/subject-keys/file.wrapping-keys.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import { rotate } from '../../kit/subject-keys/rotation.ts';
import { openKeyring } from '../../kit/subject-keys/subject-keyring.ts';

/** Data keys of people, in folders that are thrown away. */
export interface TestKeys {
  keyring: Keyring;
  /** By which another process finds the same keys. */
  env: { SUBJECT_KEYS: string; WRAPPING_KEYS: string };
  /** Another keyring over the same keys, as another process has one: it remembers for itself. */
  another(): Promise<Keyring>;
  /** Leads to the next keys; `retoken` brings what is stored to those that a keyring has then. Keyrings of before are of no use afterwards. */
  rotate(retoken: (keyring: Keyring) => Promise<unknown>): Promise<void>;
  close(): Promise<void>;
}

export async function startTestKeys(): Promise<TestKeys> {
  const folder = await mkdtemp(join(tmpdir(), 'trade-directory-keys-'));
  const [keys, wrapping] = [join(folder, 'subjects'), join(folder, 'wrapping')];
  const stored = async () => ({ store: await openFileKeyStore(keys), wrapping: await openFileWrappingKeys(wrapping) });
  const open = async () => openKeyring(await stored());
  return {
    keyring: await open(),
    env: { SUBJECT_KEYS: `file:${keys}`, WRAPPING_KEYS: `file:${wrapping}` },
    another: open,
    rotate: async (retoken) =>
      rotate({
        ...(await stored()),
        retoken: async () => void (await retoken(await open())),
        say: () => undefined,
        settleMs: 0,
      }),
    close: () => rm(folder, { recursive: true }),
  };
}
