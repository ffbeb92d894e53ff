import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, type Environment } from '../../kit/config/config.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import { withLocalKeys } from '../../kit/subject-keys/local-keys.ts';
import { openKeyringFrom } from '../../kit/subject-keys/open-keyring.ts';
import { keyringShape } from '../../kit/subject-keys/setting.ts';

/** The data keys of the invented people, beside the data of a bench; thrown away where that is. */
export interface BenchKeys {
  keyring: Keyring;
  /** By which another process finds the same keys. */
  env: Environment;
  close(): Promise<void>;
}

export async function openBenchKeys(dataDir: string | null, dataUri: string): Promise<BenchKeys> {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'trade-directory-keys-')));
  const env = withLocalKeys({}, folder);
  const { keyring, close } = await openKeyringFrom(readConfig(keyringShape, env), { dataUri });
  return {
    keyring,
    // The witness of the audit log and the ledger of erasures belong to these data, too.
    env: { ...env, DATA_DIR: folder },
    async close() {
      await close();
      if (dataDir === null) await rm(folder, { recursive: true });
    },
  };
}
