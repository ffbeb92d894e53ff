import { resolve, sep } from 'node:path';
import type { Config } from '../config/config.ts';
import { environmentWrappingKeys } from './environment.wrapping-keys.ts';
import { openFileKeyStore } from './file.key-store.ts';
import { openFileWrappingKeys } from './file.wrapping-keys.ts';
import { KeyError } from '../sealing/key-error.ts';
import type { KeyStore } from './key-store.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { openMongoKeyStore } from './mongo.key-store.ts';
import type { keyringShape, SubjectKeysPlace, WrappingKeysPlace } from './setting.ts';
import { openKeyring } from './subject-keyring.ts';
import { transitWrappingKeys } from './transit.wrapping-keys.ts';
import type { WrappingKeys } from './wrapping-keys.ts';

export interface OpenKeyring {
  keyring: Keyring;
  /** For a rotation. */
  store: KeyStore;
  wrapping: WrappingKeys;
  close: () => Promise<void>;
}

type KeyringConfig = Config<typeof keyringShape>;

/**
 * Opens what the configuration names. `dataUri` is the deployment that holds the subjects' data: the keys have to be elsewhere. Throws KeyError;
 * then nothing stays open.
 */
export async function openKeyringFrom(config: KeyringConfig, { dataUri }: { dataUri: string }): Promise<OpenKeyring> {
  refuseOneFolder(config.SUBJECT_KEYS, config.WRAPPING_KEYS);
  const wrapping = await openWrapping(config);
  let store: KeyStore | undefined;
  const close = async (): Promise<void> => {
    await store?.close();
    await wrapping.close();
  };
  try {
    store = await openStore(config.SUBJECT_KEYS, dataUri);
    return { keyring: await openKeyring({ store, wrapping }), store, wrapping, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const openStore = (place: SubjectKeysPlace, dataUri: string): Promise<KeyStore> =>
  place.kind === 'file' ? openFileKeyStore(place.folder) : openMongoKeyStore(place.uri, { dataUri });

async function openWrapping(config: KeyringConfig): Promise<WrappingKeys> {
  const place: WrappingKeysPlace = config.WRAPPING_KEYS;
  switch (place.kind) {
    case 'file':
      return openFileWrappingKeys(place.folder);
    case 'environment':
      return environmentWrappingKeys(config.WRAPPING_KEYS_VALUE);
    case 'transit':
      return transitWrappingKeys({ url: place.url, token: config.WRAPPING_KEYS_TOKEN });
  }
}

/** Whoever copies one folder would have the data keys and what opens them. */
function refuseOneFolder(subjectKeys: SubjectKeysPlace, wrappingKeys: WrappingKeysPlace): void {
  if (subjectKeys.kind !== 'file' || wrappingKeys.kind !== 'file') return;
  const [keys, wrapping] = [resolve(subjectKeys.folder) + sep, resolve(wrappingKeys.folder) + sep];
  if (!keys.startsWith(wrapping) && !wrapping.startsWith(keys)) return;
  const message = `SUBJECT_KEYS and WRAPPING_KEYS: expected two folders apart from each other, got ${keys} and ${wrapping}. A copy of one must not be a copy of both.`;
  throw new KeyError('BESIDE_DATA', message);
}
