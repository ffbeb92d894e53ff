import type { ClientSession, Connection, mongo } from 'mongoose';
import { modelOf } from '../../../kit/record/record.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { Client } from '../../../kit/viewer/client.ts';
import { placeRecord } from './place.record.ts';

const FRESH_MS = 3_600_000;

/** How a place stands to an account: it is the first one, it was used before, or neither. */
export type Familiarity = 'first' | 'known' | 'unusual';

/** From where, and by what kind of device, accounts are signed in to. */
export class Places {
  readonly #places: mongo.Collection<{ _id: string; accountId: string; lastSeenAt: Date }>;
  readonly #keyring: Keyring;
  readonly #now: () => Date;

  constructor(connection: Connection, keyring: Keyring, now: () => Date) {
    this.#places = modelOf(connection, placeRecord).collection as never;
    this.#keyring = keyring;
    this.#now = now;
  }

  /** Whether an account was signed in to from there. Of a login that nobody has, never, and after as many reads. */
  async isKnown(accountId: string | null, client: Client): Promise<boolean> {
    const ids = await this.#idsOf(accountId ?? '', client);
    return (await this.#places.findOne({ _id: { $in: ids } }, { projection: { _id: 1 } })) !== null;
  }

  /** Keeps that an account is signed in to from there, in the caller's transaction, and says what it was until then. */
  async seen(
    { _id: accountId, subjectRef }: { _id: string; subjectRef: string },
    client: Client,
    session: ClientSession,
  ): Promise<Familiarity> {
    const ids = await this.#idsOf(accountId, client);
    const now = this.#now();
    const options = { session } as const;
    const known = await this.#places.findOne({ _id: { $in: ids } }, options);
    if (known) {
      // People who sign in at once do not stand in each other's way.
      if (known.lastSeenAt.getTime() < now.getTime() - FRESH_MS)
        await this.#places.updateOne({ _id: known._id }, { $set: { lastSeenAt: now } }, options);
      return 'known';
    }
    const another = await this.#places.findOne({ accountId }, options);
    await this.#places.insertOne({ _id: ids[0]!, subjectRef, accountId, firstSeenAt: now, lastSeenAt: now } as never, {
      session,
    });
    return another ? 'unusual' : 'first';
  }

  async #idsOf(accountId: string, { network, device }: Client): Promise<string[]> {
    const tokens = await this.#keyring.tokensOf('signInPlaces', `${accountId}\n${network}\n${device}`);
    return tokens.map((token) => token.toString('hex'));
  }
}
