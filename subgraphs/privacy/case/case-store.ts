import type { ClientSession, Connection } from 'mongoose';
import { behind, type TimePlace } from '../../../kit/graphql/time-page.ts';
import { modelOf } from '../../../kit/record/record.ts';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { caseTurnRecord } from './case-turn.record.ts';
import { codeHashOf, readCaseNumber } from './case-number.ts';
import { privacyCaseRecord, type PrivacyCase } from './privacy-case.record.ts';
import type { CaseStateName, RegimeName, RightName } from './privacy-case.values.ts';

/** Which cases officers ask for. */
export interface SoughtCases {
  states: readonly CaseStateName[];
  rights: readonly RightName[] | null;
  regimes: readonly RegimeName[] | null;
  dueBefore: Date | null;
}

/** Of one's own that are shown. */
const MOST_OWN = 50;
/** Files of one person that belong to what is held about them. */
export const MOST_FILES = 1_000;

/** The cases that are stored. */
export class CaseStore {
  readonly records: RecordsOf<typeof privacyCaseRecord>;
  readonly #connection: Connection;
  readonly #keyring: Keyring;

  constructor(connection: Connection, keyring: Keyring) {
    this.records = new Records(connection, privacyCaseRecord, keyring);
    this.#connection = connection;
    this.#keyring = keyring;
  }

  byId(id: string, session?: ClientSession): Promise<PrivacyCase | null> {
    return this.records.findById(id, { session });
  }

  /** Those of these references under which files of cases are. */
  async filesAmong(references: readonly string[]): Promise<ReadonlySet<string>> {
    const which = { applicantRef: { $in: [...references] } };
    return new Set((await this.records.collection.distinct('applicantRef', which as never)) as string[]);
  }

  /** What is not found by its address any more stays so. */
  async put(changed: PrivacyCase, session: ClientSession): Promise<void> {
    const unfound = { _id: changed._id, emailTokens: { $exists: false } } as never;
    const isUnfound = (await this.records.collection.countDocuments(unfound, { session, limit: 1 })) > 0;
    await this.records.put([changed], { session });
    if (isUnfound) await this.#unfound({ _id: changed._id }, session);
  }

  /** Has the cases of a person who is erased found by their address no more: whoever guesses it learns nothing. Repeatable. */
  async forgetAddresses(references: readonly string[]): Promise<void> {
    await this.#unfound({ 'subjects.personRef': { $in: [...references] } });
  }

  async #unfound(which: object, session?: ClientSession): Promise<void> {
    await this.records.collection.updateMany(which, { $unset: { emailTokens: true } }, { session });
  }

  /** By number and code; null for a number that is none, and for a code that is another's. Either way it is one command. */
  async byCode(number: string, code: string, session?: ClientSession): Promise<PrivacyCase | null> {
    const filter = { number: readCaseNumber(number) ?? 'none', codeHash: codeHashOf(code) };
    return (await this.records.find(filter, { session, limit: 1 }))[0] ?? null;
  }

  /** A registered case by the token that was sent to its address. */
  async byProof({ id, hash }: { id: string; hash: string }, session: ClientSession): Promise<PrivacyCase | null> {
    return (await this.records.find({ _id: id, proofHash: hash }, { session, limit: 1 }))[0] ?? null;
  }

  /** What an account asked for, or was asked for about it, the latest first. */
  ofAccount(accountId: string, most = MOST_OWN): Promise<PrivacyCase[]> {
    const filter = { $or: [{ accountId }, { openedBy: accountId }] };
    return this.records.find(filter, { sort: { receivedAt: -1, _id: -1 }, limit: most });
  }

  /** What was asked from an address that is proven, by whoever had no account: an account is found by itself, whatever address it has by now. */
  async ofAddress(email: string): Promise<PrivacyCase[]> {
    const found = await this.records.whose('email', email, { sort: { _id: -1 }, limit: MOST_FILES });
    return found.filter(({ proofHash, accountId, openedBy }) => proofHash === null && !accountId && !openedBy);
  }

  /**
   * The open cases of a proven person, by account or by address, the oldest first. Those of whoever applies by another are left out, and those of an account
   * that had the address before: who reads it now is somebody else.
   */
  async openOf(
    { accountId, email }: { accountId: string | null; email: string },
    session: ClientSession,
  ): Promise<PrivacyCase[]> {
    const open = { closedAt: null, provenAt: { $type: 'date' } };
    const byAccount = accountId === null ? [] : await this.records.find({ ...open, accountId }, { session });
    const byAddress = await this.records.whose('email', email, { session, sort: { _id: -1 }, limit: 100 });
    const found = new Map([...byAccount, ...byAddress].map((one) => [one._id, one]));
    return [...found.values()]
      .filter(({ closedAt, provenAt, representatives }) => !closedAt && provenAt && representatives.length === 0)
      .filter((one) => one.accountId === null || one.accountId === accountId)
      .toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
  }

  /** Those that officers seek, what is due first at the head, and one more than a page has. `but`: an account whose cases are left out. */
  sought(sought: SoughtCases, after: TimePlace | null, size: number, but: string): Promise<PrivacyCase[]> {
    const others = { accountId: { $ne: but }, openedBy: { $ne: but } };
    const which = { $and: [soughtFilter(sought), others, behind('dueAt', after, 'oldest')] };
    return this.records.find(which, { sort: { dueAt: 1, _id: 1 }, limit: size + 1 });
  }

  /** Takes a turn with whoever takes in something else of the same person. */
  async turn(person: string, session: ClientSession, now: Date): Promise<void> {
    const [token] = await this.#keyring.tokensOf('privacyCases.turn', person);
    const { collection } = modelOf(this.#connection, caseTurnRecord);
    const one = { _id: token!.toString('hex') } as never;
    await collection.updateOne(one, { $set: { at: now } }, { upsert: true, session });
  }

  /** Lets go of some that were closed three years ago: first the key, then the rest. Answers how many. */
  async sweep(most: number, closedBefore: Date): Promise<number> {
    const { collection } = this.records;
    const over = await collection
      .find({ closedAt: { $lte: closedBefore } } as never, { projection: { applicantRef: 1 }, limit: most })
      .toArray();
    await this.#keyring.destroy(over.map((one) => one['applicantRef'] as string));
    await collection.deleteMany({ _id: { $in: over.map(({ _id }) => _id) } });
    return over.length;
  }
}

/** What the database is asked for, for what officers seek. */
export const soughtFilter = ({ states, rights, regimes, dueBefore }: SoughtCases): object => ({
  state: { $in: [...states] },
  ...(rights && { 'items.right': { $in: [...rights] } }),
  ...(regimes && { regimes: { $in: [...regimes] } }),
  ...(dueBefore && { dueAt: { $lt: dueBefore } }),
});
