import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { shred, syncFolder } from '../subject-keys/durable-file.ts';
import { BackupDamaged, type BackupHead } from './backup-file.ts';
import { readHead } from './backup-reader.ts';
import { PiecesOf } from './pieces-of.ts';

const ENDING = '.backup';
const UNFINISHED = '.unfinished';
const DAY_MS = 86_400_000;

/** A backup that lies in the folder. */
export interface KeptBackup {
  file: string;
  head: BackupHead;
}

export const newBackupId = (): string => randomBytes(12).toString('hex');

/** Writes a backup into a folder: its file appears whole, or not at all. Durable when it resolves, with its file. */
export async function keep(folder: string, head: BackupHead, bytes: AsyncIterable<Buffer>): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${head.createdAt.replaceAll(/[:.]/g, '-')}-${head.id}${ENDING}`);
  const draft = file + UNFINISHED;
  const handle = await open(draft, 'wx', 0o600);
  try {
    for await (const piece of bytes) await handle.writeFile(piece);
    await handle.sync();
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  await syncFolder(folder);
  return file;
}

/** Those in a folder, the oldest first; what is none, or was cut off while it was written, is not among them. */
export async function keptIn(folder: string): Promise<KeptBackup[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const kept: KeptBackup[] = [];
  for (const name of names.filter((one) => one.endsWith(ENDING)).toSorted()) {
    const file = join(folder, name);
    const head = await headOf(file).catch((error: Error) => {
      if (error instanceof BackupDamaged) return null;
      throw error;
    });
    if (head) kept.push({ file, head });
  }
  return kept;
}

/** Throws BackupDamaged. */
export async function headOf(file: string): Promise<BackupHead> {
  const pieces = new PiecesOf(createReadStream(file));
  try {
    return await readHead(pieces);
  } finally {
    await pieces.close();
  }
}

/** Takes away a backup, and what was left of one that was cut off. */
export async function remove(folder: string, file: string): Promise<void> {
  await shred(file);
  await syncFolder(folder);
}

/** Takes away what was left of backups that were cut off while they were written, a day ago or earlier. */
export async function removeUnfinished(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder).catch(() => [] as string[])) {
    const file = join(folder, name);
    if (!name.endsWith(ENDING + UNFINISHED)) continue;
    const { mtimeMs } = await stat(file);
    if (now.getTime() - mtimeMs > DAY_MS) await remove(folder, file);
  }
}
