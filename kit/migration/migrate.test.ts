import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import { startLocalServers, type LocalServers } from '../local-servers/local-servers.ts';
import { connect } from '../mongo/connect.ts';
import { heldBy } from '../record/held-version.ts';
import { integer, nullable, oneOf, optional, text } from '../record/field.ts';
import { ensureCollections, modelOf, record } from '../record/record.ts';
import { dryRun } from './dry-run.ts';
import { migrate, type MigrateOptions } from './migrate.ts';
import { checkMigrations, type Migration } from './migration.ts';

const crates = { collection: 'crates', indexes: [] };
const older = record({ ...crates, version: 1, fields: { label: text(20), count: integer(0, 99) } });
const newer = record({ ...crates, version: 2, fields: { label: text(20), pieces: integer(0, 99) } });
const newest = record({
  ...crates,
  version: 3,
  fields: { label: text(20), pieces: integer(0, 99), kind: nullable(oneOf(['WOOD', 'STEEL'])) },
});
const countToPieces: Migration = {
  id: '2026-01-31-count-to-pieces',
  collection: 'crates',
  from: 1,
  to: 2,
  describe: 'What was counted is called pieces.',
  filter: { count: { $exists: true } },
  change: ({ count }) => ({ $set: { pieces: count as number }, $unset: { count: '' } }),
};
const kindUnknown: Migration = {
  id: '2026-02-28-kind-unknown',
  collection: 'crates',
  from: 2,
  to: 3,
  describe: 'The kind is not known.',
  filter: { kind: { $exists: false } },
  change: () => ({ $set: { kind: null } }),
};
const database = { name: 'crates', records: [newer], migrations: [countToPieces] };
const REFUSED = { code: 121 };

let servers: LocalServers;
let connection: Connection;
let made = 0;
let said: string[];
const say = (line: string) => void said.push(line);
const stored = () => connection.db!.collection<{ _id: string } & Record<string, unknown>>('crates');
const run = (changed: Partial<typeof database> = {}, options: Partial<MigrateOptions> = {}) =>
  migrate(connection, { ...database, ...changed }, { say, batch: 10, ...options });
const progress = () => connection.db!.collection<{ _id: string }>('migrations').findOne({ _id: countToPieces.id });
const id = (number: number) => `c${String(number).padStart(2, '0')}`;

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
});
afterAll(() => servers?.stop());

/** A database of its own with forty crates of the older version. */
beforeEach(async () => {
  [connection] = connect(servers.mongo.uri, [`crates${made++}`]);
  await connection.asPromise();
  await ensureCollections(connection, [older]);
  await stored().insertMany(
    Array.from({ length: 40 }, (_, count) => ({ _id: id(count), label: `Private ${count}`, count })),
  );
  said = [];
});
afterEach(() => connection.close());

