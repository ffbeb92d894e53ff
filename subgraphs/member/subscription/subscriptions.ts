import type { ClientSession, Connection, mongo } from 'mongoose';
import { behind, type TimePlace } from '../../../kit/graphql/time-page.ts';
import { modelOf } from '../../../kit/record/record.ts';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { savedSearchRecord } from '../../../schema/events/saved-search.record.ts';
import { searchMatchRecord } from '../../../schema/events/search-match.record.ts';
import { newProof, readProof, type ReadProof } from '../../../kit/proof/proof-token.ts';
import { mailRecord } from '../../../kit/mail/outgoing/mail.record.ts';
import { Restrictions } from '../restriction/restrictions.ts';
import { subscriptionRecord, type SubscriptionRecord } from './subscription.record.ts';
import type { Holder } from './subscriber-identities.ts';

export type NewSubscription = Pick<
  SubscriptionRecord,
  'kind' | 'topic' | 'query' | 'where' | 'locale' | 'timeZone' | 'frequency' | 'channel'
>;

const LIVE = { endedAt: null };
const ID_LENGTH = 24;

/** The subscriptions. What looks for products is published for the catalog while it lives, in the same transactions. */
export class Subscriptions {
  readonly #records: RecordsOf<typeof subscriptionRecord>;
  readonly #searches: RecordsOf<typeof savedSearchRecord>;
  readonly #matches: mongo.Collection;
  readonly #mails: mongo.Collection;
  readonly #restrictions: Restrictions;

  constructor(connection: Connection, events: Connection, keyring: Keyring) {
    this.#records = new Records(connection, subscriptionRecord, keyring);
    this.#searches = new Records(events, savedSearchRecord, keyring);
    this.#matches = modelOf(events, searchMatchRecord).collection;
    this.#mails = connection.collection(mailRecord.collection) as never;
    this.#restrictions = new Restrictions(connection);
  }

  byId(id: string, session?: ClientSession): Promise<SubscriptionRecord | null> {
    return this.#records.findById(id, { session });
  }

  /** Those of a holder that live, the newest first. */
  page({ kind, id }: Pick<Holder, 'kind' | 'id'>, most: number, after: TimePlace | null, session?: ClientSession) {
    const older = behind('createdAt', after, 'newest');
    const filter = { holderKind: kind, holderId: id, ...LIVE, ...older };
    return this.#records.find(filter, { session, sort: { createdAt: -1, _id: -1 }, limit: most });
  }

  /** `proof`: what its mails end it with; made anew when absent. */
  async add(
    holder: Holder,
    given: NewSubscription,
    session: ClientSession,
    now: Date,
    proof: ReadProof & { token: string } = newProof(),
  ): Promise<SubscriptionRecord> {
    const { id: _id, hash: secretHash, token } = proof;
    const record: SubscriptionRecord = {
      _id,
      holderKind: holder.kind,
      holderId: holder.id,
      subjectRef: holder.subjectRef,
      ...given,
      secret: token.slice(ID_LENGTH),
      secretHash,
      createdAt: now,
      endedAt: null,
      told: 0,
    };
    await this.#records.put([record], { session });
    await this.#publish(record, session);
    return record;
  }

  async change(record: SubscriptionRecord, session: ClientSession): Promise<void> {
    await this.#records.put([{ ...record, told: record.told + 1 }], { session });
    await this.#publish(record, session);
  }

  /** Gives it to another holder, sealed for them. */
  async move(record: SubscriptionRecord, { kind, id, subjectRef }: Holder, session: ClientSession): Promise<void> {
    await this.change({ ...record, holderKind: kind, holderId: id, subjectRef }, session);
    await this.#matches.updateMany({ savedSearchId: record._id }, { $set: { subjectRef } }, { session });
  }

