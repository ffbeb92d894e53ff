import type { ClientSession, mongo } from 'mongoose';
import type { ErasureCount, ErasureTarget } from './erasing.ts';

/** Documents as the database gives them: nothing of them is opened. */
export type Stored = mongo.Document & { _id: string };
export type StoredFilter = mongo.Filter<Stored>;

/** One thing that erasing does at one place. */
export interface ErasurePlace extends Omit<ErasureCount, 'records'> {
  stored: mongo.Collection<Stored>;
  /** What there is to do, without what is held; null: nothing. */
  which: (target: ErasureTarget) => Promise<StoredFilter | null>;
  /** Done with some of it before, outside of the transaction. Repeatable. */
  before?: (ids: readonly string[], target: ErasureTarget) => Promise<void>;
  /** Does it with all that match; answers how many it changed. */
  change: (which: StoredFilter, target: ErasureTarget, session: ClientSession) => Promise<number>;
  /** Told when the transaction has taken effect. */
  after?: (ids: readonly string[]) => void;
}

/** Whole documents go. */
export const deleting =
  (stored: mongo.Collection<Stored>): ErasurePlace['change'] =>
  async (which, _, session) =>
    (await stored.deleteMany(which, { session })).deletedCount;

/** The ids that are held in one collection. */
export const heldIn = ({ held }: ErasureTarget, store: string, collection: string): string[] =>
  held.filter((one) => one.store === store && one.collection === collection).map(({ id }) => id);

export const allOf = (filters: readonly StoredFilter[]): StoredFilter => ({ $and: [...filters] });

export const refsOf = ({ references }: Pick<ErasureTarget, 'references'>): string[] => [
  ...new Set(references.map(({ ref }) => ref)),
];
