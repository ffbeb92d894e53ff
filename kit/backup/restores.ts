import type { Connection } from 'mongoose';
import { ensureCollections, modelOf } from '../record/record.ts';
import type { BackupHead } from './backup-file.ts';
import { inTurn, type CheckTurn } from './restore-turn.ts';
import { BY_OTHER_MEANS, RESTORE_DATABASE, restoreRecord, restoreTurnRecord } from './restore.record.ts';

/** A restore was begun and is not at its end: what the databases hold is half of something. */
export class HalfRestored extends Error {
  override name = 'HalfRestored';

  constructor() {
    super(
      'Expected databases that are whole, got some that are being restored. Let npm run restore end, or run it again.',
    );
  }
}

/**
 * Remembers the restore of databases beside them, before the first write and after the last: nothing of them is served until whoever was erased since is
 * erased again.
 */
export class Restores {
  readonly #connection: Connection;

  constructor(anyOfClient: Connection) {
    this.#connection = anyOfClient.useDb(RESTORE_DATABASE, { useCache: true });
  }

  /** Does a restore while nobody else does one into the same databases. Throws RestoreBusy. */
  async alone<T>(act: (check: CheckTurn) => Promise<T>): Promise<T> {
    await ensureCollections(this.#connection, [restoreTurnRecord]);
    return inTurn(modelOf(this.#connection, restoreTurnRecord).collection as never, act);
  }

  async begin({ id, createdAt }: BackupHead, now: Date): Promise<void> {
    await ensureCollections(this.#connection, [restoreRecord]);
    const restores = modelOf(this.#connection, restoreRecord);
    await restores.deleteMany({ _id: { $ne: id } });
    const begun = { backupCreatedAt: new Date(createdAt), startedAt: now, finishedAt: null, openedAt: null };
    await restores.updateOne({ _id: id }, { $set: begun }, { upsert: true });
  }

  async finish({ id }: BackupHead, now: Date): Promise<void> {
    await modelOf(this.#connection, restoreRecord).updateOne({ _id: id }, { $set: { finishedAt: now } });
  }

  /** The databases were brought back by other means, such as a copy of a disk: nothing of them may be served. */
  async found(now: Date): Promise<void> {
    await ensureCollections(this.#connection, [restoreRecord]);
    const $set = { backupCreatedAt: null, startedAt: now, finishedAt: now, openedAt: null };
    await modelOf(this.#connection, restoreRecord).updateOne({ _id: BY_OTHER_MEANS }, { $set }, { upsert: true });
  }

  /** Whether they may be served. */
  async isOpen(): Promise<boolean> {
    return (await modelOf(this.#connection, restoreRecord).exists({ openedAt: null })) === null;
  }

  /** Whoever was erased since is erased again. */
  async open(now: Date): Promise<void> {
    const closed = { finishedAt: { $ne: null }, openedAt: null };
    await modelOf(this.#connection, restoreRecord).updateMany(closed, { $set: { openedAt: now } });
  }

  /** Throws HalfRestored. */
  async check(): Promise<void> {
    if (await modelOf(this.#connection, restoreRecord).exists({ finishedAt: null })) throw new HalfRestored();
  }
}
