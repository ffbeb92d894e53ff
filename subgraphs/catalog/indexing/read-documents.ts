import { hasReached, type Change, type ChangeFeed } from '../../../kit/mongo/change-feed.ts';
import type { IndexSource } from './index-source.ts';
import { touched } from './touched.ts';

const MOST = 200_000;

/**
 * Which documents were read for an index, and when: a change that happened before is in what was read, and asks for no second reading. While much is written at
 * once, a build reads what the changes behind it tell of, and a company's card touches products whose own changes are still to come. What is forgotten is
 * read once more.
 */
export class ReadDocuments {
  readonly #feed: Pick<ChangeFeed, 'moment'>;
  /** Of each document the moment up to which all changes are in it, the earliest first. */
  readonly #moments = new Map<string, string>();
  #latest: string | null = null;

  constructor(feed: Pick<ChangeFeed, 'moment'>) {
    this.#feed = feed;
  }

  /** The moment at which the latest of them were read; null: none was. */
  get latest(): string | null {
    return this.#latest;
  }

  /** Batches that are read when they are asked for, each as read from then on. */
  async *noted<Document extends { id: string }>(batches: AsyncIterable<Document[]>): AsyncGenerator<Document[]> {
    const reading = batches[Symbol.asyncIterator]();
    for (;;) {
      const moment = await this.#feed.moment();
      const { value, done } = await reading.next();
      if (done) return;
      this.#note(
        value.map(({ id }) => id),
        moment,
      );
      yield value;
    }
  }

  /** Of the documents that changes touch those that they are not in yet. Whoever asks reads each batch before the next; when that fails, this is of no use any more. */
  async *due(source: Pick<IndexSource, 'touchedBy'>, changes: readonly Change[]): AsyncGenerator<string[]> {
    for await (const ids of touched(source, changes)) {
      const due = this.#unread(ids, changes.at(-1)!.position);
      if (due.length === 0) continue;
      this.#note(due, await this.#feed.moment());
      yield due;
    }
  }

  #unread(ids: readonly string[], position: string): string[] {
    for (const [id, moment] of this.#moments) {
      if (hasReached(moment, position)) break;
      this.#moments.delete(id);
    }
    return ids.filter((id) => !this.#moments.has(id));
  }

  #note(ids: readonly string[], moment: string): void {
    this.#latest = moment;
    for (const id of ids) {
      this.#moments.delete(id);
      this.#moments.set(id, moment);
    }
    for (const id of this.#moments.keys()) {
      if (this.#moments.size <= MOST) break;
      this.#moments.delete(id);
    }
  }
}
