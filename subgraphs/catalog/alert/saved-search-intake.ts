import { nextTurn } from '../../../kit/process/in-slices.ts';
import type { Connection } from 'mongoose';
import { ChangeFeed, hasReached, type ChangeReader } from '../../../kit/mongo/change-feed.ts';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { savedSearchRecord } from '../../../schema/events/saved-search.record.ts';
import type { Saved } from './held-search.ts';
import type { Percolator } from './percolator.ts';

const BATCH = 500;
const AT_ONCE = 50;
const TOPIC = savedSearchRecord.collection;

/** Told of a saved search that cannot be read: alerts go on without it. */
export type Unread = (id: string, error: Error) => void;

/** Takes published saved searches into the memory of a percolator: all of them, then their changes as far as somebody needs them. */
export class SavedSearchIntake {
  readonly #feed: ChangeFeed;
  readonly #records: RecordsOf<typeof savedSearchRecord>;
  readonly #percolator: Percolator;
  readonly #unread: Unread;
  #reader: ChangeReader | undefined;

  constructor(events: Connection, keyring: Keyring, percolator: Percolator, unread: Unread) {
    this.#feed = new ChangeFeed(events);
    this.#records = new Records(events, savedSearchRecord, keyring);
    this.#percolator = percolator;
    this.#unread = unread;
  }

  /** Reads all that there are. `goesOn`: asked in between. */
  async open(goesOn: () => Promise<boolean>): Promise<void> {
    await this.close();
    this.#reader = this.#feed.open([TOPIC], await this.#feed.position());
    for await (const batch of this.#records.batches({}, { batchSize: BATCH, damaged: this.#unread })) {
      await this.#put(batch);
      if (!(await goesOn())) return;
    }
  }

  /** Takes in all that was saved and ended before a position of the change stream. */
  async reach(position: string): Promise<void> {
    const reader = this.#reader!;
    do {
      const changes = await reader.next(BATCH);
      if (changes.length > 0) await this.#take([...new Set(changes.map(({ id }) => id))]);
    } while (!hasReached(reader.position, position));
  }

  async close(): Promise<void> {
    await this.#reader?.close().catch(() => undefined);
    this.#reader = undefined;
  }

  async #take(ids: readonly string[]): Promise<void> {
    const found = await this.#records.find({ _id: { $in: [...ids] } }, { damaged: this.#unread });
    const live = new Set(found.map(({ _id }) => _id));
    for (const id of ids) if (!live.has(id)) this.#percolator.remove(id);
    await this.#put(found);
  }

  async #put(searches: readonly Saved[]): Promise<void> {
    for (let from = 0; from < searches.length; from += AT_ONCE) {
      for (const search of searches.slice(from, from + AT_ONCE)) this.#percolator.put(search);
      await nextTurn();
    }
  }
}
