import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { atOnce } from '../../../kit/mongo/at-once.ts';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import { CORRESPONDENCE_SECONDS } from '../inquiry/correspondence.ts';
import { guestRecord, type GuestRecord } from './guest.record.ts';

/** Who proves an address: the reference is theirs from now on, where the address has none yet. */
export interface ProvenAddress {
  subjectRef: string;
  email: string;
  locale: Locale;
}

/** The people who are known by a proven address alone. */
export class Guests {
  readonly #records: RecordsOf<typeof guestRecord>;
  readonly #keyring: Keyring;
  readonly #asked = atOnce((refs) => this.#byRefs(refs));

  constructor(connection: Connection, keyring: Keyring) {
    this.#records = new Records(connection, guestRecord, keyring);
    this.#keyring = keyring;
  }

  byId(id: string, session?: ClientSession): Promise<GuestRecord | null> {
    return this.#records.findById(id, { session });
  }

  async byEmail(address: string, session?: ClientSession): Promise<GuestRecord | null> {
    return (await this.#records.whose('email', address, { session, limit: 1 }))[0] ?? null;
  }

  async byRef(subjectRef: string, session?: ClientSession): Promise<GuestRecord | null> {
    if (!session) return this.#asked.load(subjectRef);
    return (await this.#records.find({ subjectRef }, { session, limit: 1 }))[0] ?? null;
  }

  /**
   * The guest of an address that was proven just now, as before or new. Rejects with MongoDB's code 11000 when another transaction made one
   * for the address.
   */
  async proven({ subjectRef, email, locale }: ProvenAddress, session: ClientSession, now: Date): Promise<GuestRecord> {
    const known = await this.byEmail(email, session);
    const guest: GuestRecord = known
      ? { ...known, locale, provenAt: now, lastUsedAt: now }
      : {
          _id: randomBytes(12).toString('hex'),
          subjectRef,
          email,
          locale,
          provenAt: now,
          lastUsedAt: now,
          createdAt: now,
        };
    await this.#records.put([guest], { session });
    return guest;
  }

  /** Those of these people who are guests had something to do with a message just now. */
  async used(subjectRefs: readonly string[], session: ClientSession, now: Date): Promise<void> {
    const which = { subjectRef: { $in: [...subjectRefs] } } as never;
    await this.#records.collection.updateMany(which, { $set: { lastUsedAt: now } }, { session });
  }

  /** Takes a turn with whoever changes what a guest holds; false: the guest is not there any more. */
  async touch(id: string, session: ClientSession, now = new Date()): Promise<boolean> {
    const used = { $set: { lastUsedAt: now } };
    return (await this.#records.collection.updateOne({ _id: id }, used, { session })).matchedCount > 0;
  }

  /**
   * Lets go of some with whom nothing was exchanged for twelve months. Answers how many it looked at. `holding`: those of these guests who still want to be told
   * of something; they stay.
   */
  async sweep(most: number, now: Date, holding: (ids: string[]) => Promise<string[]>): Promise<number> {
    const lastUsedAt = { $lte: new Date(now.getTime() - CORRESPONDENCE_SECONDS * 1_000) };
    const late = await this.#records.collection
      .find({ lastUsedAt } as never, { projection: { subjectRef: 1 }, limit: most })
      .toArray();
    const held = await holding(late.map(({ _id }) => _id));
    await this.#records.collection.updateMany({ _id: { $in: held } }, { $set: { lastUsedAt: now } });
    const over = late.filter(({ _id }) => !held.includes(_id));
    await this.#keyring.destroy(over.map((guest) => guest['subjectRef'] as string));
    await this.#records.collection.deleteMany({ _id: { $in: over.map(({ _id }) => _id) } });
    return late.length;
  }

  async #byRefs(refs: readonly string[]): Promise<(GuestRecord | null)[]> {
    const found = await this.#records.find({ subjectRef: { $in: [...refs] } });
    return refs.map((ref) => found.find(({ subjectRef }) => subjectRef === ref) ?? null);
  }
}
