import { createHash } from 'node:crypto';
import type { ClientSession, Connection, mongo } from 'mongoose';
import type { Log } from '../../../kit/log/log.ts';
import { modelOf } from '../../../kit/record/record.ts';
import { LeasedWork, type LeasedWorkParts } from '../../../kit/work/leased-work.ts';
import { searchMatchRecord, type SearchMatch } from '../../../schema/events/search-match.record.ts';
import type { SubscriptionRecord } from '../subscription/subscription.record.ts';
import { digestRecord, type DigestRecord } from './digest.record.ts';
import { nextDigest } from './next-digest.ts';
import type { Tellings } from './tellings.ts';

export interface DigestsParts {
  connection: Connection;
  events: Connection;
  tellings: Tellings;
  log: Log;
  now?: () => Date;
}

/** More is not looked at for one digest; it counts as told with the others. */
const MOST_MATCHES = 1_000;

/** Gathers what is told together, in the morning of the reader’s time zone. Each gathering is told once, and none that is empty. */
export class Digests {
  readonly #parts: DigestsParts;
  readonly #digests: mongo.Collection<DigestRecord>;
  readonly #matches: mongo.Collection<SearchMatch>;
  readonly #work: LeasedWork;

  constructor(parts: DigestsParts) {
    this.#parts = parts;
    this.#digests = modelOf(parts.connection, digestRecord).collection as never;
    this.#matches = modelOf(parts.events, searchMatchRecord).collection as never;
    this.#work = new LeasedWork({
      kind: 'digest',
      collection: this.#digests as unknown as LeasedWorkParts['collection'],
      run: (id) => this.#tell(id),
      log: parts.log,
      ...(parts.now && { now: parts.now }),
    });
  }

  start(): void {
    this.#work.start();
  }

  stop(): Promise<void> {
    return this.#work.stop();
  }

  /** Lets something wait for the next digest of a subscription’s holder; answers the id of that gathering. */
  async gather(subscription: SubscriptionRecord, session: ClientSession, now: Date): Promise<string> {
    const { frequency, timeZone, subjectRef, holderKind, holderId, channel, locale } = subscription;
    const together = [holderKind, holderId, frequency, channel, timeZone, locale].join('\n');
    const _id = createHash('sha256').update(together).digest('hex').slice(0, 24);
    const dueAt = nextDigest(now, frequency === 'WEEKLY' ? 'WEEKLY' : 'DAILY', timeZone);
    const begun = { dueAt, leasedUntil: null, attempts: 0, subjectRef, holderKind, holderId, channel };
    await this.#digests.updateOne({ _id }, { $setOnInsert: begun, $inc: { gathered: 1 } }, { session, upsert: true });
    return _id;
  }

  async #tell(id: string): Promise<void> {
    await this.#parts.connection.transaction(async (session: ClientSession) => {
      const digest = await this.#digests.findOne({ _id: id }, { session });
      if (!digest) return;
      const waiting = { digestId: id, doneAt: null };
      const newest = { session, sort: { at: -1 as const }, limit: MOST_MATCHES };
      const matches = await this.#matches.find(waiting, newest).toArray();
      const found = await this.#parts.tellings.worthTelling(matches, session);
      await this.#parts.tellings.tell(found, 'digest', digest.channel, session);
      await this.#matches.updateMany(waiting, { $set: { doneAt: this.#parts.now?.() ?? new Date() } }, { session });
      await this.#digests.deleteOne({ _id: id }, { session });
    });
  }
}
