import type { RequiresSelection } from '@graphql-hive/router-query-planner';
import type { Step, Target } from './planned.ts';

export type Data = Record<string, unknown>;
/** An object of the data, and where it stands in the answer. */
export interface Place {
  object: Data;
  path: (string | number)[];
}

/** Representations to ask for, each once, and the objects that each stands for. */
export interface Asked {
  representations: Data[];
  places: Place[][];
}

/** What a subgraph is to be asked for these targets. */
export function representationsOf(data: Data, targets: readonly Target[]): Asked {
  const asked: Asked = { representations: [], places: [] };
  const known = new Map<string, number>();
  for (const { path, requires } of targets) {
    for (const place of placesAt(data, path)) {
      const representation = representationOf(place.object, requires);
      if (!representation) continue;
      const key = JSON.stringify(representation);
      let index = known.get(key);
      if (index === undefined) {
        known.set(key, (index = asked.representations.push(representation) - 1));
        asked.places.push([]);
      }
      asked.places[index]!.push(place);
    }
  }
  return asked;
}

function placesAt(data: unknown, steps: readonly Step[], path: (string | number)[] = []): Place[] {
  if (data === null || typeof data !== 'object') return [];
  if (Array.isArray(data)) {
    const rest = steps[0] === 'each' ? steps.slice(1) : steps;
    return data.flatMap((item, index) => placesAt(item, rest, [...path, index]));
  }
  const [step, ...rest] = steps;
  if (step === undefined) return [{ object: data as Data, path }];
  if (step === 'each') return placesAt(data, rest, path);
  if ('types' in step)
    return step.types.includes((data as Data)['__typename'] as string) ? placesAt(data, rest, path) : [];
  return placesAt((data as Data)[step.field], rest, [...path, step.field]);
}

function representationOf(object: Data, requires: readonly RequiresSelection[]): Data | null {
  const type = object['__typename'];
  const selections = requires.flatMap((selection) =>
    selection.kind === 'InlineFragment' ? (selection.typeCondition === type ? selection.selections : []) : [selection],
  );
  if (selections.length === 0) return null;
  const picked = pick(object, selections);
  return picked && { __typename: type, ...picked };
}

function pick(object: Data, selections: readonly RequiresSelection[]): Data | null {
  const picked: Data = {};
  for (const selection of selections) {
    if (selection.kind !== 'Field') continue;
    const value = object[selection.alias ?? selection.name];
    if (value === undefined) return null;
    picked[selection.name] = selection.selections ? pickFrom(value, selection.selections) : value;
  }
  return picked;
}

const pickFrom = (value: unknown, selections: readonly RequiresSelection[]): unknown =>
  Array.isArray(value)
    ? value.map((item) => pickFrom(item, selections))
    : value && typeof value === 'object'
      ? pick(value as Data, selections)
      : value;

/** Puts what a subgraph knows of an object into it. */
export function merge(into: Data, from: Data): void {
  for (const [key, value] of Object.entries(from)) {
    const present = into[key];
    into[key] = present === undefined || present === null ? value : merged(present, value);
  }
}

function merged(present: unknown, value: unknown): unknown {
  if (Array.isArray(present) && Array.isArray(value))
    return present.map((item, index) => (value[index] === undefined ? item : merged(item, value[index])));
  if (isObject(present) && isObject(value)) {
    merge(present, value);
    return present;
  }
  return value;
}

const isObject = (value: unknown): value is Data =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
