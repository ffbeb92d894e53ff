import type { ClientSession, Connection } from 'mongoose';
import { Fenced } from '../fence/fenced.ts';
import { fileRecords } from '../files/file.record.ts';
import { GridFsStore } from '../files/grid-fs.file-store.ts';
import { startLocalServers, type LocalServers } from '../local-servers/local-servers.ts';
import { connect } from '../mongo/connect.ts';
import { group, list, nullable, optional, subjectRef, text } from '../record/field.ts';
import { about } from '../record/personal.ts';
import { ensureCollections, record } from '../record/record.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { newSubjectRef } from '../subject-keys/subject-ref.ts';
import { workFields } from '../work/work.fields.ts';
import { DeclaredErasing, type DeclaredErasingParts } from './declared-erasing.ts';
import { erasureProgressRecord } from './erasure-progress.record.ts';
import { OtherDeclaration, type ErasureTarget } from './erasing.ts';

const shared = {
  purposes: ['lending'],
  basis: 'contract',
  retention: 'lent',
  onExport: 'include',
  protection: 'plain',
} as const;
const aboutOwner = about({ ...shared, subject: 'ownerRef', onErasure: 'unset' });
const aboutBorrower = about({ ...shared, subject: 'loans[].borrowerRef', onErasure: 'remove item' });
const aboutFan = about({ ...shared, subject: 'fans[].fanRef', onErasure: 'unset' });
const aboutReader = about({ ...shared, subject: 'readerRef', onErasure: 'delete document' });
const aboutGuide = about({ ...shared, subject: 'guideRef', onErasure: 'delete document' });

/** With an owner, or none; those who borrowed it, and those who praise it. */
const book = record({
  collection: 'books',
  version: 1,
  fields: {
    title: text(50),
    ownerRef: nullable(subjectRef('MEMBER')),
    note: optional(text(50, aboutOwner('user.content.private'))),
    address: group({ street: nullable(text(50, aboutOwner('user.contact.address'))) }),
    loans: list(group({ borrowerRef: subjectRef('GUEST'), name: text(50, aboutBorrower('user.name')) }), 9),
    fans: list(group({ fanRef: subjectRef('GUEST'), said: optional(text(50, aboutFan('user.content.private'))) }), 9),
    keeperRef: optional(
      subjectRef('STAFF', about({ ...shared, subject: 'keeperRef', onErasure: 'retain' })('user.name')),
    ),
  },
  indexes: [],
});
/** A visit of a reader, shown around by somebody: it goes with either. */
const visit = record({
  collection: 'visits',
  version: 1,
  fields: {
    ...workFields,
    readerRef: subjectRef('GUEST', aboutReader('user.name')),
    guideRef: subjectRef('GUEST', aboutGuide('user.name')),
    paperId: nullable(text(24)),
    paperRef: nullable(text(26)),
  },
  indexes: [{ keys: { readerRef: 1 } }, { keys: { guideRef: 1 } }],
});
const papers = fileRecords('papers', {
  kind: 'GUEST',
  declare: (category) => about({ ...shared, subject: 'subjectRef', onErasure: 'delete document' })(category),
});
const RECORDS = [book, visit, papers.files, papers.chunks, erasureProgressRecord];

const [PERSON, OTHER, PAPER, LEAF] = [newSubjectRef(), newSubjectRef(), newSubjectRef(), newSubjectRef()];
const destroyed: string[] = [];
const keyring = {
  keysOf: async () => new Map(),
  create: async () => undefined,
  destroy: async (refs) => void destroyed.push(...refs),
} as Partial<Keyring> as Keyring;
let servers: LocalServers;
let connection: Connection;
let files: GridFsStore;

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  [connection] = connect(servers.mongo.uri, ['library']) as [Connection];
  await connection.asPromise();
  files = new GridFsStore({ connection, records: papers, keyring });
});
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
});
beforeEach(async () => {
  destroyed.length = 0;
  await connection.dropDatabase();
  await ensureCollections(connection, RECORDS);
});

const restricted: unknown[][] = [];
const erasing = (parts: Partial<DeclaredErasingParts> = {}) =>
  new DeclaredErasing({
    name: 'member',
    connection,
    stores: [{ name: 'library', connection, records: RECORDS }],
    keyring,
    mapHash: 'a'.repeat(64),
    restrict: async (...asked) => (restricted.push(asked), { changed: 1 }),
    fences: [],
    buckets: [{ bucket: papers.bucket, store: files }],
    linked: [{ collection: 'visits', fileIdPath: 'paperId', keyPath: 'paperRef', bucket: papers.bucket, store: files }],
    ...parts,
  });
const target = (more: Partial<ErasureTarget> = {}): ErasureTarget => ({
  erasureId: 'e'.repeat(24),
  planHash: 'b'.repeat(64),
  mapHashes: { member: 'a'.repeat(64) },
  references: [{ ref: PERSON, kind: 'GUEST' }],
  companies: [],
  held: [],
  ...more,
});

