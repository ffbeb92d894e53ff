import { namedIn, placeAt, type FencedPlaces, type Named } from './fenced-places.ts';

type Filter = Record<string, unknown>;

/** One write, as the driver takes it. */
export interface Write {
  filter?: Filter;
  document?: unknown;
  update?: unknown;
  upsert?: boolean;
}

/** What these do takes away, or counts: no reference comes in by it. */
const TAKES = new Set(['$unset', '$pull', '$pullAll', '$pop', '$inc', '$mul', '$bit', '$currentDate', '$rename']);

/**
 * The references that a write may bring into a document. What a filter asks for at the same place is there already, unless a document may be
 * made by it: such a write changes what is there, and brings nobody back who is gone.
 */
export function broughtIn({ filter = {}, document, update, upsert = false }: Write, places: FencedPlaces): Set<string> {
  const asked = [...namedByFilter(filter, places)];
  const brought = [...namedIn(document, places), ...namedByUpdate(update, places)];
  if (upsert) return new Set([...brought, ...asked].map(({ reference }) => reference));
  const there = new Set(asked.filter(({ path }) => typeof filter[path] === 'string').map(keyOf));
  return new Set(brought.filter((named) => !there.has(keyOf(named))).map(({ reference }) => reference));
}

const keyOf = ({ path, reference }: Named): string => `${path} ${reference}`;

function* namedByUpdate(update: unknown, places: FencedPlaces): Generator<Named> {
  // The steps of a pipeline may compute anything: each text in it counts, wherever it stands.
  if (Array.isArray(update)) return yield* textsIn(update);
  for (const [operator, changes] of Object.entries((update ?? {}) as Filter)) {
    if (TAKES.has(operator)) continue;
    for (const [path, value] of Object.entries((changes ?? {}) as Filter)) yield* namedAt(path, value, places);
  }
}

/** A path that ends above references, at one, or below none. */
function* namedAt(path: string, value: unknown, places: FencedPlaces): Generator<Named> {
  const place = placeAt(places, path);
  if (place === undefined) return;
  const each = (value as { $each?: unknown } | null)?.$each;
  yield* namedIn(each ?? value, place);
}

function* namedByFilter(filter: Filter, places: FencedPlaces): Generator<Named> {
  for (const [name, value] of Object.entries(filter)) {
    if (Array.isArray(value) && name.startsWith('$')) {
      for (const one of value) yield* namedByFilter(one as Filter, places);
    } else {
      const { $eq, $in } = (value ?? {}) as { $eq?: unknown; $in?: unknown };
      yield* namedIn($eq ?? $in ?? value, placeAt(places, name));
    }
  }
}

function* textsIn(value: unknown): Generator<Named> {
  if (typeof value === 'string') {
    if (REFERENCE.test(value)) yield { path: '', reference: value };
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) yield* textsIn(inner);
  }
}
/** Of a subject, or of an account. */
const REFERENCE = /^([0-7][0-9A-HJKMNP-TV-Z]{25}|[0-9a-f]{24})$/;
