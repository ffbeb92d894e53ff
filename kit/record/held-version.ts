import { isDeepStrictEqual } from 'node:util';
import type { Connection, mongo } from 'mongoose';
import type { Fields } from './field.ts';
import type { Lookups } from './lookup.ts';
import { validatorOf, type JsonSchema } from './validator.ts';

type Db = mongo.Db;
interface Versioned {
  collection: string;
  version: number;
  fields: Fields;
  lookups?: Lookups;
}

/**
 * What a collection accepts now: every version of its declaration from `oldest` to `newest`. It stands in the title of the
 * validator (`companies, versions 1 to 2`), so that it changes together with what the database enforces.
 */
export interface Held {
  oldest: number;
  newest: number;
  /** The validator's schema without the title; empty when there is none. */
  schema: JsonSchema;
}

/** The process and the database do not speak of the same version. `code` says which of the two has to follow. */
class VersionConflict extends Error {
  readonly code: 'MIGRATE_FIRST' | 'PROCESS_TOO_OLD';

  constructor(code: VersionConflict['code'], message: string) {
    super(message);
    this.name = 'VersionConflict';
    this.code = code;
  }
}

const NAMESPACE_EXISTS = 48;
const TITLE = /, versions (\d+) to (\d+)$/;

export function databaseOf(connection: Connection): Db {
  if (!connection.db) throw new Error('Expected an open database connection, got none: wait until it is connected.');
  return connection.db;
}

/** Null when there is no such collection. A validator without a version is of version 1. */
export async function heldBy(db: Db, collection: string): Promise<Held | null> {
  const [found] = await db.listCollections({ name: collection }).toArray();
  if (!found) return null;
  const options = (found as { options?: { validator?: { $jsonSchema?: JsonSchema } } }).options;
  const { title, ...schema } = options?.validator?.$jsonSchema ?? {};
  const [, oldest = '1', newest = '1'] = TITLE.exec(String(title)) ?? [];
  return { oldest: Number(oldest), newest: Number(newest), schema };
}

/** Makes a collection accept a schema, as the versions named, and nothing else. */
export async function hold(db: Db, collection: string, { oldest, newest, schema }: Held): Promise<void> {
  await db.command({ collMod: collection, validator: validator(collection, oldest, newest, schema), ...STRICT });
}
const STRICT = { validationLevel: 'strict', validationAction: 'error' } as const;

const validator = (collection: string, oldest: number, newest: number, schema: JsonSchema) => ({
  $jsonSchema: { title: `${collection}, versions ${oldest} to ${newest}`, ...schema },
});

/** Selects the documents that a schema refuses. */
export const misfits = (schema: JsonSchema): mongo.Filter<mongo.Document> => ({ $nor: [{ $jsonSchema: schema }] });

/**
 * Creates a collection at its declared version, or brings its validator there when every stored document fits. A newer validator, and one
 * that a migration holds open for two versions, stays as it is. Throws VersionConflict, and then has changed nothing.
 */
export async function holdDeclared(db: Db, { collection, version, fields, lookups }: Versioned): Promise<void> {
  const schema = validatorOf(fields, lookups);
  const held = (await heldBy(db, collection)) ?? (await create(db, collection, version, schema));
  const where = `${db.databaseName}.${collection}`;
  if (version < held.oldest) {
    throw new VersionConflict(
      'PROCESS_TOO_OLD',
      `${where}: expected documents of version ${version}, but the database takes only ${held.oldest} to ${held.newest}. Start a newer release.`,
    );
  }
  if (version < held.newest || (held.newest === version && settled(held, schema))) return;
  if (await db.collection(collection).findOne(misfits(schema), { projection: { _id: 1 } })) {
    throw new VersionConflict(
      'MIGRATE_FIRST',
      `${where}: expected documents of version ${version}, found older ones (the database holds ${held.oldest} to ${held.newest}). Run npm run migrate; when it has nothing to do, a migration is missing.`,
    );
  }
  await hold(db, collection, { oldest: held.oldest, newest: version, schema });
}

const settled = (held: Held, schema: JsonSchema): boolean =>
  'anyOf' in held.schema || isDeepStrictEqual(held.schema, schema);

async function create(db: Db, collection: string, version: number, schema: JsonSchema): Promise<Held> {
  try {
    await db.createCollection(collection, { validator: validator(collection, version, version, schema), ...STRICT });
  } catch (error) {
    // Another process was first; it may be one of another version.
    if ((error as { code?: number }).code !== NAMESPACE_EXISTS) throw error;
    return (await heldBy(db, collection))!;
  }
  return { oldest: version, newest: version, schema };
}
