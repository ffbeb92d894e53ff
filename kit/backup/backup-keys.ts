import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { open, seal } from '../sealing/sealed-value.ts';
import { absent, createOnce, makeFolder, shred, syncFolder } from '../subject-keys/durable-file.ts';

const ID = /^[0-9a-f]{24}$/;

/**
 * The keys of backups, one for each: a file in a folder that is kept away from the backups, sealed under the key of the installation. When
 * the file is destroyed, its backup cannot be read any more, wherever copies of it lie.
 */
export class BackupKeys {
  readonly #folder: string;
  readonly #wrapping: KeyObject;

  /** `wrapping`: 256 bits. */
  constructor(folder: string, wrapping: Buffer) {
    this.#folder = folder;
    this.#wrapping = createSecretKey(wrapping);
  }

  /** Durable when it resolves. */
  async create(id: string): Promise<Buffer> {
    const key = randomBytes(32);
    await makeFolder(this.#folder, this.#folder);
    if (await createOnce(this.#fileOf(id), seal(key, this.#wrapping, boundTo(id)))) return key;
    throw new Error(`Expected a backup without a key, got ${id}, which has one.`);
  }

  /** Null when it was destroyed, never was, or another key wraps it. */
  async read(id: string): Promise<Buffer | null> {
    const sealed = await readFile(this.#fileOf(id)).catch(absent);
    return sealed ? open(sealed, this.#wrapping, boundTo(id)) : null;
  }

  /** Durable when it resolves; repeatable. */
  destroy(id: string): Promise<void> {
    return destroyBackupKey(this.#folder, id);
  }

  #fileOf(id: string): string {
    return keyFile(this.#folder, id);
  }
}

/** Ends a backup: nobody who opens its key is needed for that. Durable when it resolves; repeatable. */
export async function destroyBackupKey(folder: string, id: string): Promise<void> {
  await shred(keyFile(folder, id));
  await syncFolder(folder).catch(absent);
}

function keyFile(folder: string, id: string): string {
  if (!ID.test(id)) throw new Error(`Expected the id of a backup, 24 hexadecimal digits, got ${JSON.stringify(id)}.`);
  return join(folder, `${id}.key`);
}

const boundTo = (id: string): string => `backup ${id}`;
