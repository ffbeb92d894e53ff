import type { ClientSession, Connection, mongo } from 'mongoose';
import { modelOf } from '../../../kit/record/record.ts';
import { erasureRecord, type Erasure } from './erasure.record.ts';
import type { ErasureStateName } from './erasure.values.ts';

/** Records of people: of these, or where these are absent of anybody at these places. */
export interface RecordsOfPeople {
  references: readonly string[];
  places: readonly { store: string; collection: string }[];
}

/** The erasures that are stored. Nothing of them is sealed. */
export class ErasureStore {
  readonly collection: mongo.Collection<Erasure>;

  constructor(connection: Connection) {
    this.collection = modelOf(connection, erasureRecord).collection as never;
  }

  byId(_id: string, session?: ClientSession): Promise<Erasure | null> {
    return this.collection.findOne({ _id }, { ...(session && { session }) });
  }

  /** The plan that counts for a case, whatever has become of it; null: there is none. */
  ofCase(caseId: string, session?: ClientSession): Promise<Erasure | null> {
    return this.collection.findOne({ caseId, isCurrent: true }, { ...(session && { session }) });
  }

  ofCases(caseIds: readonly string[]): Promise<Erasure[]> {
    return this.collection.find({ caseId: { $in: [...caseIds] }, isCurrent: true }, { batchSize: 1_000 }).toArray();
  }

  /** The last certificate of a case, also where another erasure was planned since. */
  async certified(caseId: string): Promise<Erasure['certificate']> {
    const issued = { caseId, certificate: { $type: 'object' } } as mongo.Filter<Erasure>;
    return (await this.collection.findOne(issued, { sort: { plannedAt: -1 } }))?.certificate ?? null;
  }

  /** One that counts from now on, in the place of the one before. */
  async add(erasure: Erasure, session: ClientSession): Promise<void> {
    const before = { caseId: erasure.caseId, isCurrent: true };
    await this.collection.updateMany(before, { $set: { isCurrent: false } }, { session });
    const over = { ...before, isCurrent: false, state: { $in: ['PLANNED', 'BLOCKED'] } } as mongo.Filter<Erasure>;
    const $set = { state: 'VOID', closedAt: erasure.plannedAt } as const;
    await this.collection.updateMany(over, { $set }, { session });
    await this.collection.insertOne(erasure, { session });
  }

  /** Changes it as long as it is of this plan and in this state. Null: it is not any more. */
  turn(
    { _id, planHash, state, step }: Pick<Erasure, '_id' | 'planHash' | 'state' | 'step'>,
    to: Partial<Erasure>,
    session?: ClientSession,
  ): Promise<Erasure | null> {
    const options = { returnDocument: 'after' as const, ...(session && { session }) };
    return this.collection.findOneAndUpdate({ _id, planHash, state, step }, { $set: to }, options);
  }

  /** Whether one is at work that takes records away, of these people, or of anybody at these places where it is of nobody. */
  async isErasing({ references, places }: RecordsOfPeople, now: Date, session: ClientSession): Promise<boolean> {
    const at = places.map(({ store, collection }) => ({ steps: { $elemMatch: { store, collection } } }));
    const of = references.length > 0 ? { 'persons.personRef': { $in: [...references] } } : { $or: at };
    const atWork = { state: 'RUNNING', step: 'ERASE', leasedUntil: { $gt: now } };
    return (await this.collection.findOne({ ...atWork, ...of } as mongo.Filter<Erasure>, { session })) !== null;
  }

  /** A plan that nobody waits for any more. */
  async giveUp(caseId: string, closedAt: Date, session: ClientSession): Promise<void> {
    const planned = { caseId, isCurrent: true, state: { $in: ['PLANNED', 'BLOCKED'] } } as mongo.Filter<Erasure>;
    const $set = { state: 'VOID', isCurrent: false, closedAt } as const;
    await this.collection.updateMany(planned, { $set }, { session });
  }

  /** What waits for a release of a hold goes on. */
  async resume(_id: string, now: Date): Promise<void> {
    const waiting: ErasureStateName = 'WAITING';
    await this.collection.updateOne({ _id, state: waiting }, { $set: { dueAt: now, attempts: 0 } });
  }
}
