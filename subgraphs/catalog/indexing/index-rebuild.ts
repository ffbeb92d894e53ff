import type { Model } from 'mongoose';
import type { Engine } from '../engine/engine.ts';
import { changesSince, type ChangeFeed } from '../../../kit/mongo/change-feed.ts';
import type { IndexState } from './index-state.record.ts';
import type { IndexWriter } from './index-writer.ts';

const BATCH = 5_000;
const IN_FLIGHT = 4;

export interface Rebuild {
  engine: Engine;
  states: Model<IndexState>;
  feed: ChangeFeed;
  writer: IndexWriter;
  /** Told after each batch: documents handed over so far, and how many there are. */
  progress?: (done: number, total: number) => void;
}

/**
 * Builds the next generation of an index beside the live one and moves the pointer to it. Searches go on throughout on the old
 * generation; changes made meanwhile are taken in from the position at which the build began. The old generation is
 * dropped later, when nobody asks it any more (see IndexFollower).
 */
export async function rebuildIndex({ states, feed, writer, progress }: Rebuild): Promise<string> {
  const { source } = writer;
  const generation = `${source.name}-${Date.now().toString(36)}`;
  const position = await feed.position();
  await writer.create(generation);
  await states.updateOne(
    { _id: source.name },
    {
      $set: { building: generation },
      $setOnInsert: { live: '', resumeToken: null, leaseOwner: null, leaseUntil: null, swappedAt: null, documents: 0 },
    },
    { upsert: true },
  );
  const total = await source.count();
  let documents = 0;
  const searchable: Promise<void>[] = [];
  for await (const batch of source.all(BATCH)) {
    if (searchable.length >= IN_FLIGHT) await searchable.shift();
    searchable.push((await writer.put(generation, batch)).searchable);
    progress?.((documents += batch.length), total);
  }
  await Promise.all(searchable);
  const caughtUp = await catchUp(feed, position, writer, generation);
  const swapped = await states.updateOne(
    { _id: source.name, building: generation },
    { $set: { live: generation, building: null, resumeToken: caughtUp, swappedAt: new Date(), documents } },
  );
  if (swapped.modifiedCount === 0)
    throw new Error(
      `Another rebuild of the ${source.name} index began meanwhile; this one (${generation}) gives way to it.`,
    );
  return generation;
}

/** Takes in what changed since `position`, until nothing is left; answers with the position reached. */
async function catchUp(feed: ChangeFeed, position: string, writer: IndexWriter, generation: string): Promise<string> {
  let reached = position;
  for (;;) {
    const { changes, position: next } = await changesSince(feed, writer.source.collections, reached);
    if (changes.length === 0) return next;
    for (const collection of new Set(changes.map((change) => change.collection))) {
      const changed = changes.filter((change) => change.collection === collection).map(({ id }) => id);
      for await (const ids of writer.source.touchedBy(collection, changed))
        await (
          await writer.refresh(generation, ids)
        ).searchable;
    }
    reached = next;
  }
}
