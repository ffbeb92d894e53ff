import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keyFilesIn } from '../../kit/keys/key-folder.ts';
import { TombstoneLedger } from '../../kit/tombstone-ledger/tombstone-ledger.ts';

/** The ledger of erasures of a directory that keeps its data in a folder, as its processes have it. */
export async function ledgerIn(dataDir: string): Promise<TombstoneLedger> {
  const signingKey = await readFile(keyFilesIn(join(dataDir, 'keys')).auditSigningKey, 'utf8');
  return new TombstoneLedger({ folder: join(dataDir, 'keys', 'tombstones'), signingKey });
}
