import 'reflect-metadata';
import { startLocalServers, type LocalServers } from '../kit/local-servers/local-servers.ts';
import { migrate } from '../kit/migration/migrate.ts';
import { connect } from '../kit/mongo/connect.ts';
import { ensureCollections, modelOf, record } from '../kit/record/record.ts';
import { companies } from '../seed/company/companies.ts';
import { products } from '../seed/product/products.ts';
import { productRecordOf } from '../seed/write-market.ts';
import { offersInFull } from '../subgraphs/catalog/migrations/2026-11-24-offers-in-full.ts';
import { presentProduct } from '../subgraphs/catalog/product/product.presenter.ts';
import { productRecord, SHOWN, type ProductRecord } from '../subgraphs/catalog/product/product.record.ts';

const NEW = [
  'origins',
  'priceRange',
  'priceValidFrom',
  'priceValidUntil',
  'minimumOrderUnit',
  'incotermEdition',
  'incotermPlace',
  'samples',
  'certificates',
  'oem',
  'odm',
  'images',
  'moderation',
] as const;
const without = (from: object): object =>
  Object.fromEntries(Object.entries(from).filter(([name]) => !(NEW as readonly string[]).includes(name)));
const older = record({ ...productRecord, version: 1, fields: without(productRecord.fields) as never, indexes: [] });

let servers: LocalServers;
beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
});
afterAll(() => servers?.stop());

it('says of products of before what they left unsaid, and shows them all the while', async () => {
  const [catalog] = connect(servers.mongo.uri, ['catalog']);
  await catalog.asPromise();
  await ensureCollections(catalog, [older]);
  const made = [...products([...companies(3)], 30)].map(productRecordOf);
  await catalog.collection('products').insertMany(made.map(without) as never);
  const database = { name: 'catalog', records: [productRecord], migrations: [offersInFull] };
  await migrate(catalog, database, { say: () => undefined, expandOnly: true });
  const model = modelOf(catalog, productRecord);
  const before = await model.find(SHOWN).sort({ _id: 1 }).lean<ProductRecord[]>();
  expect(before).toHaveLength(30);
  expect(presentProduct(before[0]!, null, 'EN')).toMatchObject({ nameProvenance: 'SOURCE', certificates: [] });
  await migrate(catalog, database, { say: () => undefined });
  await ensureCollections(catalog, [productRecord]);
  const after = await model.find(SHOWN).sort({ _id: 1 }).lean<ProductRecord[]>();
  expect(after).toEqual(made.toSorted((a, b) => (a._id < b._id ? -1 : 1)));
  await catalog.close();
});
