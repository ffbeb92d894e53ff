import { createReadStream } from 'node:fs';
import type { mongo } from 'mongoose';
import { BackupDamaged, type BackupHead } from './backup-file.ts';
import { checkFolder, fileOf, headOf, keep, newBackupId, removeUnfinished } from './backup-folder.ts';
import type { BackupKeys } from './backup-keys.ts';
import { backedUp, readHead } from './backup-reader.ts';
import type { BackupRegister } from './backup-register.ts';
import { backupBytes, type StoredDocument } from './backup-writer.ts';
import { PiecesOf } from './pieces-of.ts';
import type { CheckTurn } from './restore-turn.ts';
import { collectionsOf, snapshot } from './snapshot.ts';
import { filledOf, writeBack } from './write-back.ts';

/** So long a backup can be read: the privacy policy says so. */
const KEPT_DAYS = 35;
const DAY_MS = 86_400_000;

export interface BackupsParts {
  client: mongo.MongoClient;
  /** Where backups lie, and where the keys lie that open them: not in the same place. */
  folder: string;
  keys: BackupKeys;
  register: BackupRegister;
  databases: readonly string[];
  /** Collections, as `database.collection`, that must not come back: what is on its way, and who is signed in. */
  without: ReadonlySet<string>;
}

/** The databases are not empty: a restore would take away what they hold. */
class NotEmpty extends Error {
  override name = 'NotEmpty';
}

/** The backups of a deployment. One is registered before its key is made, and its key is made before its file. */
export class Backups {
  readonly #parts: BackupsParts;

  constructor(parts: BackupsParts) {
    this.#parts = parts;
  }

  /** All databases as they are at one moment. Reads as it writes; a process that dies leaves nothing that looks like a backup. */
  async take(now: Date): Promise<{ file: string; head: BackupHead }> {
    const { client, folder, keys, register, databases, without } = this.#parts;
    const head: BackupHead = {
      id: newBackupId(),
      createdAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + KEPT_DAYS * DAY_MS).toISOString(),
      collections: await collectionsOf(client, databases, without),
    };
    await checkFolder(folder);
    const file = fileOf(folder, head);
    await register.add(head, file);
    try {
      const key = await keys.create(head.id);
      await keep(file, backupBytes(head, key, snapshot(client, head.collections)));
      await removeUnfinished(folder, now);
      return { file, head };
    } catch (error) {
      await keys.destroy(head.id);
      await register.strike(head.id);
      throw error;
    }
  }

  /** Reads a backup through, and answers its head when it is whole. Throws BackupDamaged. */
  async verify(file: string): Promise<BackupHead> {
    const { head, documents } = await this.#opened(file);
    let first = await documents.next();
    while (!first.done) first = await documents.next();
    return head;
  }

  /** Throws NotEmpty where the databases hold something, unless it may be replaced. */
  async checkRoom({ replace }: { replace: boolean }): Promise<void> {
    const { client, databases } = this.#parts;
    const filled = replace ? [] : await filledOf(client, databases);
    if (filled.length > 0)
      throw new NotEmpty(
        `Expected empty databases, got ${filled.join(', ')} with documents. Nothing was changed. To lose what they hold, say --replace.`,
      );
  }

  /**
   * Brings the databases to the state of a backup, whatever they hold; answers how many documents it has. It is read through before
   * anything is written. `check` is asked before each document. Throws BackupDamaged. Cut off, it is repeated from the beginning.
   */
  async restore(file: string, check: CheckTurn = () => undefined): Promise<number> {
    const { client, databases } = this.#parts;
    await this.verify(file);
    const { head, documents } = await this.#opened(file);
    check();
    return writeBack(client, databases, head.collections, checked(check, documents));
  }

  async #opened(file: string): Promise<{ head: BackupHead; documents: AsyncGenerator<StoredDocument, unknown> }> {
    const { id } = await headOf(file);
    const key = await this.#parts.keys.read(id);
    if (!key)
      throw new BackupDamaged(`backup ${id}, whose key is not here: it has ended, or belongs to another installation`);
    const pieces = new PiecesOf(createReadStream(file));
    const head = await readHead(pieces);
    return { head, documents: backedUp(head, key, pieces) };
  }
}

async function* checked<T>(check: CheckTurn, all: AsyncIterable<T>): AsyncGenerator<T> {
  for await (const one of all) {
    check();
    yield one;
  }
}
