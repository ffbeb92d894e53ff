import type { Connection, mongo } from 'mongoose';
import { groupedBy } from '../data-map/erasure-plan.ts';
import { Gathered } from '../mongo/gathered.ts';
import { union } from '../mongo/union.ts';
import type { Stored, StoredFilter } from './erasure-place.ts';

/** Which documents of a collection. */
export interface Asked {
  stored: mongo.Collection<Stored>;
  which: StoredFilter;
}

/** Questions of one database, of several people, that are asked in one command. */
const MOST_TOGETHER = 8;

/**
 * How many documents match each, in the order asked: one command for each database, however many collections there are, and for all that is asked
 * of it while another is under way.
 */
export async function countedTogether(asked: readonly Asked[]): Promise<number[]> {
  const counts = asked.map(() => 0);
  const numbered = asked.map((one, at) => ({ ...one, at }));
  const databases = [...groupedBy(numbered, ({ stored }) => connectionOf(stored).name).values()];
  await Promise.all(
    databases.map(async (same) => {
      const found = await countingIn(connectionOf(same[0].stored)).answer(same);
      same.forEach(({ at }, index) => (counts[at] = found[index]!));
    }),
  );
  return counts;
}

const known = new WeakMap<Connection, Gathered<readonly Asked[], number[]>>();

function countingIn(connection: Connection): Gathered<readonly Asked[], number[]> {
  const counting = known.get(connection) ?? new Gathered(countedAtOnce, MOST_TOGETHER);
  known.set(connection, counting);
  return counting;
}

/** Of one database. */
async function countedAtOnce(questions: readonly (readonly Asked[])[]): Promise<number[][]> {
  const counts = questions.map((asked) => asked.map(() => 0));
  const [first, ...others] = questions.flatMap((asked, of) =>
    asked.map(({ stored, which }, at) => ({ collection: stored, stages: countOf(which, of, at) })),
  );
  if (!first) return counts;
  for await (const { of, at, records } of union([first, ...others]))
    counts[of as number]![at as number] = records as number;
  return counts;
}

/** As a connection opens a collection it does not say itself in which database it is. */
const connectionOf = (stored: object): Connection => (stored as { conn: Connection }).conn;

const countOf = (which: StoredFilter, of: number, at: number): mongo.Document[] => [
  { $match: which },
  { $count: 'records' },
  { $set: { of: { $literal: of }, at: { $literal: at } } },
];