const books = () => connection.collection('books');
const visits = () => connection.collection('visits');
const written = (id: string, ownerRef: string | null) => ({
  _id: id as never,
  title: 'Kelile ve Dimne',
  ownerRef,
  note: 'n',
  address: { street: 's' },
  loans: [OTHER, PERSON, OTHER].map((borrowerRef) => ({ borrowerRef, name: 'n' })),
  fans: [PERSON, OTHER].map((fanRef) => ({ fanRef, said: 'yes' })),
});
const visited = (
  id: string,
  readerRef: string,
  guideRef: string,
  paper: { paperId?: string; paperRef?: string } = {},
) => ({
  _id: id as never,
  readerRef,
  guideRef,
  paperId: null,
  paperRef: null,
  ...paper,
  dueAt: new Date(0),
  leasedUntil: null as Date | null,
  attempts: 0,
});
const put = async (of: string) => {
  const bytes = (async function* () {
    yield Buffer.alloc(600_000, 7);
  })();
  return (await files.put(bytes, { subjectRef: of, most: 1_000_000, until: new Date(Date.now() + 60_000) })).fileId;
};
const counted = (counts: readonly { collection: string; subjectPath: string; action: string; records: number }[]) =>
  Object.fromEntries(counts.map((one) => [`${one.collection}.${one.subjectPath} ${one.action}`, one.records]));

it('does at each place what is declared, as often as it was foreseen, and nothing to anybody else', async () => {
  await books().insertMany([written('owned', PERSON), written('lent', OTHER)] as never);
  await visits().insertMany([
    visited('both', PERSON, PERSON),
    visited('led', OTHER, PERSON),
    visited('none', OTHER, OTHER),
  ]);
  const one = erasing();
  const bystander = await visits().findOne({ _id: 'none' as never });
  const foreseen = counted(await one.foresee(target()));
  expect(foreseen).toEqual({
    'books.ownerRef unset': 1,
    'books.ownerRef detach': 1,
    'books.loans[].borrowerRef remove item': 2,
    'books.fans[].fanRef unset': 2,
    'visits.readerRef delete document': 1,
    'visits.guideRef delete document': 1,
  });
  const { done, counts } = await one.erase(target());
  expect([done, counted(counts)]).toEqual([true, foreseen]);
  const emptied = { loans: [OTHER, OTHER].map((borrowerRef) => ({ borrowerRef, name: 'n' })) };
  const fans = [{ fanRef: PERSON }, { fanRef: OTHER, said: 'yes' }];
  expect(await books().find().sort({ _id: 1 }).toArray()).toEqual([
    { ...written('lent', OTHER), ...emptied, fans },
    { _id: 'owned', title: 'Kelile ve Dimne', ownerRef: null, address: { street: null }, ...emptied, fans },
  ]);
  expect(await visits().find().toArray()).toEqual([bystander]);
  expect(await one.verify(target())).toEqual([]);
  expect(await one.erase(target())).toEqual({ done, counts });
});

it('leaves what is held, with its files, and verifies without it', async () => {
  const [kept, gone] = [await put(PAPER), await put(LEAF)];
  await visits().insertMany([
    visited('held', PERSON, OTHER, { paperId: kept, paperRef: PAPER }),
    visited('same paper', PERSON, OTHER, { paperId: kept, paperRef: PAPER }),
    visited('free', PERSON, OTHER, { paperId: gone, paperRef: LEAF }),
  ]);
  const holding = target({ held: [{ store: 'library', collection: 'visits', id: 'held' }] });
  const one = erasing();
  expect((await one.erase(holding)).counts).toMatchObject([{ collection: 'visits', records: 2 }]);
  expect((await visits().find().toArray()).map(({ _id }) => _id as unknown)).toEqual(['held']);
  expect(await connection.collection('papers.files').distinct('_id')).toEqual([kept]);
  expect(destroyed).toEqual([LEAF]);
  expect(await one.verify(holding)).toEqual([]);
  expect(await one.verify(target())).toMatchObject([{ collection: 'visits', records: 1 }]);
  // When it is held no more, the same erasure goes on from where it was.
  expect((await one.erase(target())).counts).toMatchObject([{ collection: 'visits', records: 3 }]);
});

it('takes files with their bytes, and counts both, also those of a record that goes with them', async () => {
  await visits().insertOne(visited('v', PERSON, OTHER, { paperId: await put(PERSON), paperRef: PERSON }));
  await put(OTHER);
  const foreseen = counted(await erasing().foresee(target()));
  expect(foreseen).toEqual({
    'visits.readerRef delete document': 1,
    'papers.files.subjectRef delete document': 1,
    'papers.chunks.subjectRef delete document': 3,
  });
  expect(counted((await erasing().erase(target())).counts)).toEqual(foreseen);
  expect(await connection.collection('papers.files').distinct('subjectRef')).toEqual([OTHER]);
  expect(await connection.collection('papers.chunks').distinct('subjectRef')).toEqual([OTHER]);
});

