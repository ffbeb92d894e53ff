import type { mongo } from 'mongoose';
import { union } from '../mongo/union.ts';
import type { SealedDocument } from './codec.ts';

/** What is looked for among the records of one kind. */
export interface Sought<T> {
  collection: mongo.Collection<SealedDocument>;
  /** The stages that find it. */
  stages: mongo.Document[];
  opened(documents: SealedDocument[]): Promise<T[]>;
}

type FoundOf<All> = { [At in keyof All]: All[At] extends Sought<infer T> | null ? T[] : never };

/** What is found of each of several kinds of records of one database, in the order asked: one command. Null: none can be there. */
export async function foundTogether<const All extends readonly (Sought<unknown> | null)[]>(
  all: All,
): Promise<FoundOf<All>> {
  const found = all.map((): SealedDocument[] => []);
  const asked = all.flatMap((one, at) => (one ? [{ ...one, stages: [...one.stages, marked(at)] }] : []));
  const [first, ...others] = asked;
  if (first)
    for await (const { at, document } of union([first, ...others], { batchSize: 1_000 }))
      found[at as number]!.push(document as SealedDocument);
  return (await Promise.all(all.map(async (one, at) => one?.opened(found[at]!) ?? []))) as FoundOf<All>;
}

const marked = (at: number): mongo.Document => ({
  $project: { _id: 0, at: { $literal: at }, document: '$$ROOT' },
});
