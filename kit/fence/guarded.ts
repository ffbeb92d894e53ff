import type { ClientSession, Connection, mongo } from 'mongoose';
import type { Fields } from '../record/field.ts';
import { broughtIn, type Write } from './brought-in.ts';
import { fencedPlacesOf, namedIn, type FencedPlaces } from './fenced-places.ts';
import { fencesOf } from './fences.ts';

type Options = { session?: ClientSession; upsert?: boolean } | undefined;
type Method = (...values: unknown[]) => Promise<unknown>;
type Collection = Record<string, Method>;

/** How a guarded collection's documents name people. */
interface Guard {
  connection: Connection;
  places: FencedPlaces;
}

const guards = new WeakMap<object, Guard>();

/**
 * The collection of a record, as one connection opens it everywhere, with a guard before each write: the fences of those people whom it brings into a document are touched
 * in its transaction, or in one around it when there is none. So a write cannot forget it, whoever asked the connection for the collection, mongoose's models too. Writes that
 * bring nobody in, and records that name nobody of whom an erasure takes something away, are as ever.
 */
export function guarded(
  connection: Connection,
  declaration: { collection: string; fields: Fields },
): mongo.Collection<never> {
  const collection = connection.collection(declaration.collection);
  const places = guards.has(collection) ? null : fencedPlacesOf(declaration);
  if (places) guard(collection, { connection, places });
  return collection as never;
}

/** References of people in a document of a guarded collection; none where the collection is not guarded. */
export function referencesIn(collection: object, document: unknown): string[] {
  const { places } = guards.get(collection) ?? {};
  return places ? [...namedIn(document, places)].map(({ reference }) => reference) : [];
}

/** Whether a document of a guarded collection names somebody about whom nothing more is stored. */
export async function isAboutFenced(collection: object, document: unknown): Promise<boolean> {
  const references = referencesIn(collection, document);
  return references.length > 0 && fencesOf(guards.get(collection)!.connection).isFenced(references);
}

type Values = readonly unknown[];
const inserted = ([document]: Values): Write[] => [{ document }];
const insertedAll = ([documents]: Values): Write[] => (documents as unknown[]).map((document) => ({ document }));
const replaced = ([filter, document, options]: Values): Write[] => [{ ...found(filter, options), document }];
const updated = ([filter, update, options]: Values): Write[] => [{ ...found(filter, options), update }];
const found = (filter: unknown, options: unknown): Write => ({
  filter: filter as Record<string, unknown>,
  upsert: (options as Options)?.upsert ?? false,
});

/** What the values that a method is given write, and where its options stand among them. */
const WRITES: Readonly<Record<string, [(values: Values) => Write[], number]>> = {
  insertOne: [inserted, 1],
  insertMany: [insertedAll, 1],
  replaceOne: [replaced, 2],
  findOneAndReplace: [replaced, 2],
  updateOne: [updated, 2],
  updateMany: [updated, 2],
  findOneAndUpdate: [updated, 2],
  bulkWrite: [([operations]) => (operations as object[]).map(writeOf), 1],
};
/** None is used, and none could be looked through. */
const CLOSED = ['initializeOrderedBulkOp', 'initializeUnorderedBulkOp'];

/** One of a bulk: `{ updateOne: { filter, update } }`. Of a deletion nothing comes in. */
function writeOf(operation: object): Write {
  const [[kind, given]] = Object.entries(operation) as [[string, Write & { replacement?: unknown }]];
  if (kind === 'insertOne') return { document: given.document ?? given };
  return { ...given, ...(given.replacement !== undefined && { document: given.replacement }) };
}

function guard(stored: object, { connection, places }: Guard): void {
  const fences = fencesOf(connection);
  const collection = stored as Collection;
  for (const [name, [writesOf, at]] of Object.entries(WRITES)) {
    const write = collection[name]!.bind(collection);
    collection[name] = async (...values) => {
      const references = new Set(writesOf(values).flatMap((one) => [...broughtIn(one, places)]));
      if (references.size === 0) return write(...values);
      const { session, ...options } = (values[at] as Options) ?? {};
      const within = async (own: ClientSession): Promise<unknown> => {
        await fences.touch(references, own);
        return write(...values.slice(0, at), { ...options, session: own });
      };
      if (session?.inTransaction()) return within(session);
      return session ? session.withTransaction(within) : connection.transaction(within);
    };
  }
  for (const name of CLOSED) collection[name] = () => Promise.reject(new Error(`Expected another way than ${name}.`));
  guards.set(stored, { connection, places });
}
