import type { Field, Fields, Leaf } from './field.ts';
import type { Personal } from './personal.ts';

/** What of a record's declaration says which paths there are. */
interface Declaration {
  collection: string;
  fields: Fields;
}

/** A stored leaf with the full path by which declarations name it, such as `persons[].name` or `description.tr`. */
export interface StoredPath {
  path: string;
  leaf: Leaf<unknown>;
}

/** Every leaf that a record stores, in the order of its declaration, without `_id` and without the tokens of look-ups. */
export const pathsOf = ({ fields }: Pick<Declaration, 'fields'>): StoredPath[] => [...leavesOf(fields, '')];

function* leavesOf(fields: Fields, prefix: string): Generator<StoredPath> {
  for (const [name, field] of Object.entries(fields)) yield* leavesAt(field, prefix + name);
}

function* leavesAt(field: Field, path: string): Generator<StoredPath> {
  if (field.kind === 'group') yield* leavesOf(field.fields, `${path}.`);
  else if (field.kind === 'list') yield* leavesAt(field.item, `${path}[]`);
  else yield { path, leaf: field };
}

/** The declaration of a path that holds sealed values; null for one that is stored as it is. */
export const sealedAs = ({ declared }: Leaf<unknown>): Personal | null =>
  declared.personal && declared.protection === 'encrypted' ? declared : null;

/** Whether a record holds anything that is sealed: then it is read and written by `Records` alone. */
export const hasSealed = (declaration: Pick<Declaration, 'fields'>): boolean =>
  pathsOf(declaration).some(({ leaf }) => sealedAs(leaf) !== null);

/**
 * Throws when a path names a subject that the record does not hold, or one of another list's items: a person's data that cannot be found
 * by the person's reference could not be erased.
 */
export function checkSubjects(declaration: Declaration): void {
  const paths = pathsOf(declaration);
  const references = new Set(paths.filter(({ leaf }) => leaf.refersTo).map(({ path }) => path));
  for (const { path, leaf } of paths) {
    if (!leaf.declared.personal) continue;
    const { subject } = leaf.declared;
    if (references.has(subject) && path.startsWith(scopeOf(subject))) continue;
    throw new Error(
      `${declaration.collection}.${path}: expected the path of a subjectRef of the same document or the same item, got ${JSON.stringify(subject)}. There are: ${[...references].join(', ') || 'none'}.`,
    );
  }
}

/** Throws when a path names a clock that is no plainly stored instant of the same document or the same item: a sweep could not read it. */
export function checkClocks(declaration: Declaration): void {
  const paths = pathsOf(declaration);
  const clocks = new Set(
    paths.filter(({ leaf }) => leaf.kind === 'instant' && sealedAs(leaf) === null).map(({ path }) => path),
  );
  for (const { path, leaf } of paths) {
    const since = leaf.declared.personal ? leaf.declared.since : undefined;
    if (since === undefined || (clocks.has(since) && path.startsWith(scopeOf(since)))) continue;
    throw new Error(
      `${declaration.collection}.${path}: expected \`since\` to be the path of an instant of the same document or the same item that is not sealed, got ${JSON.stringify(since)}. There are: ${[...clocks].join(', ') || 'none'}.`,
    );
  }
}

/** The innermost list item that a path lies in, such as `persons[]`; empty for one of the document itself. */
export const scopeOf = (path: string): string =>
  path.slice(0, path.lastIndexOf('[]') + 1 && path.lastIndexOf('[]') + 2);
