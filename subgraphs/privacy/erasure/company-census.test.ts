import type { Connection } from 'mongoose';
import type { CompanyFate } from '../../../kit/participation/erasing.ts';
import { startMongod, type MongoServer } from '../../../kit/local-servers/mongod.process.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { DatabaseCensus } from './database-census.ts';

const NAMES = ['member', 'catalog', 'events'] as const;
const [traders, leftBehind, others] = ['a', 'b', 'c'].map((letter) => letter.repeat(24)) as [string, string, string];
const companies: CompanyFate[] = [
  { companyId: traders, fate: 'ERASED' },
  { companyId: leftBehind, fate: 'WITHDRAWN' },
  { companyId: others, fate: 'LIVES_ON' },
];
let mongod: MongoServer;
let connections: readonly Connection[];
let census: DatabaseCensus;
beforeAll(async () => {
  mongod = await startMongod({ dataDir: null, env: process.env, log: () => undefined });
  connections = connect(mongod.uri, [...NAMES]);
  await Promise.all(connections.map((one) => one.asPromise()));
  const databases = NAMES.map((name, at) => ({ name, connection: connections[at]! }));
  census = new DatabaseCensus({ databases, rows: [] });
});
afterAll(async () => {
  await connections?.[0]?.close();
  await mongod?.stop();
});
beforeEach(() => Promise.all(connections.map((one) => one.dropDatabase())));

const of = (store: (typeof NAMES)[number], collection: string) =>
  connections[NAMES.indexOf(store)]!.collection(collection);
const left = async (held: { store: string; collection: string; id: string }[] = []) =>
  (await census.left([], held, companies)).map(
    ({ store, collection, records }) => `${store}.${collection}: ${records}`,
  );
const put = (store: (typeof NAMES)[number], collection: string, document: object) =>
  of(store, collection).insertOne({ ...document });

it.each<[(typeof NAMES)[number], string, object]>([
  ['member', 'companies', { _id: traders }],
  ['events', 'companyCards', { _id: traders }],
  ['catalog', 'companyCards', { _id: traders }],
  ['catalog', 'products', { companyId: traders, status: 'WITHDRAWN' }],
  ['catalog', 'images', { companyId: traders }],
  ['catalog', 'importJobs', { companyId: traders }],
  ['events', 'productListings', { companyId: traders, shown: false }],
  ['events', 'memberships', { companyId: traders }],
  ['member', 'cannedAnswers', { companyId: traders }],
  ['member', 'invitations', { companyId: leftBehind }],
  ['catalog', 'products', { companyId: leftBehind, status: 'PUBLISHED' }],
  ['events', 'productListings', { companyId: leftBehind, shown: true }],
])('finds what is left in %s.%s, whatever the part says whose it is', async (store, collection, document) => {
  await put(store, collection, document);
  expect(await left()).toEqual([`${store}.${collection}: 1`]);
});

it('counts nothing of a company that lives on, what was withdrawn, nor what is held', async () => {
  await put('member', 'companies', { _id: leftBehind });
  await put('member', 'companies', { _id: others });
  await put('catalog', 'products', { companyId: others, status: 'PUBLISHED' });
  await put('catalog', 'products', { companyId: leftBehind, status: 'WITHDRAWN' });
  await put('events', 'productListings', { companyId: leftBehind, shown: false });
  await put('catalog', 'products', { _id: 'kept', companyId: traders });
  expect(await left([{ store: 'catalog', collection: 'products', id: 'kept' }])).toEqual([]);
  expect(await left()).toEqual(['catalog.products: 1']);
});
