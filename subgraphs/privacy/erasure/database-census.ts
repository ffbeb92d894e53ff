import type { Connection, mongo } from 'mongoose';
import type { PersonalRow } from '../../../kit/data-map/data-map.ts';
import { erasurePlanOf, groupedBy } from '../../../kit/data-map/erasure-plan.ts';
import type { CompanyFate, HeldRecord } from '../../../kit/participation/erasing.ts';
import type { PersonCount } from '../../../kit/participation/participant.ts';
import { Gathered } from '../../../kit/mongo/gathered.ts';
import { companiesLeft } from './company-census.ts';
import type { Census } from './erasure-ports.ts';

export interface DatabaseCensusParts {
  /** Every database of the directory, by name. */
  databases: readonly { name: string; connection: Connection }[];
  /** What the declarations say is about people. */
  rows: readonly PersonalRow[];
}

interface Place {
  store: string;
  collection: string;
  subjectPath: string;
}

/** Whom nothing may name, but for what is held. */
interface Sought {
  references: readonly string[];
  held: readonly HeldRecord[];
}

/** People who are looked for in one command. */
const MOST_TOGETHER = 8;

/**
 * Counts, by the declaration and in the databases themselves, what still names somebody, and what is left of companies that went with them: whatever the part of the directory says whose database it is. Where all
 * is kept by a duty it does not look; what is kept is listed as a residual.
 */
export class DatabaseCensus implements Census {
  readonly databases: readonly string[];
  readonly collections: number;
  readonly #parts: DatabaseCensusParts;
  /** For each database where somebody may be named: of those who are looked for at one moment all are one question. */
  readonly #counting: readonly Gathered<Sought, PersonCount[]>[];

  constructor(parts: DatabaseCensusParts) {
    this.#parts = parts;
    this.databases = parts.databases.map(({ name }) => name);
    const places = goingPlaces(parts.rows).filter(({ store }) => this.databases.includes(store));
    this.#counting = [...groupedBy(places, ({ store }) => store).entries()].map(([store, same]) => {
      const { connection } = parts.databases.find(({ name }) => name === store)!;
      return new Gathered((sought) => counted(connection, same, sought), MOST_TOGETHER);
    });
    this.collections = new Set(places.map(({ store, collection }) => `${store}.${collection}`)).size;
  }

  async left(
    references: readonly string[],
    held: readonly HeldRecord[],
    companies: readonly CompanyFate[],
  ): Promise<PersonCount[]> {
    const ofCompanies = await companiesLeft(this.#parts.databases, companies, held);
    if (references.length === 0) return ofCompanies;
    const counts = await Promise.all(this.#counting.map((one) => one.answer({ references, held })));
    return [...counts.flat(), ...ofCompanies, ...(await this.#foundByAddress(references))];
  }

  /** Files of cases stay, and are not found by the address of who was erased. */
  async #foundByAddress(references: readonly string[]): Promise<PersonCount[]> {
    const [store, collection] = ['privacy', 'privacyCases'];
    const connection = this.#parts.databases.find(({ name }) => name === store)?.connection;
    const which = { 'subjects.personRef': { $in: [...references] }, emailTokens: { $exists: true } };
    const records = (await connection?.collection(collection).countDocuments(which)) ?? 0;
    return records > 0 ? [{ store, collection, subjectPath: 'emailTokens', records }] : [];
  }

  async namedBy(held: readonly HeldRecord[], references: readonly string[]): Promise<ReadonlySet<string>> {
    const named = new Set<string>();
    const known = new Set(references);
    for (const [, same] of groupedBy(held, ({ store, collection }) => `${store}.${collection}`)) {
      const [{ store, collection }] = same;
      const paths = this.#parts.rows.filter((row) => row.store === store && row.collection === collection);
      const connection = this.#parts.databases.find(({ name }) => name === store)?.connection;
      const ids = same.map(({ id }) => id);
      const found = connection?.collection(collection).find({ _id: { $in: ids } } as never) ?? [];
      for await (const document of found)
        for (const path of new Set(paths.map(({ subjectPath }) => subjectPath)))
          for (const ref of valuesAt(document, path.replaceAll('[]', '').split('.')))
            if (known.has(ref)) named.add(ref);
    }
    return named;
  }
}

/**
 * One question for each database, whatever number of collections it has and of people who are looked for. Its own, though parts of the directory count
 * likewise: what they count wrongly is to be seen here.
 */
async function counted(
  connection: Connection,
  places: readonly Place[],
  sought: readonly Sought[],
): Promise<PersonCount[][]> {
  const counts = sought.map((): PersonCount[] => []);
  const asked = sought.flatMap((one, of) =>
    places.map((place, at) => ({ place, stages: countOf(place, one, of, at) })),
  );
  const [first, ...others] = asked;
  if (!first) return counts;
  const unions = others.map(({ place, stages }) => ({ $unionWith: { coll: place.collection, pipeline: stages } }));
  const found = connection.collection(first.place.collection).aggregate([...first.stages, ...unions]);
  for await (const { of, at, records } of found)
    counts[of as number]!.push({ ...places[at as number]!, records: records as number });
  return counts;
}

function countOf(
  { store, collection, subjectPath }: Place,
  { references, held }: Sought,
  of: number,
  at: number,
): mongo.Document[] {
  const kept = held.filter((one) => one.store === store && one.collection === collection).map(({ id }) => id);
  const named = { [subjectPath.replaceAll('[]', '')]: { $in: references } };
  const which = kept.length > 0 ? { ...named, _id: { $nin: kept } } : named;
  return [{ $match: which }, { $count: 'records' }, { $set: { of: { $literal: of }, at: { $literal: at } } }];
}

/** Where nothing may name somebody who was erased. */
function goingPlaces(rows: readonly PersonalRow[]): Place[] {
  const steps = groupedBy(
    erasurePlanOf(rows),
    ({ store, collection, subjectPath }) => `${store}.${collection}.${subjectPath}`,
  );
  return [...steps.values()]
    .filter((same) => same.every(({ action }) => action !== 'retain'))
    .map(([{ store, collection, subjectPath }]) => ({ store, collection, subjectPath }));
}

function valuesAt(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => valuesAt(one, path));
  const [name, ...rest] = path;
  if (name === undefined) return typeof value === 'string' ? [value] : [];
  return typeof value === 'object' && value !== null ? valuesAt((value as Record<string, unknown>)[name], rest) : [];
}
