import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection, mongo } from 'mongoose';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections, modelOf } from '../../../kit/record/record.ts';
import { Records } from '../../../kit/record/records.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { savedSearchRecord } from '../../../schema/events/saved-search.record.ts';
import { searchMatchRecord } from '../../../schema/events/search-match.record.ts';
import { startCatalogWorld, type CatalogWorld } from '../../../test/kit/catalog-world.ts';
import { rankedMarket } from '../../../test/kit/ranked-market.ts';
import { until } from '../../../test/kit/world.ts';
import type { AlertFollower } from './alert-follower.ts';
import { alertServices } from './alert-services.ts';
import { alertStateRecord, type AlertState } from './alert-state.record.ts';
import { heldProductRecord } from './held-product.record.ts';

import.meta.jest.setTimeout(60_000);

const SEARCH = 'a'.repeat(24);
const { search } = rankedMarket(50);
let world: CatalogWorld;
let catalog: Connection;
let events: Connection;
let states: mongo.Collection<AlertState>;
let running: AlertFollower | null = null;

beforeAll(async () => {
  world = await startCatalogWorld({ companies: 3, products: 20 });
  [catalog, events] = connect(world.servers.mongo.uri, ['catalog', 'events']) as [Connection, Connection];
  await catalog.asPromise();
  await ensureCollections(events, [savedSearchRecord, searchMatchRecord]);
  states = modelOf(catalog, alertStateRecord).collection as never;
  const where = { facets: [], notFacets: [], category: null, country: [], verified: null, currency: null };
  const bounds = { priceMinimum: null, priceMaximum: null, quantityAmount: null, quantityUnit: null, companyId: null };
  const saved = { _id: SEARCH, subjectRef: newSubjectRef(), query: 'qxflange', locale: 'EN' } as const;
  await new Records(events, savedSearchRecord, world.keys.keyring).put([
    { ...saved, where: { ...where, ...bounds }, savedAt: new Date(0) },
  ]);
});
afterEach(() => stop());
afterAll(async () => {
  await catalog?.close();
  await world?.stop();
});

/** One process takes up the work. */
const follow = () => {
  const { keys, feed, products, companyCards, tradeTerms, log } = world;
  const parts = { connection: catalog, events, keyring: keys.keyring, feed, products, companyCards, tradeTerms, log };
  running = alertServices({ ...parts, words: search, isReady: () => true });
  running.start();
};
const stop = async () => {
  await running?.stop();
  running = null;
};
const renamed = async (index: number, name: string) => {
  const record = world.records[index]!;
  await world.store.put([{ ...record, name: { en: name }, updatedAt: new Date() }]);
  return record._id;
};
const told = async () =>
  (await events.collection('searchMatches').find({ savedSearchId: SEARCH }).toArray()).map(
    ({ productId }) => productId as string,
  );
const state = async () => (await states.findOne())!;
const begun = () => until(async () => (await states.findOne())?.begunAt != null);

it('tells of what changed after a search was saved, also when nobody followed yet', async () => {
  const early = await renamed(9, 'Welded qxflange');
  follow();
  await begun();
  expect(await told()).toEqual([early]);
  await events.collection('searchMatches').deleteMany({});
});

it('loses nothing and tells nothing twice when it is killed before it stores how far it came', async () => {
  follow();
  await begun();
  const before = await state();
  const first = await renamed(0, 'Forged qxflange');
  await until(async () => (await told()).includes(first));
  await until(async () => (await state()).resumeToken !== before.resumeToken);
  await stop();
  await events.collection('searchMatches').updateMany({}, { $set: { doneAt: new Date() } });
  // So it looks after matches were written, and neither what was held nor the position.
  await states.updateOne({}, { $set: { resumeToken: before.resumeToken } });
  await modelOf(catalog, heldProductRecord).deleteOne({ _id: first });
  const second = await renamed(1, 'Cast qxflange');
  follow();
  await until(async () => (await told()).includes(second));
  expect((await told()).toSorted()).toEqual([first, second].toSorted());
  expect(await events.collection('searchMatches').countDocuments({ productId: first, doneAt: null })).toBe(0);
});

it('looks at all products when its position is lost, and tells only what comes to be found', async () => {
  follow();
  await begun();
  await stop();
  const already = await told();
  const missed = await renamed(2, 'Turned qxflange');
  await states.updateOne({}, { $set: { resumeToken: '{"_data":"82FFFF"}' } });
  follow();
  await until(async () => (await told()).includes(missed));
  expect((await told()).toSorted()).toEqual([...already, missed].toSorted());
  const later = await renamed(3, 'Drilled qxflange');
  await until(async () => (await told()).includes(later));
  expect(world.logged.some((line) => line.includes('alerts pause'))).toBe(true);
});

it('writes nothing about what is as it was when it looks at all products once more, so that it does not lose its position by that', async () => {
  const held = modelOf(catalog, heldProductRecord).collection;
  follow();
  await begun();
  await stop();
  const before = await held.find().sort({ _id: 1 }).toArray();
  const { begunAt } = await state();
  await states.updateOne({}, { $set: { resumeToken: '{"_data":"82FFFF"}' } });
  follow();
  await until(async () => (await state()).begunAt?.getTime() !== begunAt?.getTime());
  expect(await held.find().sort({ _id: 1 }).toArray()).toEqual(before);
  expect(before.length).toBeGreaterThan(10);
});

it('writes next to nothing where nothing happens', async () => {
  follow();
  await until(async () => (await state()).leaseOwner !== null);
  await sleep(1_500);
  const { leaseUntil, resumeToken } = await state();
  await sleep(2_500);
  expect(await state()).toMatchObject({ leaseUntil, resumeToken });
});