it('goes on after a crash in the middle of a batch, loses no count and counts nothing twice', async () => {
  await visits().insertMany(Array.from({ length: 25 }, (_, n) => visited(`v${n}`, PERSON, OTHER)));
  const crashing = Object.create(connection) as Connection;
  let transactions = 0;
  crashing.transaction = ((work: (session: ClientSession) => Promise<unknown>) =>
    connection.transaction(async (session: ClientSession) => {
      await work(session);
      if (++transactions === 2) throw new Error('killed');
    })) as never;
  const killed = erasing({ connection: crashing, batch: 10 });
  await expect(killed.erase(target())).rejects.toThrow('killed');
  expect(await visits().countDocuments()).toBe(15);
  const { done, counts } = await erasing({ batch: 10 }).erase(target());
  expect([done, counts]).toMatchObject([true, [{ records: 25 }]]);
});

it('works for as long as one call may, and says that there is more', async () => {
  await visits().insertMany(Array.from({ length: 25 }, (_, n) => visited(`v${n}`, PERSON, OTHER)));
  const one = erasing({ batch: 10, mostMs: 0 });
  expect(await one.erase(target())).toMatchObject({ done: false, counts: [{ records: 10 }] });
  await one.erase(target());
  await one.erase(target());
  expect(await one.erase(target())).toMatchObject({ done: true, counts: [{ records: 25 }] });
});

it('waits for work that somebody is at and files that come in, of the person alone', async () => {
  const later = new Date(Date.now() + 60_000);
  await visits().insertMany([
    { ...visited('mine', PERSON, OTHER), leasedUntil: later },
    { ...visited('over', PERSON, OTHER), leasedUntil: new Date(0) },
    { ...visited('another', OTHER, OTHER), leasedUntil: later },
  ]);
  expect(await erasing().drain(target())).toEqual({ waiting: 1 });
  const fileId = await put(PERSON);
  await connection.collection('papers.files').updateOne({ _id: fileId as never }, { $set: { whole: false } });
  expect(await erasing().drain(target())).toEqual({ waiting: 2 });
});

it('refuses what was planned by another declaration, and does nothing of it', async () => {
  await visits().insertOne(visited('v', PERSON, OTHER));
  const other = target({ mapHashes: { member: 'c'.repeat(64), catalog: 'a'.repeat(64) } });
  for (const verb of ['foresee', 'fence', 'drain', 'unindex', 'erase', 'purge', 'verify'] as const)
    await expect(erasing()[verb](other)).rejects.toThrow(OtherDeclaration);
  expect(await visits().countDocuments()).toBe(1);
  expect(restricted).toEqual([]);
});

it('stops everything before it fences, in each database, and answers for how many that is new', async () => {
  const fenced: string[][] = [];
  const fences = [3, 1].map((count) => ({
    fence: async (refs: readonly string[]) => (fenced.push([...refs]), count),
    fencedAmong: async () => new Set<string>(),
  }));
  expect(await erasing({ fences }).fence(target())).toEqual({ changed: 3 });
  expect(restricted).toEqual([[target().references, 'ERASURE', null]]);
  expect(fenced).toEqual([[PERSON], [PERSON]]);
});

it('goes on about whom a hold kept something: no restriction is stored anew, and whoever is not fenced yet is stopped', async () => {
  const asked: string[][] = [];
  const restrict: DeclaredErasingParts['restrict'] = async (references) => {
    asked.push(references.map(({ ref }) => ref));
    if (references.some(({ ref }) => ref === PERSON)) throw new Fenced();
    return { changed: 1 };
  };
  const fences = [{ fence: async () => 0, fencedAmong: async () => new Set([PERSON]) }];
  expect(await erasing({ restrict, fences }).fence(target())).toEqual({ changed: 0 });
  const more = [...target().references, { ref: OTHER, kind: 'GUEST' } as const];
  expect(await erasing({ restrict, fences }).fence(target({ references: more }))).toEqual({ changed: 1 });
  expect(asked).toEqual([[PERSON], [PERSON, OTHER], [OTHER]]);
});

it.each([
  ['"replace by token"', text(9, about({ ...shared, subject: 'ref', onErasure: 'replace by token' })('user.name'))],
  [
    '"unset" of name, which must be there',
    text(9, about({ ...shared, subject: 'ref', onErasure: 'unset' })('user.name')),
  ],
])('does not start where %s is declared', (what, name) => {
  const odd = record({ collection: 'odd', version: 1, fields: { ref: subjectRef('GUEST'), name }, indexes: [] });
  const stores = [{ name: 'library', connection, records: [odd] }];
  expect(() => erasing({ stores })).toThrow(what);
});
