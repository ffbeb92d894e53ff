import { isDeepStrictEqual } from 'node:util';
import type { Connection, mongo } from 'mongoose';
import { databaseOf, heldBy } from '../record/held-version.ts';
import { pathsOf } from '../record/inventory.ts';
import type { RecordDeclaration } from '../record/record.ts';
import { validatorOf } from '../record/validator.ts';
import type { Store } from './data-map.ts';

/** Databases of the server itself. */
const SERVER = new Set(['admin', 'local', 'config']);
/** Up to so many documents of a collection are all looked at; of a larger one, as many at random. */
const MOST_DOCUMENTS = 50_000;

/**
 * Looks through every database of a deployment for what no record declares: databases, collections, paths in documents, and collections
 * that the database does not hold to their declaration. One sentence for each, with names and never a value.
 */
export async function observedFaults(connection: Connection, stores: readonly Store[]): Promise<string[]> {
  const { databases } = await databaseOf(connection).admin().listDatabases({ nameOnly: true });
  const faults: string[] = [];
  for (const { name } of databases.filter((found) => !SERVER.has(found.name))) {
    const store = stores.find((one) => one.name === name);
    if (store) faults.push(...(await databaseFaults(databaseOf(connection.useDb(name, { useCache: true })), store)));
    else
      faults.push(
        `${name}: a database that nothing declares. Declare its records and name it in the list of databases.`,
      );
  }
  return faults;
}

async function databaseFaults(db: mongo.Db, { records }: Store): Promise<string[]> {
  const collections = await db.listCollections({}, { nameOnly: true }).toArray();
  const faults: string[] = [];
  for (const { name } of collections.filter((found) => !found.name.startsWith('system.'))) {
    const where = `${db.databaseName}.${name}`;
    const declaration = records.find(({ collection }) => collection === name);
    if (!declaration) {
      faults.push(
        `${where}: a collection that nothing declares. Declare its record, and give it to ensureCollections.`,
      );
      continue;
    }
    faults.push(...(await validatorFaults(db, declaration)).map((fault) => `${where}: ${fault}`));
    const undeclared = undeclaredPaths(await observedPaths(db, name), declaration);
    faults.push(...undeclared.map((path) => `${where}.${path}: stored and not declared. Declare it in its record.`));
  }
  return faults;
}

async function validatorFaults(db: mongo.Db, { collection, fields, lookups }: RecordDeclaration): Promise<string[]> {
  const held = await heldBy(db, collection);
  if (!held || Object.keys(held.schema).length === 0) {
    return ['expected the declared validator, found none. Give the record to ensureCollections.'];
  }
  const schema = validatorOf(fields, lookups);
  // A migration that runs holds it open for two versions.
  const accepted = (held.schema['anyOf'] as unknown[] | undefined) ?? [held.schema];
  return accepted.some((one) => isDeepStrictEqual(one, schema))
    ? []
    : ['its validator is not what is declared. Raise the version of the declaration, or run npm run migrate.'];
}

/** The paths that documents of a collection really have, as the inventory writes them. */
async function observedPaths(db: mongo.Db, collection: string): Promise<Set<string>> {
  const documents = db.collection(collection);
  const large = (await documents.estimatedDocumentCount()) > MOST_DOCUMENTS;
  const cursor = large ? documents.aggregate([{ $sample: { size: MOST_DOCUMENTS } }]) : documents.find();
  const paths = new Set<string>();
  for await (const document of cursor) observe(document, '', paths);
  return paths;
}

function observe(value: unknown, path: string, paths: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) observe(item, `${path}[]`, paths);
    if (value.length === 0) paths.add(path);
  } else if (isDocument(value)) {
    const members = Object.entries(value);
    for (const [name, member] of members) observe(member, path && name ? `${path}.${name}` : path + name, paths);
    if (members.length === 0) paths.add(path);
  } else paths.add(path);
}

const isDocument = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

function undeclaredPaths(observed: ReadonlySet<string>, declaration: RecordDeclaration): string[] {
  const leaves = ['_id', ...pathsOf(declaration).map(({ path }) => path)];
  leaves.push(...Object.keys(declaration.lookups ?? {}).map((name) => `${name}[]`));
  const declared = new Set(leaves.flatMap(withGroups));
  return [...observed].filter((path) => path !== '' && !declared.has(path)).toSorted();
}

/** A path, and the lists and groups around it: they are seen where they are empty or null. */
function withGroups(path: string): string[] {
  const cut = Math.max(path.lastIndexOf('.'), path.endsWith('[]') ? path.length - 2 : -1);
  return cut < 0 ? [path] : [path, ...withGroups(path.slice(0, cut))];
}
