import type { Change } from '../../../kit/mongo/change-feed.ts';
import type { IndexSource } from './index-source.ts';

/** The ids of the documents that changes touch, each once a collection, in batches. */
export async function* touched(
  source: Pick<IndexSource, 'touchedBy'>,
  changes: readonly Change[],
): AsyncGenerator<string[]> {
  for (const collection of new Set(changes.map((change) => change.collection))) {
    const ids = changes.filter((change) => change.collection === collection).map(({ id }) => id);
    yield* source.touchedBy(collection, [...new Set(ids)]);
  }
}
