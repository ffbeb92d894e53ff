import type { Fields } from '../record/field.ts';
import { pathsOf } from '../record/inventory.ts';

/** The names under which references of people lie in a document, lists gone through; the last name leads to the declared path. */
export interface FencedPlaces {
  [name: string]: FencedPlaces | string;
}

/** A reference in a document, or in what changes one. */
export interface Named {
  path: string;
  reference: string;
}

/**
 * Where a record's documents name people of whom an erasure takes something away; null when nowhere. Where all that is said of somebody is kept
 * by a duty, as in the audit log and in rights cases, an erasure leaves it, and what is told of the erasure itself has to get in.
 */
export function fencedPlacesOf(declaration: { fields: Fields }): FencedPlaces | null {
  const paths = pathsOf(declaration);
  const places: FencedPlaces = {};
  for (const { path, leaf } of paths) {
    if (!leaf.refersTo) continue;
    const said = paths.flatMap(({ leaf: { declared } }) =>
      declared.personal && declared.subject === path ? declared.onErasure : [],
    );
    if (said.length > 0 && said.every((action) => action === 'retain')) continue;
    const names = path.replaceAll('[]', '').split('.');
    const last = names.pop()!;
    let at = places;
    for (const name of names) at = (at[name] ??= {}) as FencedPlaces;
    at[last] = path;
  }
  return Object.keys(places).length > 0 ? places : null;
}

/** The references in a value that stands at a place, whatever lists it is in. */
export function* namedIn(value: unknown, place: FencedPlaces | string | undefined): Generator<Named> {
  if (place === undefined || value === null || value === undefined) return;
  if (Array.isArray(value)) for (const item of value) yield* namedIn(item, place);
  else if (typeof place === 'string') {
    if (typeof value === 'string') yield { path: place, reference: value };
  } else if (typeof value === 'object') {
    for (const [name, inner] of Object.entries(place)) yield* namedIn((value as Record<string, unknown>)[name], inner);
  }
}

/** The place that a dotted path of a filter or an update leads to; numbers and signs of places in lists lead nowhere else. */
export function placeAt(places: FencedPlaces, path: string): FencedPlaces | string | undefined {
  let at: FencedPlaces | string | undefined = places;
  for (const name of path.split('.')) {
    if (/^(\d+|\$.*)$/.test(name)) continue;
    if (at === undefined || typeof at === 'string') return undefined;
    at = at[name];
  }
  return at;
}
