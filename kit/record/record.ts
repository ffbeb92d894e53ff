import { Schema, type Connection, type Model, type mongo, type SchemaDefinition } from 'mongoose';
import { guarded } from '../fence/guarded.ts';
import type { Field, Fields, Stored } from './field.ts';
import { databaseOf, holdDeclared } from './held-version.ts';
import { checkClocks, checkSubjects, hasSealed } from './inventory.ts';
import type { Lookups } from './lookup.ts';

/**
 * One kind of stored document: the collection's name, the version of its declaration, its fields and its indexes. Whoever changes
 * the fields raises the version.
 * The declaration is the single source: `modelOf` opens it with mongoose, `ensureCollections` puts its validator
 * into the database, and the inventory of personal data lists its paths.
 */
export interface RecordDeclaration<F extends Fields = Fields> {
  collection: string;
  version: number;
  /** `_id` is a string: a 24-hex id, or a natural key such as a topic and an id. */
  fields: F;
  indexes: readonly {
    keys: Record<string, 1 | -1>;
    unique?: boolean;
    expireAfterSeconds?: number;
    /** The index holds only documents that match. */
    partialFilterExpression?: Record<string, unknown>;
  }[];
  /** Sealed paths that can be looked up by equality, by the names under which their tokens are stored. */
  lookups?: Lookups;
}
export type Recorded<D> = D extends RecordDeclaration<infer F> ? { _id: string } & Stored<F> : never;

/** Throws when something personal in it names no subject, or no clock, of its own. */
export function record<F extends Fields>(declaration: RecordDeclaration<F>): RecordDeclaration<F> {
  checkSubjects(declaration);
  checkClocks(declaration);
  return declaration;
}

/**
 * The mongoose model of a record on one connection. Reads use `.lean()`. Throws for a record with sealed paths: `Records` seals and
 * opens them.
 */
export function modelOf<F extends Fields>(
  connection: Connection,
  declaration: RecordDeclaration<F>,
): Model<{ _id: string } & Stored<F>> {
  if (hasSealed(declaration)) throw new Error(`${declaration.collection} holds sealed paths: open it with Records.`);
  const existing = connection.models[declaration.collection];
  if (existing) return existing as never;
  const schema = new Schema(
    { _id: { type: String, required: true }, ...definitionOf(declaration.fields) },
    {
      collection: declaration.collection,
      strict: 'throw',
      strictQuery: 'throw',
      versionKey: false,
      minimize: false,
      autoIndex: false,
      autoCreate: false,
      suppressReservedKeysWarning: true,
    },
  );
  guarded(connection, declaration);
  return connection.model(declaration.collection, schema) as never;
}

/**
 * Creates what is missing, and brings validator and indexes of each collection to the declared state. Repeatable. Throws
 * VersionConflict when stored documents have to be migrated first, or when this process is older than the database allows.
 */
export async function ensureCollections(
  connection: Connection,
  declarations: readonly RecordDeclaration[],
): Promise<void> {
  const db = databaseOf(connection);
  for (const declaration of declarations) guarded(connection, declaration);
  const done = await Promise.allSettled(declarations.map((declaration) => ensureCollection(db, declaration)));
  for (const one of done) if (one.status === 'rejected') throw one.reason;
}

async function ensureCollection(db: mongo.Db, declaration: RecordDeclaration): Promise<void> {
  await holdDeclared(db, declaration);
  for (const { keys, ...options } of declaration.indexes) {
    await ensureIndex(db, declaration.collection, keys, options);
  }
  for (const [name, { unique = false }] of Object.entries(declaration.lookups ?? {})) {
    // Records without the value have no tokens, and do not stand in each other's way.
    const partialFilterExpression = { [name]: { $exists: true } };
    await db.collection(declaration.collection).createIndex({ [name]: 1 }, { unique, partialFilterExpression });
  }
}

/** An index of the same keys that lets documents go after another time is brought to the declared one. */
async function ensureIndex(
  db: mongo.Db,
  collection: string,
  keyPattern: Record<string, 1 | -1>,
  options: mongo.CreateIndexesOptions,
): Promise<void> {
  try {
    await db.collection(collection).createIndex(keyPattern, options);
  } catch (error) {
    const { expireAfterSeconds } = options;
    if ((error as { code?: unknown }).code !== INDEX_OPTIONS_CONFLICT || expireAfterSeconds === undefined) throw error;
    await db.command({ collMod: collection, index: { keyPattern, expireAfterSeconds } });
  }
}
const INDEX_OPTIONS_CONFLICT = 85;

function definitionOf(fields: Fields): SchemaDefinition {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, typeOf(field)]));
}

function typeOf(field: Field): never {
  const required = !field.nullable && !field.optional;
  return typeWithout(field, required) as never;
}

function typeWithout(field: Field, required: boolean): unknown {
  switch (field.kind) {
    case 'group':
      return {
        type: new Schema(definitionOf(field.fields), {
          _id: false,
          strict: 'throw',
          minimize: false,
          suppressReservedKeysWarning: true,
        }),
        required,
        default: undefined,
      };
    case 'list':
      return { type: [typeOf(field.item)], required, default: undefined };
    case 'text':
      return {
        type: String,
        required: false,
        maxlength: field.maxLength,
        enum: field.values && [...field.values, null],
      };
    case 'integer':
    case 'number':
      return { type: Number, required, min: field.minimum, max: field.maximum };
    case 'flag':
      return { type: Boolean, required };
    case 'instant':
      return { type: Date, required };
    case 'objectId':
      return { type: Schema.Types.ObjectId, required };
    case 'binary':
      return { type: Schema.Types.Buffer, required };
  }
}
