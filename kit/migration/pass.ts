import type { Connection, mongo } from 'mongoose';
import { databaseOf } from '../record/held-version.ts';
import { modelOf } from '../record/record.ts';
import { migrationProgressRecord } from './migration-progress.record.ts';
import { MigrationError, type Change, type Migration } from './migration.ts';

type Stored = mongo.Document & { _id: string };
interface Update {
  updateOne: { filter: { _id: string; $expr: object }; update: Change };
}

export interface PassOptions {
  /** Documents for one transaction. */
  batch: number;
  signal: AbortSignal;
  /** Told after each batch how many documents the migration has changed so far. */
  onProgress: (changed: number) => void;
  /** Between two migrations of one collection documents have a shape that is no declared one. */
  unchecked: boolean;
}

/**
 * Looks once at every document that the migration selects, by ascending id, from where the last pass was cut off. A batch and the
 * progress are one transaction: a document is counted when it is changed. A document that somebody else changed meanwhile is left for the next
 * pass. Answers how many documents this pass changed or left. Throws MigrationError, and the signal's reason.
 */
export async function pass(connection: Connection, migration: Migration, options: PassOptions): Promise<number> {
  const documents = databaseOf(connection).collection<Stored>(migration.collection);
  const progress = modelOf(connection, migrationProgressRecord);
  let touched = 0;
  for (let after = (await progress.findById(migration.id).lean())?.after ?? null; ;) {
    options.signal.throwIfAborted();
    const behind = after === null ? {} : { _id: { $gt: after } };
    const found = await documents
      .find({ $and: [behind, migration.filter as mongo.Filter<Stored>] })
      .sort({ _id: 1 })
      .limit(options.batch)
      .toArray();
    const last = found.at(-1)?._id ?? null;
    const updates = found.flatMap((document): Update[] => {
      const change = changeOf(migration, document);
      return change ? [{ updateOne: { filter: unchanged(document), update: change } }] : [];
    });
    await connection.transaction(async (session) => {
      const written = updates.length > 0 && (await write(documents, migration, updates, session, options.unchecked));
      await progress.updateOne(
        { _id: migration.id },
        { $set: { after: last }, $inc: { changed: written ? written.modifiedCount : 0 } },
        { session },
      );
    });
    touched += updates.length;
    options.onProgress((await progress.findById(migration.id).lean())?.changed ?? 0);
    if (last === null) return touched;
    after = last;
  }
}

export function changeOf(migration: Migration, document: Stored): Change | null {
  try {
    return migration.change(document);
  } catch (error) {
    throw new MigrationError(`Migration ${migration.id}: cannot change document ${document._id}.`, error);
  }
}

/** The very document that was read: whoever else wrote it since is not overwritten. */
const unchanged = (document: Stored): Update['updateOne']['filter'] => ({
  _id: document._id,
  $expr: { $eq: ['$$ROOT', { $literal: document }] },
});

async function write(
  documents: mongo.Collection<Stored>,
  { id, collection, to, filter }: Migration,
  updates: readonly Update[],
  session: mongo.ClientSession,
  bypassDocumentValidation: boolean,
): Promise<mongo.BulkWriteResult> {
  try {
    const written = await documents.bulkWrite(updates, { session, bypassDocumentValidation });
    const ids = updates.map(({ updateOne }) => updateOne.filter._id);
    const again = { $and: [{ _id: { $in: ids } }, filter as mongo.Filter<Stored>] };
    if (written.modifiedCount === ids.length && (await documents.countDocuments(again, { session })) > 0) {
      throw new MigrationError(`Migration ${id}: its filter still selects what it has changed. Let it select less.`);
    }
    return written;
  } catch (error) {
    const { code, writeErrors } = error as { code?: number; writeErrors?: { index: number } | { index: number }[] };
    if (code !== REFUSED) throw error;
    const index = [writeErrors].flat()[0]?.index ?? 0;
    throw new MigrationError(
      `Migration ${id}: what it makes of document ${updates[index]?.updateOne.filter._id} does not fit version ${to} of ${collection}.`,
      error,
    );
  }
}
const REFUSED = 121;
