import type { ClientSession, Connection, mongo } from 'mongoose';
import type { Log } from '../../../kit/log/log.ts';
import { modelOf } from '../../../kit/record/record.ts';
import { LeasedWork, type LeasedWorkParts } from '../../../kit/work/leased-work.ts';
import { searchMatchRecord, type SearchMatch } from '../../../schema/events/search-match.record.ts';
import type { Subscriptions } from '../subscription/subscriptions.ts';
import type { Digests } from './digests.ts';
import type { Tellings } from './tellings.ts';

export interface AlertsParts {
  connection: Connection;
  events: Connection;
  subscriptions: Subscriptions;
  tellings: Tellings;
  digests: Digests;
  log: Log;
  now?: () => Date;
}

/**
 * Tells of the matches that the catalog publishes: at once, or by the next digest. In one transaction a match counts as told and the mail or message is
 * posted, while its subscription lives: so nothing is told twice, and nothing after it was ended.
 */
export class Alerts {
  readonly #parts: AlertsParts;
  readonly #matches: mongo.Collection<SearchMatch>;
  readonly #work: LeasedWork;

  constructor(parts: AlertsParts) {
    this.#parts = parts;
    this.#matches = modelOf(parts.events, searchMatchRecord).collection as never;
    this.#work = new LeasedWork({
      kind: 'alert',
      collection: this.#matches as unknown as LeasedWorkParts['collection'],
      filter: { doneAt: null, digestId: null },
      run: (id) => this.tell(id),
      log: parts.log,
      atOnce: 2,
      ...(parts.now && { now: parts.now }),
    });
  }

  start(): void {
    this.#work.start();
  }

  stop(): Promise<void> {
    return this.#work.stop();
  }

  /** Tells of one match, or lets it wait for a digest. Repeatable. */
  async tell(id: string, now = this.#parts.now?.() ?? new Date()): Promise<void> {
    const { connection, subscriptions, tellings, digests } = this.#parts;
    await connection.transaction(async (session: ClientSession) => {
      const match = await this.#matches.findOne({ _id: id, doneAt: null, digestId: null }, { session });
      if (!match) return;
      const subscription = await subscriptions.telling(match.savedSearchId, session);
      if (subscription && subscription.frequency !== 'AT_ONCE') {
        const digestId = await digests.gather(subscription, session, now);
        await this.#matches.updateOne({ _id: id }, { $set: { digestId } }, { session });
        return;
      }
      const matches = await tellings.visible([match], session);
      if (subscription && matches.length > 0)
        await tellings.tell([{ subscription, matches }], 'alert', subscription.channel, session);
      await this.#matches.updateOne({ _id: id }, { $set: { doneAt: now } }, { session });
    });
  }
}
