import type { mongo } from 'mongoose';
import type { RecordDeclaration } from '../record/record.ts';

type Document = mongo.Document;

/** Operators of an update, such as `$set` and `$unset`: what a dry run can name field by field. */
export type Change = Pick<mongo.UpdateFilter<Document>, '$set' | '$unset' | '$rename' | '$inc' | '$push' | '$pull'>;

/** How the stored documents of one collection get from one version of its declaration to a later one. There is no way back. */
export interface Migration {
  /** A day and a name, such as `2026-11-23-split-names`; never used again. */
  id: string;
  collection: string;
  from: number;
  to: number;
  /** One sentence for whoever runs it. */
  describe: string;
  /** Selects the documents that are still to be changed: none of those that are. */
  filter: mongo.Filter<Document>;
  /** Computed from the document alone, so that it can be repeated. Null leaves it as it is. */
  change(document: Readonly<Document>): Change | null;
}

/** What is stored in one database, and the migrations that lead there. */
export interface Database {
  name: string;
  records: readonly RecordDeclaration[];
  migrations: readonly Migration[];
}

/** A list of migrations that cannot be run, or one that failed. Nothing of a document but its id is in the message. */
export class MigrationError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'MigrationError';
  }
}

const ID = /^\d{4}-\d{2}-\d{2}-[a-z0-9]+(-[a-z0-9]+)*$/;

/** Throws MigrationError unless each migration leads upwards, to a version that is declared, behind the one before it. */
export function checkMigrations({ name, records, migrations }: Database): void {
  const reached = new Map<string, number>();
  const ids = new Set<string>();
  for (const { id, collection, from, to } of migrations) {
    const expect = (holds: boolean, expected: string): void => {
      if (!holds) throw new MigrationError(`Migration ${id} of ${name}.${collection}: expected ${expected}.`);
    };
    const declared = records.find((record) => record.collection === collection);
    expect(ID.test(id), 'an id such as 2026-11-23-split-names');
    expect(!ids.has(id), 'an id of its own, and another migration has it too');
    expect(declared !== undefined, 'a collection that is declared');
    expect(from >= 1 && from < to, `to lead from a version to a later one, got ${from} to ${to}`);
    expect(to <= declared!.version, `to lead to a declared version, at most ${declared!.version}, got ${to}`);
    expect(from >= (reached.get(collection) ?? 1), 'to begin where the one before it ends, or later');
    ids.add(id);
    reached.set(collection, to);
  }
}
