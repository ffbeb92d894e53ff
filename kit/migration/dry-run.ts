import type { Connection, mongo } from 'mongoose';
import { databaseOf } from '../record/held-version.ts';
import { pendingOf } from './migrate.ts';
import type { Change, Database, Migration } from './migration.ts';
import { changeOf } from './pass.ts';

const EXAMPLES = 3;

/**
 * Says what `migrate` would do, and writes nothing: how many documents each pending migration would change, as they are stored now, and
 * for three of them which fields; never a value, never whose. Answers how many collections are behind. Throws MigrationError.
 */
export async function dryRun(connection: Connection, database: Database, say: (line: string) => void): Promise<number> {
  const pending = await pendingOf(connection, database);
  for (const { declaration, held, migrations } of pending) {
    const now = held.oldest === held.newest ? `${held.oldest}` : `${held.oldest} to ${held.newest}`;
    say(`${database.name}.${declaration.collection} holds version ${now}; declared is ${declaration.version}.`);
    for (const migration of migrations) {
      const { count, examples } = await wouldChange(connection, migration);
      say(`  ${migration.id}, ${migration.from} to ${migration.to}: ${migration.describe}`);
      say(`    would change ${count} documents`);
      for (const example of examples) say(`    for example ${example}`);
    }
  }
  return pending.length;
}

async function wouldChange(connection: Connection, migration: Migration) {
  const documents = databaseOf(connection).collection<mongo.Document & { _id: string }>(migration.collection);
  const examples: string[] = [];
  let count = 0;
  for await (const document of documents.find(migration.filter as object).sort({ _id: 1 })) {
    const change = changeOf(migration, document);
    if (!change) continue;
    count++;
    if (examples.length < EXAMPLES) examples.push(fieldsOf(change, document));
  }
  return { count, examples };
}

/** `+phone -telephone ~name`: added, taken away, changed. */
function fieldsOf(change: Change, document: mongo.Document): string {
  const marks = Object.entries(change).flatMap(([operator, fields]) =>
    Object.entries(fields as Record<string, unknown>).flatMap(([path, value]) => {
      if (operator === '$unset') return [`-${path}`];
      if (operator === '$rename') return [`-${path}`, `+${String(value)}`];
      return [`${has(document, path) ? '~' : '+'}${path}`];
    }),
  );
  return marks.join(' ');
}

const has = (document: unknown, path: string): boolean =>
  path.split('.').reduce<unknown>((within, key) => (within as mongo.Document | null | undefined)?.[key], document) !==
  undefined;
