import type { mongo } from 'mongoose';
import { textOf } from '../mongo/raw-documents.ts';
import type { BackedUpCollection } from './backup-file.ts';
import type { StoredDocument } from './backup-writer.ts';

type Client = mongo.MongoClient;

/** So long the server is asked to keep the past, for the time that a backup takes. */
const HISTORY_SECONDS = 24 * 3_600;

/** The collections of databases, but for those that are left out, as `database.collection`. */
export async function collectionsOf(
  client: Client,
  databases: readonly string[],
  without: ReadonlySet<string>,
): Promise<BackedUpCollection[]> {
  const found: BackedUpCollection[] = [];
  for (const database of databases) {
    for (const one of await client.db(database).listCollections().toArray()) {
      const { name, type, options } = one as mongo.CollectionInfo;
      if (type !== 'collection' || name.startsWith('system.') || without.has(`${database}.${name}`)) continue;
      found.push({ database, collection: name, options: textOf(options ?? {}) });
    }
  }
  return found.toSorted((a, b) => compare(`${a.database}.${a.collection}`, `${b.database}.${b.collection}`));
}

const compare = (a: string, b: string): number => (a < b ? -1 : 1);

/**
 * Every document of some collections as they were at one moment, however long reading takes. The server keeps that moment for a day meanwhile;
 * one that does not allow it keeps it for five minutes, and reading longer fails (SnapshotTooOld).
 */
export async function* snapshot(
  client: Client,
  collections: readonly BackedUpCollection[],
): AsyncGenerator<StoredDocument> {
  const before = await keepHistory(client, HISTORY_SECONDS);
  const session = client.startSession({ snapshot: true });
  // Said for each: else what the connection reads by counts, and that is not of one moment.
  const read = { session, readConcern: { level: 'snapshot' } } as const;
  try {
    await fixMoment(client, read, collections);
    for (const [place, { database, collection }] of collections.entries()) {
      const found = client
        .db(database)
        .collection(collection)
        .find({}, { ...read, raw: true, sort: { _id: 1 } });
      for await (const bson of found as unknown as AsyncIterable<Buffer>) yield { collection: place, bson };
    }
  } finally {
    await session.endSession();
    if (before !== null) await keepHistory(client, before);
  }
}

/** Answers what it was before; null where the server does not let us say. */
async function keepHistory(client: Client, seconds: number): Promise<number | null> {
  const command = { setParameter: 1, minSnapshotHistoryWindowInSeconds: seconds };
  const answer = await client
    .db('admin')
    .command(command)
    .catch(() => null);
  return answer ? Number(answer['was']) : null;
}

/** The first answer says of which moment it is, and all others are of the same. Answers that are left as bytes do not say it. */
async function fixMoment(
  client: Client,
  read: { session: mongo.ClientSession; readConcern: { level: 'snapshot' } },
  [first]: readonly BackedUpCollection[],
): Promise<void> {
  if (!first) return;
  await client
    .db(first.database)
    .collection(first.collection)
    .findOne({}, { ...read, projection: { _id: 1 } });
  const { snapshotTime } = read.session as { snapshotTime?: mongo.Timestamp };
  if (snapshotTime === undefined) throw new Error('Expected the server to read at one moment, it does not.');
}
