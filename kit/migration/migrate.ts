import { isDeepStrictEqual } from 'node:util';
import type { Connection } from 'mongoose';
import { databaseOf, heldBy, hold, misfits, type Held } from '../record/held-version.ts';
import { ensureCollections, modelOf, type RecordDeclaration } from '../record/record.ts';
import { validatorOf } from '../record/validator.ts';
import { migrationProgressRecord } from './migration-progress.record.ts';
import { checkMigrations, MigrationError, type Database, type Migration } from './migration.ts';
import { pass, type PassOptions } from './pass.ts';

export interface MigrateOptions {
  say: (line: string) => void;
  /** Documents for one transaction; 500 when absent. */
  batch?: number;
  /** Stops between two batches; the next run goes on there. */
  signal?: AbortSignal;
  /** Only lets the collections take both versions, so that newer processes can start beside older ones. */
  expandOnly?: boolean;
}

export interface Pending {
  declaration: RecordDeclaration;
  held: Held;
  migrations: readonly Migration[];
}

/** How often a collection is closed anew to the older version while older processes still write it. */
const ROUNDS = 5;
/** How often a command is asked again that waited a minute for others' locks. */
const PATIENCE = 2;

/** The collections whose stored documents are behind, in the order of their declarations. Throws MigrationError. */
export async function pendingOf(connection: Connection, database: Database): Promise<Pending[]> {
  checkMigrations(database);
  const db = databaseOf(connection);
  const pending: Pending[] = [];
  for (const declaration of database.records) {
    const { collection } = declaration;
    const held = await heldBy(db, collection);
    const migrations = database.migrations.filter(
      (migration) => migration.collection === collection && held !== null && migration.to > held.oldest,
    );
    if (held && migrations.length > 0) pending.push({ declaration, held, migrations });
  }
  return pending;
}

/**
 * Brings the stored documents of a database to the declared versions, while processes of both versions run: each collection first takes the
 * old version and the new one (expand), then its documents are changed in batches (migrate), then it takes the new one alone
 * (contract). Killed at any time, the next run goes on. Answers how many collections were behind. Throws MigrationError.
 */
export async function migrate(connection: Connection, database: Database, options: MigrateOptions): Promise<number> {
  const pending = await pendingOf(connection, database);
  if (pending.length > 0) await ensureCollections(connection, [migrationProgressRecord]);
  for (const behind of pending) {
    await patiently(() => expand(connection, behind));
    options.say(`${database.name}.${behind.declaration.collection} takes both versions.`);
    if (!options.expandOnly) await changeAndContract(connection, database.name, behind, options);
  }
  return pending.length;
}

/**
 * `anyOf` of what the database took so far and of what is declared now, not `validationLevel: moderate`: that would leave every old document
 * unchecked and would refuse what an older process inserts.
 */
async function expand(
  connection: Connection,
  { declaration: { collection, version, fields, lookups }, held }: Pending,
) {
  const declared = validatorOf(fields, lookups);
  const taken = (held.schema['anyOf'] as object[] | undefined) ?? [held.schema];
  const all = taken.some((schema) => isDeepStrictEqual(schema, declared)) ? taken : [...taken, declared];
  const schema = all.length === 1 ? declared : { anyOf: all };
  await hold(databaseOf(connection), collection, { oldest: held.oldest, newest: version, schema });
}

async function changeAndContract(connection: Connection, name: string, behind: Pending, options: MigrateOptions) {
  const { declaration, migrations } = behind;
  const { collection, version } = declaration;
  const db = databaseOf(connection);
  const schema = validatorOf(declaration.fields, declaration.lookups);
  const unfit = () => db.collection(collection).countDocuments(misfits(schema));
  for (let round = 0; round < ROUNDS; round++) {
    let touched = 0;
    for (const migration of migrations) touched += await run(connection, migration, version, options);
    const left = await unfit();
    if (left > 0 && touched === 0) {
      throw new MigrationError(
        `${name}.${collection}: ${left} documents do not fit version ${version}, and no migration changes them. It still takes both versions; write a migration for them.`,
      );
    }
    if (left > 0) continue;
    await hold(db, collection, { oldest: migrations.at(-1)!.to, newest: version, schema });
    // Between the count and the change an older process may have written once more.
    if ((await unfit()) === 0) {
      options.say(`${name}.${collection} takes version ${version} alone.`);
      return;
    }
    await expand(connection, behind);
  }
  throw new MigrationError(
    `${name}.${collection}: older processes keep writing. It still takes both versions; stop them, then run npm run migrate.`,
  );
}

/** Whoever was killed in the middle of a batch holds its locks until the server gives up its transaction, which takes it a minute or two. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let left = PATIENCE; ; left--) {
    try {
      return await ask();
    } catch (error) {
      if (left === 0 || (error as Error).name !== 'MongoNetworkTimeoutError') throw error;
    }
  }
}

/** Passes until one finds nothing to change. */
async function run(connection: Connection, migration: Migration, version: number, options: MigrateOptions) {
  const { id, collection, to } = migration;
  const progress = modelOf(connection, migrationProgressRecord);
  const begun = { collection, after: null, changed: 0, startedAt: new Date() };
  const begin = () =>
    progress.updateOne({ _id: id }, { $setOnInsert: begun, $set: { finishedAt: null } }, { upsert: true });
  await patiently(begin);
  const passOptions: PassOptions = {
    batch: options.batch ?? 500,
    signal: options.signal ?? new AbortController().signal,
    onProgress: (changed) => options.say(`${id}: ${changed} documents changed`),
    unchecked: to !== version,
  };
  let touched = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const more = await pass(connection, migration, passOptions);
    if (more === 0) break;
    touched += more;
  }
  await progress.updateOne({ _id: id }, { $set: { finishedAt: new Date() } });
  return touched;
}
