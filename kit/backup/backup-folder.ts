import { randomBytes } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { unreadable } from '../files/unreadable.ts';
import { codeOf, shred, syncFolder } from '../subject-keys/durable-file.ts';
import type { BackupHead } from './backup-file.ts';
import { readHead } from './backup-reader.ts';
import { PiecesOf } from './pieces-of.ts';

const ENDING = '.backup';
const UNFINISHED = '.unfinished';
const DAY_MS = 86_400_000;

export const newBackupId = (): string => randomBytes(12).toString('hex');

/** Where a backup lies in a folder. */
export const fileOf = (folder: string, { id, createdAt }: BackupHead): string =>
  join(resolve(folder), `${createdAt.replaceAll(/[:.]/g, '-')}-${id}${ENDING}`);

/** Writes a backup: its file appears whole, or not at all. Durable when it resolves. */
export async function keep(file: string, bytes: AsyncIterable<Buffer>): Promise<void> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
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
}

/** What was named is no file that can be read, or no folder that can be written in. */
class NotUsable extends Error {
  override name = 'NotUsable';
}

/** Makes the folder for backups where there is none. Throws NotUsable. */
export async function checkFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new NotUsable(
      `Expected a folder in which a backup can be written, got ${resolve(folder)}, which is none (${codeOf(error)}). Nothing was begun. Name another by --to or BACKUP_DIR.`,
    );
  }
}

/** Throws NotUsable and BackupDamaged. */
export async function headOf(file: string): Promise<BackupHead> {
  const fault = await unreadable(file);
  if (fault !== null)
    throw new NotUsable(
      `Expected the file of a backup, got ${resolve(file)}, ${fault}. Nothing was changed. npm run backups says which files there are.`,
    );
  const pieces = new PiecesOf(createReadStream(file));
  try {
    return await readHead(pieces);
  } finally {
    await pieces.close();
  }
}

/** Takes away what was left of backups that were cut off while they were written, a day ago or earlier. */
export async function removeUnfinished(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder).catch(() => [] as string[])) {
    const file = join(folder, name);
    if (!name.endsWith(ENDING + UNFINISHED)) continue;
    const { mtimeMs } = await stat(file);
    if (now.getTime() - mtimeMs > DAY_MS) await shred(file);
  }
}
