import 'reflect-metadata';
import type { ClientSession, Connection } from 'mongoose';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections, modelOf } from '../../../kit/record/record.ts';
import { productListingRecord } from '../../../schema/events/product-listing.record.ts';
import { companies } from '../../../seed/company/companies.ts';
import { products as invented } from '../../../seed/product/products.ts';
import { productRecordOf } from '../../../seed/write-market.ts';
import { eventPositionRecord } from '../company/event-position.record.ts';
import { productRecord, type ProductRecord } from '../product/product.record.ts';
import { listEarlierProducts } from './earlier-listings.ts';
import { changesListing, ProductListings } from './product-listings.ts';

let servers: LocalServers;
let catalog: Connection;
let events: Connection;
let listings: ProductListings;
const made = [...invented([...companies(3)], 30)].map(productRecordOf);
const [first, second, third] = made as [ProductRecord, ProductRecord, ProductRecord];
const listed = (id: string) => modelOf(events, productListingRecord).findById(id).lean();
const withdrawn = (product: ProductRecord): ProductRecord => ({ ...product, status: 'WITHDRAWN' });
const inTransaction = (work: (session: ClientSession) => Promise<void>) => catalog.transaction(work);

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  [catalog, events] = connect(servers.mongo.uri, ['catalog', 'events']) as [Connection, Connection];
  await catalog.asPromise();
  await ensureCollections(catalog, [productRecord, eventPositionRecord]);
  await ensureCollections(events, [productListingRecord]);
  listings = new ProductListings(events);
}, 60_000);
afterAll(async () => {
  await catalog?.close();
  await servers?.stop();
});

it('tells of what is shown, hidden or in another category, and of nothing else', () => {
  expect(changesListing({ before: null, after: first })).toBe(true);
  expect(changesListing({ before: first, after: withdrawn(first) })).toBe(true);
  expect(changesListing({ before: first, after: null })).toBe(true);
  const heldBack = { state: 'TAKEN_DOWN', reason: 'FRAUD', at: new Date() } as const;
  expect(changesListing({ before: first, after: { ...first, moderation: heldBack } })).toBe(true);
  expect(changesListing({ before: first, after: { ...first, categoryCode: '10.20.05' } })).toBe(
    first.categoryCode !== '10.20.05',
  );
  expect(changesListing({ before: first, after: { ...first } })).toBe(false);
  expect(changesListing({ before: null, after: { ...first, status: 'DRAFT' } })).toBe(false);
  expect(changesListing({ before: withdrawn(first), after: null })).toBe(false);
});

it('lists what was shown before there were listings, once, and writes over nothing that was told since', async () => {
  const hidden = new Set([second._id]);
  await modelOf(catalog, productRecord).collection.insertMany(
    made.map((product) => (hidden.has(product._id) ? withdrawn(product) : product)) as never,
  );
  // Withdrawn while the listing of earlier ones had read it, and not written it yet.
  await inTransaction((session) => listings.follow([{ before: third, after: withdrawn(third) }], session));
  const positions = modelOf(catalog, eventPositionRecord);
  const parts = { connection: catalog, products: modelOf(catalog, productRecord), positions, listings };
  await listEarlierProducts(parts);
  const { companyId, categoryCode } = first;
  expect(await listed(first._id)).toEqual({ _id: first._id, companyId, categoryCode, shown: true });
  expect(await listed(second._id)).toBeNull();
  expect(await listed(third._id)).toMatchObject({ shown: false });
  expect(await modelOf(events, productListingRecord).countDocuments({ shown: true })).toBe(28);
  await modelOf(events, productListingRecord).deleteMany({});
  await listEarlierProducts(parts);
  expect(await modelOf(events, productListingRecord).countDocuments()).toBe(0);
});

it('is written with the change, or not at all', async () => {
  const failed = inTransaction(async (session) => {
    await listings.follow([{ before: null, after: first }], session);
    throw new Error('out of order');
  });
  await expect(failed).rejects.toThrow('out of order');
  expect(await listed(first._id)).toBeNull();
});