/** Every byte that the database holds, and what it takes. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  const collections = await connection.db!.listCollections().toArray();
  for (const { name, ...rest } of collections.toSorted((a, b) => a.name.localeCompare(b.name))) {
    hash.update(JSON.stringify({ name, ...rest }));
    for await (const bytes of connection.db!.collection(name).find({}, { raw: true }).sort({ _id: 1 })) {
      hash.update(bytes as unknown as Uint8Array);
    }
  }
  return hash.digest('hex');
}

describe('a dry run', () => {
  it('says how many and which fields, no value and no id, and writes nothing', async () => {
    const before = await fingerprint();
    expect(await dryRun(connection, database, say)).toBe(1);
    expect(await fingerprint()).toBe(before);
    expect(said).toEqual([
      'crates.crates holds version 1; declared is 2.',
      '  2026-01-31-count-to-pieces, 1 to 2: What was counted is called pieces.',
      '    would change 40 documents',
      ...Array<string>(3).fill('    for example +pieces -count'),
    ]);
  });

  it('has nothing to say when all is done, nor of a collection that is not there', async () => {
    await run();
    said = [];
    expect(await dryRun(connection, database, say)).toBe(0);
    await stored().drop();
    expect(await dryRun(connection, database, say)).toBe(0);
    expect(said).toEqual([]);
  });
});

describe('a run', () => {
  it('changes every document once, counts them, and takes the declared version alone', async () => {
    expect(await run()).toBe(1);
    expect(await stored().countDocuments({ count: { $exists: true } })).toBe(0);
    expect(await stored().findOne({ _id: id(7) })).toEqual({ _id: id(7), label: 'Private 7', pieces: 7 });
    expect(await progress()).toMatchObject({ changed: 40, finishedAt: expect.any(Date) as Date });
    await expect(stored().insertOne({ _id: 'late', label: 'x', count: 1 })).rejects.toMatchObject(REFUSED);
    expect(await run()).toBe(0);
    expect(await progress()).toMatchObject({ changed: 40 });
  });

  it('goes on where it was cut off, and each document is counted once', async () => {
    const cut = new AbortController();
    const cutOff = run({}, { say: (line) => line.includes('20 documents') && cut.abort(), signal: cut.signal });
    await expect(cutOff).rejects.toThrow('aborted');
    expect(await stored().countDocuments({ pieces: { $exists: true } })).toBe(20);
    expect(await progress()).toMatchObject({ after: id(19), changed: 20, finishedAt: null });
    await stored().insertOne({ _id: 'a', label: 'behind the cut', count: 1 });
    await run();
    expect(await stored().countDocuments({ pieces: { $exists: true } })).toBe(41);
    expect(await progress()).toMatchObject({ changed: 41, after: null });
  });

  it('undoes the batch in which it fails, and names the document', async () => {
    const change: Migration['change'] = (document) => {
      if (document['_id'] === id(15)) throw new Error('Private 15');
      return countToPieces.change(document);
    };
    const failed = await run({ migrations: [{ ...countToPieces, change }] }).catch((error: Error) => error.message);
    expect(failed).toBe('Migration 2026-01-31-count-to-pieces: cannot change document c15.');
    expect(await stored().countDocuments({ pieces: { $exists: true } })).toBe(10);
    await run();
    expect(await progress()).toMatchObject({ changed: 40 });
  });

  it.each<[string, Partial<Migration>, string]>([
    [
      'makes what is not declared',
      { change: () => ({ $set: { pieces: 100 } }) },
      'document c00 does not fit version 2',
    ],
    ['selects what it has changed', { filter: {} }, 'its filter still selects what it has changed'],
    ['leaves old documents', { filter: { count: { $lt: 30 } } }, 'crates.crates: 10 documents do not fit version 2'],
  ])('stops a migration that %s, and keeps both versions', async (_, changed, message) => {
    await expect(run({ migrations: [{ ...countToPieces, ...changed }] })).rejects.toThrow(message);
    await stored().insertOne({ _id: 'old', label: 'x', count: 1 });
    await stored().insertOne({ _id: 'new', label: 'x', pieces: 1 });
  });

  it('goes through several versions, and what only grew needs no migration', async () => {
    await run({ records: [newest] as never, migrations: [countToPieces, kindUnknown] });
    expect(await stored().findOne({ _id: id(3) })).toEqual({ _id: id(3), label: 'Private 3', pieces: 3, kind: null });
    const grown = record({ ...newest, version: 4, fields: { ...newest.fields, note: optional(text(9)) } });
    await ensureCollections(connection, [grown]);
    expect(await heldBy(connection.db!, 'crates')).toMatchObject({ oldest: 3, newest: 4 });
    await ensureCollections(connection, [newest]);
    expect(await heldBy(connection.db!, 'crates')).toMatchObject({ oldest: 3, newest: 4 });
  });
});

describe('processes of two versions', () => {
  it('the newer one does not start before the database takes its version, and changes nothing', async () => {
    const before = await fingerprint();
    await expect(ensureCollections(connection, [newer])).rejects.toMatchObject({
      code: 'MIGRATE_FIRST',
      message: expect.stringContaining('Run npm run migrate') as string,
    });
    expect(await fingerprint()).toBe(before);
  });

  it('run side by side once it is expanded, until it is contracted', async () => {
    await run({}, { expandOnly: true });
    await ensureCollections(connection, [older]);
    await ensureCollections(connection, [newer]);
    await modelOf(connection, older).create({ _id: 'old', label: 'x', count: 1 });
    const [beside] = connect(servers.mongo.uri, [connection.name]);
    await beside.asPromise();
    await modelOf(beside, newer).create({ _id: 'new', label: 'x', pieces: 1 });
    await beside.close();
    await expect(stored().insertOne({ _id: 'none', label: 'x' })).rejects.toMatchObject(REFUSED);
    await expect(stored().insertOne({ _id: 'both', label: 'x', count: 1, pieces: 1 })).rejects.toMatchObject(REFUSED);
    await run();
    expect(await stored().countDocuments({ pieces: { $exists: true } })).toBe(42);
    await ensureCollections(connection, [newer]);
    await expect(ensureCollections(connection, [older])).rejects.toMatchObject({ code: 'PROCESS_TOO_OLD' });
    await expect(modelOf(connection, older).create({ _id: 'x', label: 'x', count: 1 })).rejects.toMatchObject(REFUSED);
  });

  it('what an older one writes behind the batch is changed too', async () => {
    let writing: Promise<unknown> | undefined;
    const write = (line: string) => {
      if (line.includes('10 documents')) writing ??= stored().insertOne({ _id: 'a', label: 'x', count: 5 });
    };
    await run({}, { say: write, batch: 2 });
    await writing;
    expect(await stored().findOne({ _id: 'a' })).toEqual({ _id: 'a', label: 'x', pieces: 5 });
  });

  it('what an older one changes under the hands of the migration is not lost', async () => {
    const session = await connection.startSession();
    session.startTransaction();
    await stored().updateOne({ _id: id(4) }, { $set: { count: 77 } }, { session });
    const running = run();
    await sleep(300);
    await session.commitTransaction();
    await session.endSession();
    await running;
    expect(await stored().findOne({ _id: id(4) })).toMatchObject({ pieces: 77 });
    expect(await progress()).toMatchObject({ changed: 40 });
  });
});

it.each<[string, Partial<Migration>[], string]>([
  ['downwards', [{ from: 2, to: 1 }], 'to lead from a version to a later one, got 2 to 1'],
  ['nowhere', [{ from: 1, to: 1 }], 'to lead from a version to a later one, got 1 to 1'],
  ['to no declared version', [{ to: 3 }], 'to lead to a declared version, at most 2, got 3'],
  ['in no declared collection', [{ collection: 'boxes' }], 'a collection that is declared'],
  ['without a day', [{ id: 'count' }], 'an id such as 2026-11-23-split-names'],
  ['under a name that is taken', [{}, {}], 'an id of its own'],
  ['the same way again', [{}, { id: '2026-02-01-again' }], 'to begin where the one before it ends, or later'],
])('refuses a migration that leads %s', (_, changes, message) => {
  const migrations = changes.map((changed) => ({ ...countToPieces, ...changed }));
  expect(() => checkMigrations({ ...database, migrations })).toThrow(message);
});
