import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { readConfig, type Environment } from '../config/config.ts';
import type { Setting } from '../config/setting.ts';
import { createOnce, makeFolder } from '../subject-keys/durable-file.ts';

const folder = (expected: string): Setting<string> => ({ type: z.string().trim().min(1).max(500), expected });

const shape = {
  BACKUP_DIR: folder('the folder in which backups lie'),
  BACKUP_KEYS: folder('the folder in which the keys of backups lie, on another disk than the backups'),
  BACKUP_KEY: {
    type: z
      .string()
      .regex(/^[\w-]{43}$/)
      .transform((value) => Buffer.from(value, 'base64url')),
    expected: '32 random bytes as base64url, which wrap the keys of backups',
    secret: true,
  } satisfies Setting<Buffer>,
};

/** Where backups lie, and where their keys. */
export interface BackupPlace {
  folder: string;
  keysFolder: string;
  /** 256 bits: wraps the keys. */
  key: Buffer;
}

/** The place that the environment names; what it leaves out lies in the folder of a machine that keeps its data in one. */
export async function backupPlace(env: Environment, dataDir: string): Promise<BackupPlace> {
  const keyFile = join(dataDir, 'keys', 'backup', 'backup-key');
  const local = { BACKUP_DIR: join(dataDir, 'backups'), BACKUP_KEYS: join(dataDir, 'keys', 'backups') };
  const isLocal = !env['BACKUP_KEY'] && !env['BACKUP_KEY_FILE'] && env['NODE_ENV'] !== 'production';
  if (isLocal) await makeKey(keyFile);
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value));
  const config = readConfig(shape, { ...local, ...(isLocal && { BACKUP_KEY_FILE: keyFile }), ...given });
  return { folder: config.BACKUP_DIR, keysFolder: config.BACKUP_KEYS, key: config.BACKUP_KEY };
}

async function makeKey(file: string): Promise<void> {
  await makeFolder(join(file, '..'), join(file, '..'));
  await createOnce(file, randomBytes(32).toString('base64url'));
}