  /** Ends those of these that live; answers how many. What was found for them and not told yet, and mails for one of them that wait, go with them. */
  async end(ids: readonly string[], session: ClientSession, now: Date): Promise<number> {
    const those = [...ids];
    const living = { _id: { $in: those }, ...LIVE };
    const { modifiedCount } = await this.#records.collection.updateMany(
      living,
      { $set: { endedAt: now }, $inc: { told: 1 } } as never,
      { session },
    );
    await this.#searches.collection.deleteMany({ _id: { $in: those } }, { session });
    await this.#matches.deleteMany({ savedSearchId: { $in: those } }, { session });
    await this.#mails.deleteMany({ subscriptionId: { $in: those } }, { session });
    return modifiedCount;
  }

  /** Ends all of a holder. */
  async endAll(holder: Pick<Holder, 'kind' | 'id'>, session: ClientSession, now: Date): Promise<number> {
    const of = { holderKind: holder.kind, holderId: holder.id, ...LIVE };
    const found = await this.#records.collection.find(of, { session, projection: { _id: 1 } }).toArray();
    return this.end(
      found.map(({ _id }) => _id),
      session,
      now,
    );
  }

  /** Those of these that live. */
  async living(ids: readonly string[]): Promise<string[]> {
    const found = await this.#records.collection
      .find({ _id: { $in: [...ids] }, ...LIVE }, { projection: { _id: 1 } })
      .toArray();
    return found.map(({ _id }) => _id);
  }

  /** Looks for nothing on behalf of somebody, and tells nothing of what was found, until `wake`. The subscriptions stay as they are. */
  async rest(subjectRef: string, session: ClientSession): Promise<void> {
    await this.#searches.collection.deleteMany({ subjectRef }, { session });
    await this.#matches.deleteMany({ subjectRef }, { session });
  }

  async wake(subjectRef: string, session: ClientSession): Promise<void> {
    for (const one of await this.#records.find({ subjectRef, ...LIVE }, { session })) await this.#publish(one, session);
  }

  /** Those of these guests who hold something that lives. */
  async holdingGuests(ids: readonly string[]): Promise<string[]> {
    const of = { holderKind: 'GUEST', holderId: { $in: [...ids] }, ...LIVE };
    return (await this.#records.collection.distinct('holderId', of as never)) as string[];
  }

  /**
   * Counts that something is told of it, unless it was ended: of an ending in the same moment, one sees the other. Null: it lives no more.
   */
  async telling(id: string, session: ClientSession): Promise<SubscriptionRecord | null> {
    const counted = { $inc: { told: 1 } } as never;
    const { matchedCount } = await this.#records.collection.updateOne({ _id: id, ...LIVE }, counted, { session });
    return matchedCount > 0 ? this.byId(id, session) : null;
  }

  /** The ids of those to a newsletter that live, behind an id, in the order of ids; at most so many. */
  async toNewsletter(topic: string, after: string | null, most: number, session: ClientSession): Promise<string[]> {
    const further = after === null ? {} : { _id: { $gt: after } };
    const which = { kind: 'NEWSLETTER', topic, ...further, ...LIVE };
    const page = { session, sort: { _id: 1 as const }, limit: most, projection: { _id: 1 } };
    return (await this.#records.collection.find(which, page).toArray()).map(({ _id }) => _id);
  }

  /** Whether whoever holds a subscription holds another for the same newsletter that comes before it in the order of ids. */
  async hasEarlier(
    { _id, holderKind, holderId, kind, topic }: SubscriptionRecord,
    session: ClientSession,
  ): Promise<boolean> {
    const earlier = { holderKind, holderId, kind, topic, _id: { $lt: _id }, ...LIVE } as never;
    return (await this.#records.collection.findOne(earlier, { session, projection: { _id: 1 } })) !== null;
  }

  /** The one that the token of a mail is of, living or ended; null: of none. */
  async ofToken(token: string, session?: ClientSession): Promise<SubscriptionRecord | null> {
    const read = readProof(token);
    const found = read && (await this.byId(read.id, session));
    return found && found.secretHash === read.hash ? found : null;
  }

  /** Nothing is looked for on behalf of somebody whose data is kept and not used: `wake` publishes it then. */
  async #publish({ _id, subjectRef, query, where, locale, createdAt }: SubscriptionRecord, session: ClientSession) {
    if (where === null || (await this.#restrictions.of(subjectRef, session))) return;
    const search = { _id, subjectRef, query: query ?? '', where, locale, savedAt: createdAt };
    await this.#searches.put([search], { session });
  }
}

/** What ends a subscription by the links of its mails. */
export const endingToken = ({ _id, secret }: SubscriptionRecord): string => _id + secret;
