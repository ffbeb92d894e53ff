import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { takeLock } from '../local-servers/lock.ts';
import { absent, createOnce, makeFolder, shred, syncFolder } from '../subject-keys/durable-file.ts';
import type { BackupHead } from './backup-file.ts';
import { destroyBackupKey } from './backup-keys.ts';

const ENTRY = /^[0-9a-f]{24}\.json$/;
const entry = z.strictObject({
  id: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  file: z.string(),
});

/** A backup that was begun and has not ended. */
export type RegisteredBackup = z.infer<typeof entry>;

/**
 * Which backups there are and until when, in the folder of their keys: so one is known for as long as it can be read, wherever its file or a
 * copy of it lies. It is written before the first byte of a backup, and struck after the last.
 */
export class BackupRegister {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Durable when it resolves. */
  async add({ id, createdAt, expiresAt }: BackupHead, file: string): Promise<void> {
    await makeFolder(this.#folder, this.#folder);
    await createOnce(this.#entryOf(id), JSON.stringify({ id, createdAt, expiresAt, file }));
  }

  /** The oldest first. */
  async all(): Promise<RegisteredBackup[]> {
    const names = ((await readdir(this.#folder).catch(absent)) ?? []).filter((name) => ENTRY.test(name));
    const texts = await Promise.all(names.map((name) => readFile(join(this.#folder, name), 'utf8').catch(absent)));
    const found = texts.flatMap((text) => (text === undefined ? [] : [entry.parse(JSON.parse(text))]));
    return found.toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt));
  }

  /** Until when the last of the backups that were made so far can be read; null: there is none. */
  async latestExpiry(): Promise<Date | null> {
    const ends = (await this.all()).map(({ expiresAt }) => Date.parse(expiresAt));
    return ends.length > 0 ? new Date(Math.max(...ends)) : null;
  }

  /**
   * Ends the backups whose time is over: the key first, then the file. Each is told of after that and before it is struck, so a process that dies
   * tells of it again. Answers which. One process at a time: throws where another is at it.
   */
  async expire(now: Date, told: (ended: RegisteredBackup) => Promise<void>): Promise<RegisteredBackup[]> {
    if (!(await this.#over(now)).length) return [];
    const giveBack = await takeLock(join(this.#folder, 'lock'), process.pid);
    try {
      const over = await this.#over(now);
      for (const one of over) {
        await destroyBackupKey(this.#folder, one.id);
        await shred(one.file);
        await told(one);
        await this.strike(one.id);
      }
      return over;
    } finally {
      await giveBack();
    }
  }

  /** Forgets one whose key is destroyed. Durable when it resolves. */
  async strike(id: string): Promise<void> {
    await shred(this.#entryOf(id));
    await syncFolder(this.#folder);
  }

  async #over(now: Date): Promise<RegisteredBackup[]> {
    return (await this.all()).filter(({ expiresAt }) => Date.parse(expiresAt) <= now.getTime());
  }

  #entryOf(id: string): string {
    return join(this.#folder, `${id}.json`);
  }
}

/** How large the file of a backup is; null: it does not lie where it was written. */
export async function sizeOf({ file }: RegisteredBackup): Promise<number | null> {
  return (await stat(file).catch(absent))?.size ?? null;
}
