import type { Connection, mongo } from 'mongoose';
import { connect } from '../mongo/connect.ts';
import { databaseOf } from '../record/held-version.ts';
import { ensureCollections } from '../record/record.ts';
import { KeyError } from '../sealing/key-error.ts';
import { keyEpochsRecord, keyRotationRecord, subjectKeyRecord } from './key-store.record.ts';
import type { Added, KeyStore } from './key-store.ts';
import { mongoEpochs } from './mongo-epochs.ts';
import { reachedStore } from './reached-store.ts';
import { refuseBesideData } from './separate-deployment.ts';

export interface MongoKeyStoreOptions {
  /** Of the deployment that holds the data of the subjects; the keys' own has to be another. */
  dataUri: string;
  /** So long a killed rotation keeps others out; 30 s when absent. */
  leaseMs?: number;
}

interface StoredKey {
  _id: string;
  wrapped: Buffer | null;
  destroyedAt: Date | null;
}

const DATABASE = 'subject_keys';
const DUPLICATE = 11_000;
/** Answered when a majority has it in its journal. */
const DURABLE = { writeConcern: { w: 'majority', j: true } } as const;

/**
 * Data keys in a MongoDB deployment of their own. A destroyed key becomes a tombstone at once, but its wrapped bytes survive in the files and in
 * the oplog of that deployment: its destruction is final when the next rotation has destroyed the epoch that wraps it. Throws KeyError
 * `BESIDE_DATA` and `UNREACHABLE`.
 */
export async function openMongoKeyStore(
  uri: string,
  { dataUri, leaseMs = 30_000 }: MongoKeyStoreOptions,
): Promise<KeyStore> {
  const place = `the database ${DATABASE} at ${uri.replace(/\/\/[^/]*@/, '//').replace(/[/?]+[^/]*$/, '')}`;
  const [connection] = connect(uri, [DATABASE]);
  const [data] = connect(dataUri, ['admin']);
  try {
    await reach(connection, place);
    await reach(data, 'the data, which the keys have to be apart from,');
    await refuseBesideData(connection, data);
    await ensureCollections(connection, [subjectKeyRecord, keyEpochsRecord, keyRotationRecord]);
    return reachedStore(storeOver(connection, place, leaseMs), (error) => saidOf(error, place));
  } catch (error) {
    await connection.close();
    const message = error instanceof KeyError ? undefined : saidOf(error, place);
    throw message === undefined ? error : new KeyError('UNREACHABLE', message, [], error);
  } finally {
    await data.close();
  }
}

/** The error of a driver is not passed on in words: it may repeat an address with its password. */
function saidOf(error: unknown, place: string): string | undefined {
  const { name, code = '' } = error as Error & { code?: number };
  return name.startsWith('Mongo')
    ? `${place} does not answer (${name} ${code}). Start it, or name the right one.`
    : undefined;
}

async function reach(connection: Connection, place: string): Promise<void> {
  try {
    await connection.asPromise();
  } catch (error) {
    throw new KeyError('UNREACHABLE', `${place} does not answer. Start it, or name the right one.`, [], error);
  }
}

function storeOver(connection: Connection, place: string, leaseMs: number): KeyStore {
  const db = databaseOf(connection);
  const keys = db.collection<StoredKey>(subjectKeyRecord.collection, { ...DURABLE, promoteBuffers: true });
  return {
    place,
    finality: 'next rotation',
    placeOf: (subjectRef) => `document ${subjectRef} of ${place}`,
    async read(subjectRefs) {
      const found = await keys.find({ _id: { $in: [...subjectRefs] }, destroyedAt: null }).toArray();
      return new Map(found.map(({ _id, wrapped }) => [_id, wrapped ?? Buffer.alloc(0)]));
    },
    async destroyed(subjectRefs) {
      const found = keys.find(
        { _id: { $in: [...subjectRefs] }, destroyedAt: { $ne: null } },
        { projection: { _id: 1 } },
      );
      return new Set((await found.toArray()).map(({ _id }) => _id));
    },
    add: (wrapped) => add(keys, wrapped),
    async replace(subjectRef, expected, wrapped) {
      const same = { _id: subjectRef, wrapped: expected, destroyedAt: null };
      return (await keys.updateOne(same, { $set: { wrapped } })).matchedCount === 1;
    },
    async destroy(subjectRefs) {
      if (subjectRefs.length === 0) return;
      const update = [{ $set: { wrapped: null, destroyedAt: { $ifNull: ['$destroyedAt', '$$NOW'] } } }];
      const each = subjectRefs.map((_id) => ({ updateOne: { filter: { _id }, update, upsert: true } }));
      await keys.bulkWrite(each, { ordered: false });
    },
    async list(after, most) {
      const behind = { destroyedAt: null, ...(after !== null && { _id: { $gt: after } }) };
      const page = await keys
        .find(behind, { projection: { _id: 1 } })
        .sort({ _id: 1 })
        .limit(most)
        .toArray();
      const subjectRefs = page.map(({ _id }) => _id);
      return { subjectRefs, next: page.length < most ? null : subjectRefs.at(-1)! };
    },
    sweep: async () => 0,
    close: () => connection.close(),
    ...mongoEpochs(db, DURABLE, leaseMs),
  };
}

async function add(
  keys: mongo.Collection<StoredKey>,
  wrapped: ReadonlyMap<string, Buffer>,
): Promise<Map<string, Added>> {
  const refs = [...wrapped.keys()];
  if (refs.length === 0) return new Map();
  const each = [...wrapped].map(([_id, bytes]) => ({ _id, wrapped: bytes, destroyedAt: null }));
  const refused = new Set<string>();
  try {
    await keys.insertMany(each, { ordered: false });
  } catch (error) {
    const { writeErrors = [] } = error as { writeErrors?: mongo.WriteError[] };
    const others = writeErrors.filter(({ code }) => code !== DUPLICATE);
    if (writeErrors.length === 0 || others.length > 0) throw error;
    for (const { index } of writeErrors) refused.add(refs[index]!);
  }
  const there = new Map(refs.map((ref) => [ref, refused.has(ref) ? 'there' : 'made'] as [string, Added]));
  const destroyed = await keys.find({ _id: { $in: [...refs] }, destroyedAt: { $ne: null } }).toArray();
  for (const { _id } of destroyed) there.set(_id, 'destroyed');
  return there;
}
