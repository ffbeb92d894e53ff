import type { ClientSession, Connection, mongo } from 'mongoose';
import { readProof } from '../../../kit/proof/proof-token.ts';
import { modelOf } from '../../../kit/record/record.ts';
import {
  accountCancellationRecord,
  type AccountCancellation,
  type CancellationState,
} from './account-cancellation.record.ts';

/** The cancellations of accounts that are stored. Nothing of them is sealed. */
export class CancellationStore {
  readonly collection: mongo.Collection<AccountCancellation>;

  constructor(connection: Connection) {
    this.collection = modelOf(connection, accountCancellationRecord).collection as never;
  }

  byId(_id: string, session?: ClientSession): Promise<AccountCancellation | null> {
    return this.collection.findOne({ _id }, { ...(session && { session }) });
  }

  ofCase(caseId: string, session?: ClientSession): Promise<AccountCancellation | null> {
    return this.collection.findOne({ caseId }, { ...(session && { session }) });
  }

  /** The one that the token of a mail is of; null: of none. */
  async ofToken(token: string, session: ClientSession): Promise<AccountCancellation | null> {
    const read = readProof(token);
    return read && this.collection.findOne({ _id: read.id, tokenHash: read.hash }, { session });
  }

  /** The other cancellations of its account that are in one of these states: asked for another time, or another way. */
  besides(
    { _id, accountId }: Pick<AccountCancellation, '_id' | 'accountId'>,
    states: readonly CancellationState[],
    session?: ClientSession,
  ): Promise<AccountCancellation[]> {
    const others = { accountId, _id: { $ne: _id }, state: { $in: [...states] } };
    return this.collection.find(others, { ...(session && { session }) }).toArray();
  }

  /** The person is erased: those that are over are closed, of this case and of others. */
  async erased(
    { caseId, persons }: { caseId: string; persons: readonly string[] },
    closedAt: Date,
    session: ClientSession,
  ): Promise<void> {
    const whose = { $or: [{ caseId }, { 'persons.personRef': { $in: [...persons] } }] };
    const over = { state: 'DUE_FOR_ERASURE' as const, closedAt: null };
    await this.collection.updateMany({ ...over, ...whose }, { $set: { closedAt } }, { session });
  }

  async add(begun: AccountCancellation, session: ClientSession): Promise<void> {
    await this.collection.insertOne(begun, { session });
  }

  /** Goes from one state to another. False: it is in another by now. */
  async turn(
    _id: string,
    from: readonly CancellationState[],
    to: Pick<AccountCancellation, 'state' | 'dueAt'> & { closedAt?: Date },
    session?: ClientSession,
  ): Promise<boolean> {
    const which = { _id, state: { $in: [...from] } };
    const { matchedCount } = await this.collection.updateOne(which, { $set: to }, { ...(session && { session }) });
    return matchedCount > 0;
  }
}
