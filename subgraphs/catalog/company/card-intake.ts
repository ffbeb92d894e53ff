import { setTimeout as sleep } from 'node:timers/promises';
import type { Model, mongo } from 'mongoose';
import { Fenced } from '../../../kit/fence/fenced.ts';
import { PositionLost, type ChangeFeed } from '../../../kit/mongo/change-feed.ts';
import type { Log } from '../../../kit/log/log.ts';
import type { SealedDocument } from '../../../kit/record/codec.ts';
import { companyCardRecord } from '../../../schema/events/company-card.ts';
import type { EventPosition } from './event-position.record.ts';

export interface CardIntakeParts {
  /** Changes of the events database. */
  feed: ChangeFeed;
  /** As they are stored: a sole trader's card is copied without being opened. */
  published: mongo.Collection<SealedDocument>;
  cards: mongo.Collection<SealedDocument>;
  positions: Model<EventPosition>;
  log: Log;
}

const TOPIC = companyCardRecord.collection;
const BATCH = 500;
const DUPLICATE = 11_000;

interface BulkError {
  writeErrors?: readonly { code?: number }[];
}

/**
 * Copies published company cards into the catalog, at least once and never backwards: an older version does not replace a newer
 * one. Without a stored position, or when it is lost, it reads all cards anew.
 */
export class CardIntake {
  readonly #parts: CardIntakeParts;
  #stopped = false;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: CardIntakeParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      try {
        await this.#follow();
      } catch (error) {
        if (this.#stopped) return;
        if (error instanceof PositionLost) await this.#store(null).catch(() => undefined);
        this.#parts.log.warn('card intake pauses', { reason: (error as Error).message });
        await sleep(1_000);
      }
    }
  }

  async #follow(): Promise<void> {
    const { feed, published, positions } = this.#parts;
    const stored = await positions.findById(TOPIC).lean();
    const from = stored?.resumeToken ?? (await this.#readAll());
    const reader = feed.open([TOPIC], from);
    try {
      while (!this.#stopped) {
        const changes = await reader.next(BATCH);
        if (changes.length === 0) continue;
        await this.#copy(await published.find({ _id: { $in: changes.map(({ id }) => id) } }).toArray());
        await this.#store(reader.position);
      }
    } finally {
      await reader.close();
    }
  }

  async #readAll(): Promise<string> {
    const position = await this.#parts.feed.position();
    let batch: SealedDocument[] = [];
    for await (const card of this.#parts.published.find({}, { batchSize: BATCH })) {
      if (batch.push(card) < BATCH) continue;
      if (this.#stopped) break;
      await this.#copy(batch);
      batch = [];
    }
    await this.#copy(batch);
    if (!this.#stopped) await this.#store(position);
    return position;
  }

  async #copy(cards: readonly SealedDocument[]): Promise<void> {
    const aboutNobody = cards.filter(({ traderRef }) => typeof traderRef !== 'string');
    await this.#copyAll(aboutNobody);
    for (const card of cards) if (typeof card['traderRef'] === 'string') await this.#copyTrader(card);
  }

  async #copyAll(cards: readonly SealedDocument[]): Promise<void> {
    if (cards.length === 0) return;
    const writes = cards.map(({ _id, ...card }) => ({
      updateOne: { filter: { _id, version: { $lte: card['version'] } }, update: { $set: card }, upsert: true },
    }));
    // The collection's own validator checks every card, and a refused one is an error here.
    await this.#parts.cards.bulkWrite(writes as never, { ordered: false }).catch((error: BulkError) => {
      // The card that is there is newer already: the upsert meets its id, and that is well.
      const refused = error.writeErrors ?? [];
      if (refused.length === 0 || refused.some(({ code }) => code !== DUPLICATE)) throw error;
    });
  }

  /** Each by itself: none is in another one's way. Of a trader who is being erased what is here is kept up, such as being hidden, and nothing is made. */
  async #copyTrader({ _id, ...card }: SealedDocument): Promise<void> {
    const { cards } = this.#parts;
    const older = { _id, version: { $lte: card['version'] } } as mongo.Filter<SealedDocument>;
    await cards.updateOne(older, { $set: card }, { upsert: true }).catch(async (error: Error & { code?: number }) => {
      if (error instanceof Fenced) await cards.updateOne({ ...older, traderRef: card['traderRef'] }, { $set: card });
      else if (error.code !== DUPLICATE) throw error;
    });
  }

  async #store(resumeToken: string | null): Promise<void> {
    await this.#parts.positions.updateOne({ _id: TOPIC }, { $set: { resumeToken } }, { upsert: true });
  }
}
