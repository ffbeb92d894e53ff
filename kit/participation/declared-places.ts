import type { Connection, mongo } from 'mongoose';
import { dataMapOf, isPersonal, type DataMap } from '../data-map/data-map.ts';
import { exportPlanOf } from '../data-map/export-plan.ts';
import type { ReferredKind } from '../record/personal.ts';
import type { RecordDeclaration } from '../record/record.ts';
import { Records } from '../record/records.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { TakenPaths } from './taken-paths.ts';

/** Records that a subgraph answers for, in one database: its own, or those that it publishes. */
export interface DeclaredStore {
  name: string;
  connection: Connection;
  records: readonly RecordDeclaration[];
}

/** What a subgraph keeps: its own records in the database of its name, and what it publishes among events. */
export interface Kept {
  connection: Connection;
  records: readonly RecordDeclaration[];
  events: Connection;
  published: readonly RecordDeclaration[];
}

export const storesOf = (name: string, { connection, records, events, published }: Kept): DeclaredStore[] => [
  { name, connection, records },
  { name: 'events', connection: events, records: published },
];

/** Paths that are about a person by whom a record names them, though they are sealed under another reference of the record. */
export interface AlongWith {
  collection: string;
  subjectPath: string;
  paths: readonly string[];
}

/** Where people are named by one reference, and what a person is told of it. */
export interface DeclaredPlace {
  store: string;
  collection: string;
  subjectPath: string;
  subject: ReferredKind;
  records: Records<never, { _id: string }>;
  taken: TakenPaths;
  /** False: an export says nothing of it. */
  told: boolean;
  summarised: readonly string[];
}

/** Bytes are given as the files that records name. */
const BYTES = /\.(files|chunks)$/;

/** Every place where a person may be named, in the order of the declarations. Throws for paths along with a place that there is not. */
export function declaredPlaces(
  stores: readonly DeclaredStore[],
  keyring: Keyring,
  along: readonly AlongWith[],
): DeclaredPlace[] {
  const map = dataMapOf(stores.map(({ name, records }) => ({ name, records })));
  const places = exportPlanOf(map).map(({ store, collection, subjectPath, include, summarise }) => {
    const { connection, records } = stores.find(({ name }) => name === store)!;
    const declaration = records.find((one) => one.collection === collection)!;
    const also = along.filter((one) => one.collection === collection && one.subjectPath === subjectPath);
    const paths = [...include, ...also.flatMap((one) => one.paths)];
    return {
      store,
      collection,
      subjectPath,
      subject: subjectAt(map, store, collection, subjectPath),
      records: new Records<never, { _id: string }>(connection, declaration as never, keyring),
      taken: new TakenPaths(paths, subjectPath),
      told: paths.length + summarise.length > 0 && !BYTES.test(collection),
      summarised: summarise,
    };
  });
  for (const { collection, subjectPath } of along) {
    if (places.some((place) => place.collection === collection && place.subjectPath === subjectPath)) continue;
    throw new Error(`Expected ${collection}.${subjectPath} to name people, and no record has it.`);
  }
  return places;
}

/** The filter that finds what names any of these people at a place. */
export const naming = ({ subjectPath }: Pick<DeclaredPlace, 'subjectPath'>, refs: ReadonlySet<string>) =>
  ({ [subjectPath.replaceAll('[]', '')]: { $in: [...refs] } }) as mongo.Filter<mongo.Document>;

const subjectAt = (map: DataMap, store: string, collection: string, subjectPath: string): ReferredKind =>
  map
    .filter(isPersonal)
    .find((row) => row.store === store && row.collection === collection && row.subjectPath === subjectPath)!.subject;
