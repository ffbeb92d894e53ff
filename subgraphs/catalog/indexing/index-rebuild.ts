import type { Model } from 'mongoose';
import { hasReached, type ChangeFeed } from '../../../kit/mongo/change-feed.ts';
import { IndexBuild } from './index-build.ts';
import type { IndexState } from './index-state.record.ts';
import type { IndexWriter } from './index-writer.ts';
import { ReadDocuments } from './read-documents.ts';

const BATCH = 2_000;
const CHANGES = 1_000;
const IN_FLIGHT = 8;

export interface Rebuild {
  states: Model<IndexState>;
  feed: ChangeFeed;
  writer: IndexWriter;
  /** Told after each batch: documents handed over so far, and how many there are. */
  progress?: (done: number, total: number) => void;
  /** Gives up when it aborts. */
  signal?: AbortSignal;
}

/**
 * Builds the next generation of an index beside the live one and moves the pointer to it. Searches go on throughout on the old
 * generation, which the follower keeps up to date; changes made meanwhile are taken in from the position at which the build
 * began. The old generation is dropped later, when nobody asks it any more; so is one that was not finished (see dropLeftovers).
 * Throws BuildRunning.
 */
export async function rebuildIndex({ states, feed, writer, progress, signal }: Rebuild): Promise<string> {
  const { source } = writer;
  const build = await IndexBuild.claim(states, source.name);
  const { generation } = build;
  try {
    const position = await feed.position();
    await writer.create(generation);
    const total = await source.count();
    const read = new ReadDocuments(feed);
    let documents = 0;
    const searchable: Promise<void>[] = [];
    for await (const batch of read.noted(source.all(BATCH))) {
      signal?.throwIfAborted();
      if (searchable.length >= IN_FLIGHT) await searchable.shift();
      searchable.push((await writer.put(generation, batch)).searchable);
      progress?.((documents += batch.length), total);
    }
    await Promise.all(searchable);
    const caughtUp = await catchUp(feed, position, writer, generation, read, signal);
    if (await build.finish(caughtUp, documents, source.made)) return generation;
    throw new Error(
      `Expected to finish ${generation}, but its claim ran out: another rebuild began. Begin again if need be.`,
    );
  } finally {
    await build.end().catch(() => undefined);
  }
}

/**
 * Takes in what changed since a position and was not read with the documents, until a read was not full and all that they were read with is passed: what comes
 * after it is the follower's. Answers with the position reached.
 */
async function catchUp(
  feed: ChangeFeed,
  position: string,
  writer: IndexWriter,
  generation: string,
  read: ReadDocuments,
  signal?: AbortSignal,
): Promise<string> {
  const { latest } = read;
  const reader = feed.open(writer.source.collections, position);
  try {
    let reached = position;
    for (let more = true; more;) {
      signal?.throwIfAborted();
      const changes = await reader.next(CHANGES);
      for await (const ids of read.due(writer.source, changes))
        await (
          await writer.refresh(generation, ids)
        ).searchable;
      reached = reader.position;
      const isPassed = latest === null || hasReached(reached, latest);
      more = changes.length === CHANGES || (changes.length > 0 && !isPassed);
    }
    return reached;
  } finally {
    await reader.close();
  }
}
