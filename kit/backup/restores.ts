import type { Connection } from 'mongoose';
import { ensureCollections, modelOf } from '../record/record.ts';
import type { BackupHead } from './backup-file.ts';
import { RESTORE_DATABASE, restoreRecord } from './restore.record.ts';

/** A restore was begun and is not at its end: what the databases hold is half of something. */
export class HalfRestored extends Error {
  override name = 'HalfRestored';

  constructor() {
    super(
      'Expected databases that are whole, got some that are being restored. Let npm run restore end, or run it again.',
    );
  }
}

/** Remembers the restore of databases beside them, before the first write and after the last. */
export class Restores {
  readonly #connection: Connection;

  constructor(anyOfClient: Connection) {
    this.#connection = anyOfClient.useDb(RESTORE_DATABASE, { useCache: true });
  }

  async begin({ id, createdAt }: BackupHead, now: Date): Promise<void> {
    await ensureCollections(this.#connection, [restoreRecord]);
    const restores = modelOf(this.#connection, restoreRecord);
    await restores.deleteMany({ _id: { $ne: id } });
    const begun = { backupCreatedAt: new Date(createdAt), startedAt: now, finishedAt: null };
    await restores.updateOne({ _id: id }, { $set: begun }, { upsert: true });
  }

  async finish({ id }: BackupHead, now: Date): Promise<void> {
    await modelOf(this.#connection, restoreRecord).updateOne({ _id: id }, { $set: { finishedAt: now } });
  }

  /** Throws HalfRestored. */
  async check(): Promise<void> {
    if (await modelOf(this.#connection, restoreRecord).exists({ finishedAt: null })) throw new HalfRestored();
  }
}
