import type { mongo } from 'mongoose';

/** What is asked of one collection. */
export interface Asking {
  collection: Pick<mongo.Collection, 'collectionName' | 'aggregate'>;
  stages: mongo.Document[];
}

/** What is found by each of several questions of one database, one after the other: one command. */
export function union(
  [first, ...others]: readonly [Asking, ...Asking[]],
  options: mongo.AggregateOptions = {},
): AsyncIterable<mongo.Document> {
  const unions = others.map(({ collection, stages }) => ({
    $unionWith: { coll: collection.collectionName, pipeline: stages },
  }));
  return first.collection.aggregate([...first.stages, ...unions], options);
}
