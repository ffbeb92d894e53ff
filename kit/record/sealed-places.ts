import type { Field, Fields, Leaf } from './field.ts';
import { scopeOf, sealedAs } from './inventory.ts';

/** One value of a document that is, or is to be, sealed: where it stands, and whose it is. */
export interface Place {
  holder: Record<string | number, unknown>;
  name: string | number;
  path: string;
  leaf: Leaf<unknown>;
  /** Null: the value is about nobody, and stays as it is. */
  subjectRef: string | null;
}

/** A person that a document is about, or one item of a list in it. */
export interface Mention {
  subjectRef: string;
  /** The list and the item of it that goes with the person; null: the whole document. */
  item: { list: unknown[]; item: unknown } | null;
}

export interface Found {
  places: Place[];
  mentions: Mention[];
}

type Holder = Record<string | number, unknown>;
/** Visits what one field holds. `scopes`: the document, and the items around the field, outermost first. */
type Visit = (holder: Holder, scopes: readonly Holder[], found: Found) => void;

/** Finds the sealed places of documents of one declaration; it is made once, and goes only where something is sealed. */
export function placesFinder(fields: Fields): (document: object) => Found {
  const visits = visitsOf(fields, '');
  const references = referencesIn(fields, '');
  return (document) => {
    const found: Found = { places: [], mentions: [] };
    mention(document as Holder, references, null, found);
    for (const visit of visits) visit(document as Holder, [document as Holder], found);
    return found;
  };
}

/** The names of the references of those whom a document as a whole is about. */
export const documentReferences = (fields: Fields): readonly string[] => referencesIn(fields, '');

const visitsOf = (fields: Fields, prefix: string): Visit[] =>
  Object.entries(fields).flatMap(([name, field]) => visitOf(field, name, prefix + name) ?? []);

function visitOf(field: Field, name: string, path: string): Visit | null {
  if (field.kind === 'group') return groupVisit(visitsOf(field.fields, `${path}.`), name);
  if (field.kind === 'list') return listVisit(field.item, name, `${path}[]`);
  const subjectOf = subjectReader(field);
  if (!subjectOf) return null;
  return (holder, scopes, { places }) => {
    if (holder[name] != null) places.push({ holder, name, path, leaf: field, subjectRef: subjectOf(scopes) });
  };
}

const groupVisit = (visits: Visit[], name: string): Visit | null =>
  visits.length === 0
    ? null
    : (holder, scopes, found) => {
        const inner = holder[name];
        if (inner != null) for (const visit of visits) visit(inner as Holder, scopes, found);
      };

function listVisit(item: Field, name: string, path: string): Visit | null {
  if (item.kind === 'group')
    return itemsVisit(visitsOf(item.fields, `${path}.`), referencesIn(item.fields, path), name);
  if (item.kind === 'list') throw new Error(`${path}: expected a list of values or groups, got a list of lists.`);
  const subjectOf = subjectReader(item);
  if (!subjectOf) return null;
  return (holder, scopes, { places }) => {
    const list = holder[name] as unknown[] | null | undefined;
    list?.forEach((value, index) => {
      if (value != null) {
        places.push({ holder: list as never, name: index, path, leaf: item, subjectRef: subjectOf(scopes) });
      }
    });
  };
}

const itemsVisit = (visits: Visit[], references: readonly string[], name: string): Visit | null =>
  visits.length === 0
    ? null
    : (holder, scopes, found) => {
        const list = (holder[name] ?? []) as Holder[];
        for (const item of list) {
          mention(item, references, { list, item }, found);
          for (const visit of visits) visit(item, [...scopes, item], found);
        }
      };

/** The names, in one scope, of the references of those whose values are sealed in it. */
function referencesIn(fields: Fields, scope: string): string[] {
  const prefix = scope && `${scope}.`;
  return [...new Set(subjectsIn(fields, scope))].map((subject) => subject.slice(prefix.length));
}

function* subjectsIn(fields: Fields, scope: string): Generator<string> {
  for (const field of Object.values(fields)) {
    if (field.kind === 'group') yield* subjectsIn(field.fields, scope);
    else if (field.kind === 'list') yield* subjectsIn({ item: field.item }, scope);
    else {
      const sealed = sealedAs(field);
      if (sealed && scopeOf(sealed.subject) === scope) yield sealed.subject;
    }
  }
}

function mention(holder: Holder, references: readonly string[], item: Mention['item'], { mentions }: Found): void {
  for (const reference of references) {
    const subjectRef = holder[reference] as string | null | undefined;
    if (subjectRef != null) mentions.push({ subjectRef, item });
  }
}

function subjectReader(leaf: Leaf<unknown>): ((scopes: readonly Holder[]) => string | null) | null {
  const sealed = sealedAs(leaf);
  if (!sealed) return null;
  const depth = sealed.subject.split('[]').length - 1;
  const name = sealed.subject.slice(sealed.subject.lastIndexOf('.') + 1);
  return (scopes) => (scopes[depth]![name] as string | null | undefined) ?? null;
}
