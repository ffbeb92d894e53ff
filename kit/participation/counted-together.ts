import type { Connection, mongo } from 'mongoose';
import { groupedBy } from '../data-map/erasure-plan.ts';
import type { Stored, StoredFilter } from './erasure-place.ts';

/** Which documents of a collection. */
export interface Asked {
  stored: mongo.Collection<Stored>;
  which: StoredFilter;
}

/** How many documents match each, in the order asked: one command for each database, however many collections there are. */
export async function countedTogether(asked: readonly Asked[]): Promise<number[]> {
  const counts = asked.map(() => 0);
  const numbered = asked.map((one, at) => ({ ...one, at }));
  const databases = [...groupedBy(numbered, ({ stored }) => databaseOf(stored)).values()];
  await Promise.all(
    databases.map(async ([first, ...others]) => {
      const unions = others.map((one) => ({ $unionWith: { coll: one.stored.collectionName, pipeline: countOf(one) } }));
      const found = first.stored.aggregate([...countOf(first), ...unions]);
      for await (const { at, records } of found) counts[at as number] = records as number;
    }),
  );
  return counts;
}

/** As a connection opens a collection it does not say itself in which database it is. */
const databaseOf = (stored: object): string => (stored as { conn: Connection }).conn.name;

const countOf = ({ which, at }: Asked & { at: number }): mongo.Document[] => [
  { $match: which },
  { $count: 'records' },
  { $set: { at: { $literal: at } } },
];
