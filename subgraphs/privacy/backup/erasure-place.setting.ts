import { join } from 'node:path';
import { z } from 'zod';
import { BackupRegister } from '../../../kit/backup/backup-register.ts';
import type { Config, Environment } from '../../../kit/config/config.ts';
import type { Setting } from '../../../kit/config/setting.ts';
import { TombstoneLedger } from '../../../kit/tombstone-ledger/tombstone-ledger.ts';

/** Where erasures are remembered outside the databases, and where it says which backups there are. */
export const erasurePlaceShape = {
  TOMBSTONE_LEDGER: {
    type: z
      .string()
      .regex(/^file:.{1,500}$/)
      .transform((value) => value.slice('file:'.length)),
    expected: 'file:FOLDER, a folder on another disk than the databases and in no backup of them',
    developmentFallback: 'file:.data/keys/tombstones',
  } satisfies Setting<string>,
  BACKUP_KEYS: {
    type: z.string().trim().max(500),
    expected: 'the folder in which the keys of backups lie, or nothing where none is taken',
    fallback: '',
  } satisfies Setting<string>,
};

export interface ErasurePlace {
  ledger: TombstoneLedger;
  /** Null: no backup is taken. */
  backups: BackupRegister | null;
}

/** `signingKey`: Ed25519, PKCS #8 PEM: signs the ledger. */
export const erasurePlaceOf = (
  { TOMBSTONE_LEDGER: folder, BACKUP_KEYS: keys }: Config<typeof erasurePlaceShape>,
  signingKey: string,
): ErasurePlace => ({
  ledger: new TombstoneLedger({ folder, signingKey }),
  backups: keys === '' ? null : new BackupRegister(keys),
});

/** The environment of a process that keeps its data in a folder of this machine: what it leaves out lies in `keys` below that folder. */
export const withLocalErasurePlace = (env: Environment, dataDir: string): Environment => ({
  ...env,
  TOMBSTONE_LEDGER: env['TOMBSTONE_LEDGER'] || `file:${join(dataDir, 'keys', 'tombstones')}`,
  BACKUP_KEYS: env['BACKUP_KEYS'] || join(dataDir, 'keys', 'backups'),
});
