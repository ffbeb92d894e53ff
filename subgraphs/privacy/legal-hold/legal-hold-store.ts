import type { ClientSession, Connection } from 'mongoose';
import { behind, type TimePlace } from '../../../kit/graphql/time-page.ts';
import { modelOf } from '../../../kit/record/record.ts';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { legalHoldRecord, type LegalHold } from './legal-hold.record.ts';
import { legalHoldTurnRecord } from './legal-hold-turn.record.ts';
import type { LegalHoldStateName } from './legal-hold.values.ts';

const TURN = { _id: 'legalHolds' } as never;
const NONE = { turns: 0, changes: 0, changedAt: null };

/** The legal holds that are stored. */
export class LegalHoldStore {
  readonly records: RecordsOf<typeof legalHoldRecord>;
  readonly #connection: Connection;
  readonly #keyring: Keyring;

  constructor(connection: Connection, keyring: Keyring) {
    this.records = new Records(connection, legalHoldRecord, keyring);
    this.#connection = connection;
    this.#keyring = keyring;
  }

  /** One that an account may see: nobody handles a hold on what is about themselves. */
  async byId(id: string, accountId: string, session?: ClientSession): Promise<LegalHold | null> {
    return (await this.records.find({ _id: id, ...ofOthers(accountId) }, { session, limit: 1 }))[0] ?? null;
  }

  async put(hold: LegalHold, session: ClientSession): Promise<void> {
    await this.records.put([hold], { session });
  }

  active(session?: ClientSession): Promise<number> {
    return this.records.collection.countDocuments({ releasedAt: null }, { session });
  }

  /** What is to be reviewed first at the head, and one more than a page has. */
  sought(state: LegalHoldStateName, after: TimePlace | null, size: number, accountId: string): Promise<LegalHold[]> {
    const standing = { releasedAt: state === 'ACTIVE' ? null : { $type: 'date' } };
    const which = { $and: [standing, ofOthers(accountId), behind('reviewAt', after, 'oldest')] };
    return this.records.find(which, { sort: { reviewAt: 1, _id: 1 }, limit: size + 1 });
  }

  /** How often holds were placed or released until now. */
  async changes(): Promise<number> {
    const turn = await modelOf(this.#connection, legalHoldTurnRecord).collection.findOne(TURN);
    return (turn?.['changes'] as number | undefined) ?? 0;
  }

  /** Stored once, before anything takes a turn. Repeatable. */
  async begin(): Promise<void> {
    const { collection } = modelOf(this.#connection, legalHoldTurnRecord);
    await collection.updateOne(TURN, { $setOnInsert: NONE }, { upsert: true });
  }

  /** Takes a turn with whoever places or releases: until this transaction ends, nobody else does. Answers what `changes` answers. */
  async turn(session: ClientSession): Promise<number> {
    return this.#turned({ $inc: { turns: 1 } }, session);
  }

  /** The same for who places or releases. */
  async changed(session: ClientSession, now: Date): Promise<void> {
    await this.#turned({ $inc: { turns: 1, changes: 1 }, $set: { changedAt: now } }, session);
  }

  /** Lets go of some that were released three years ago: first the key, then the rest. Answers how many. */
  async sweep(most: number, releasedBefore: Date): Promise<number> {
    const over = await this.records.collection
      .find({ releasedAt: { $lte: releasedBefore } } as never, { projection: { holdRef: 1 }, limit: most })
      .toArray();
    await this.#keyring.destroy(over.map((one) => one['holdRef'] as string));
    await this.records.collection.deleteMany({ _id: { $in: over.map(({ _id }) => _id) } });
    return over.length;
  }

  async #turned(change: object, session: ClientSession): Promise<number> {
    const { collection } = modelOf(this.#connection, legalHoldTurnRecord);
    const turn = await collection.findOneAndUpdate(TURN, change, { session, returnDocument: 'after' });
    if (!turn) throw new Error('Expected the turn of legal holds to be stored at start, found none.');
    return turn['changes'] as number;
  }
}

const ofOthers = (accountId: string) => ({ 'subjects.personRef': { $ne: accountId } });
