import { createHash } from 'node:crypto';
import type { Leaf } from '../record/field.ts';
import { pathsOf, scopeOf, type StoredPath } from '../record/inventory.ts';
import type { Personal, ReferredKind } from '../record/personal.ts';
import type { RecordDeclaration } from '../record/record.ts';
import { canonicalJson } from '../text/canonical-json.ts';

/** A place where documents or lines are kept: a database, or the log. */
export interface Store {
  name: string;
  records: readonly RecordDeclaration[];
  /** Its entries have no `_id`: lines of a log. */
  withoutIds?: boolean;
}

interface Row {
  store: string;
  collection: string;
  /** As the inventory writes it: `persons[].name`, `_id`, `emailTokens[]`. */
  path: string;
}

export interface PlainRow extends Row {
  personal: false;
}

/** A stored path that says something about a person. */
export interface PersonalRow extends Row, Omit<Personal, 'subject' | 'since' | 'purposes' | 'protection'> {
  subject: ReferredKind;
  /** Where the reference of that person stands in the same document or item. */
  subjectPath: string;
  purposes: readonly string[];
  /** The instant from which the period runs; null: it ends with an event. */
  since: string | null;
  /** `keyed hash`: tokens by which a sealed value is found again. */
  protection: Personal['protection'] | 'keyed hash';
}

/** Every stored path, in the order of the declarations. */
export type DataMap = readonly (PlainRow | PersonalRow)[];

/** The data map of what is declared. Throws for a reference of a person of which nothing says what it is for. */
export const dataMapOf = (stores: readonly Store[]): DataMap =>
  stores.flatMap(({ name, records, withoutIds }) =>
    records.flatMap((record) => [
      ...(withoutIds ? [] : [{ store: name, collection: record.collection, path: '_id', personal: false as const }]),
      ...rowsOf(name, record),
    ]),
  );

export const isPersonal = (row: PlainRow | PersonalRow): row is PersonalRow => row.personal;

/** SHA-256, in hex, of the map in canonical JSON: two maps are the same exactly when their hashes are. */
export const mapHash = (map: DataMap): string => createHash('sha256').update(canonicalJson(map)).digest('hex');

function rowsOf(store: string, record: RecordDeclaration): (PlainRow | PersonalRow)[] {
  const { collection, lookups = {} } = record;
  const paths = pathsOf(record);
  const rows = paths.map((stored) => {
    const at = { store, collection, path: stored.path };
    if (stored.leaf.declared.personal) return personalRow(at, stored.leaf.declared, paths);
    return stored.leaf.refersTo ? referenceRow(at, stored.leaf, paths) : { ...at, personal: false as const };
  });
  const tokens = Object.entries(lookups).map(([name, { of }]): PersonalRow => {
    const source = rows.find(({ path }) => path === of);
    if (!source?.personal) throw new Error(`${collection}.${name}: expected a look-up of a personal path, got ${of}.`);
    const onErasure = source.onErasure === 'delete document' ? source.onErasure : 'unset';
    return { ...source, path: `${name}[]`, onErasure, onExport: 'exclude secret', protection: 'keyed hash' };
  });
  return [...rows, ...tokens];
}

function personalRow(at: Row, declared: Personal, paths: readonly StoredPath[]): PersonalRow {
  const { subject, since = null, ...rest } = declared;
  return { ...at, ...rest, subject: kindAt(subject, paths), subjectPath: subject, since };
}

const kindAt = (subject: string, paths: readonly StoredPath[]): ReferredKind =>
  paths.find(({ path }) => path === subject)!.leaf.refersTo!;

/**
 * The reference itself: a pseudonym, kept for whatever the paths about the person are kept for, and gone with them. Where these go one by
 * one it is cut off, and where it must stay it leads nowhere once the person's data key is destroyed.
 */
function referenceRow(at: Row, leaf: Leaf<unknown>, paths: readonly StoredPath[]): PersonalRow {
  const about = paths.flatMap(({ leaf: { declared } }) =>
    declared.personal && declared.subject === at.path ? [declared] : [],
  );
  const [first] = about;
  if (!first) {
    throw new Error(
      `${at.collection}.${at.path}: nothing says what this reference of a person is for. Declare what is about the person, or take the reference away.`,
    );
  }
  const actions = about.map(({ onErasure }) => onErasure);
  const whole = actions.find((action) => action === 'delete document') ?? actions.find((one) => one === 'remove item');
  return {
    ...at,
    personal: true,
    category: 'user.unique_id.pseudonymous',
    subject: leaf.refersTo!,
    subjectPath: at.path,
    purposes: [...new Set(about.flatMap(({ purposes }) => [...purposes]))],
    basis: first.basis,
    retention: first.retention,
    since: first.since && at.path.startsWith(scopeOf(first.since)) ? first.since : null,
    onErasure: whole ?? (leaf.nullable || leaf.optional ? 'detach' : 'retain'),
    onExport: 'include',
    protection: 'plain',
  };
}
