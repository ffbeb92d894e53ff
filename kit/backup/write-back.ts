import type { mongo } from 'mongoose';
import { documentOf, saidIn } from '../mongo/raw-documents.ts';
import type { BackedUpCollection } from './backup-file.ts';
import type { StoredDocument } from './backup-writer.ts';

type Client = mongo.MongoClient;

const BATCH_DOCUMENTS = 1_000;
const BATCH_BYTES = 8 * 1024 * 1024;

/** Of these databases those that hold a document. */
export async function filledOf(client: Client, databases: readonly string[]): Promise<string[]> {
  const filled: string[] = [];
  for (const database of databases) {
    const db = client.db(database);
    for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
      if (!(await db.collection(name).findOne({}, { projection: { _id: 1 } }))) continue;
      filled.push(database);
      break;
    }
  }
  return filled;
}

/** Drops the databases, makes the collections anew as they were, and writes the documents in their order. Answers how many. */
export async function writeBack(
  client: Client,
  databases: readonly string[],
  collections: readonly BackedUpCollection[],
  documents: AsyncIterable<StoredDocument>,
): Promise<number> {
  for (const database of databases) await client.db(database).dropDatabase();
  for (const { database, collection, options } of collections) {
    await client.db(database).createCollection(collection, saidIn(options));
  }
  let batch: mongo.Document[] = [];
  let bytes = 0;
  let at = 0;
  let written = 0;
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    const { database, collection } = collections[at]!;
    await client.db(database).collection(collection).insertMany(batch, { ordered: false });
    written += batch.length;
    batch = [];
    bytes = 0;
  };
  for await (const { collection, bson } of documents) {
    if (collection !== at || batch.length === BATCH_DOCUMENTS || bytes + bson.length > BATCH_BYTES) await flush();
    at = collection;
    batch.push(documentOf(bson));
    bytes += bson.length;
  }
  await flush();
  return written;
}
