import { startCatalogWorld, type CatalogWorld } from '../../../test/kit/catalog-world.ts';
import { startChild } from '../../../test/kit/child.ts';
import { until } from '../../../test/kit/world.ts';
import { DriftCheck } from './drift-check.ts';
import { DriftWatch } from './drift-watch.ts';

import.meta.jest.setTimeout(120_000);
const CHECK = 'subgraphs/catalog/indexing/check.main.ts';
let world: CatalogWorld;
let following: ReturnType<CatalogWorld['follow']>;

beforeAll(async () => {
  world = await startCatalogWorld({ companies: 20, products: 700 });
  following = world.follow();
  await until(() => world.equal(), 30_000);
});

afterAll(async () => {
  await following?.stop();
  await world?.stop();
});

/** Makes the index differ behind the writer's back: one missing, one stale, two superfluous. */
async function breakIndex(): Promise<{ missing: string[]; stale: string[]; superfluous: string[] }> {
  const live = await world.live('products');
  const index = world.engine.admin.index<Record<string, unknown>>(live);
  const [missing, stale, copied] = [world.records[1]!._id, world.records[600]!._id, world.records[3]!._id];
  const document = await index.getDocument(copied);
  const superfluous = ['ffffffffffffffffffffffff', '000000000000000000000000'];
  await index.deleteDocument(missing).waitTask({ timeout: 60_000 });
  await index.updateDocuments([{ id: stale, digest: 'stale' }]).waitTask({ timeout: 60_000 });
  await index.addDocuments(superfluous.map((id) => ({ ...document, id }))).waitTask({ timeout: 60_000 });
  expect(await world.equal()).toBe(false);
  return { missing: [missing], stale: [stale], superfluous: superfluous.toSorted() };
}

it('finds what is missing, stale and superfluous, by command, and says so by its exit code', async () => {
  const equal = startChild(CHECK, world.env);
  expect({ code: await equal.ended, said: equal.said() }).toMatchObject({ code: 0 });
  await breakIndex();
  const check = startChild(CHECK, world.env);
  expect({ code: await check.ended, said: check.said() }).toMatchObject({ code: 1 });
  expect(check.said()).toMatch(/^products-\w+: 700 compared, 1 missing, 1 stale, 2 superfluous$/m);
  expect(await world.equal()).toBe(false);
  const repair = startChild(CHECK, world.env, ['--repair']);
  expect({ code: await repair.ended, said: repair.said() }).toMatchObject({ code: 0 });
  expect(repair.said()).toContain(': 4 repaired');
  expect(await world.equal()).toBe(true);
});

it('compares a slice at a time, and forgets differences that were only changes on their way', async () => {
  const wrong = await breakIndex();
  const check = new DriftCheck(world.engine, world.writerOf('products'));
  const live = await world.live('products');
  const first = await check.compare(live, { afterId: '', offset: 0 }, 500);
  expect(first.next).toEqual({ afterId: world.records.map(({ _id }) => _id).toSorted()[499], offset: 500 });
  await world.store.put(world.records.slice(20, 60).map((record) => ({ ...record, name: { en: 'On its way' } })));
  const second = await check.compare(live, first.next, 500);
  expect(second.next).toEqual({ afterId: null, offset: null });
  const both = (kind: 'missing' | 'stale' | 'superfluous') => [...first.drift[kind], ...second.drift[kind]].toSorted();
  expect({ missing: both('missing'), stale: both('stale'), superfluous: both('superfluous') }).toEqual(wrong);
  expect(first.drift.checked + second.drift.checked).toBe(700);
});

it('repairs by itself in the process that leads, and only there', async () => {
  const check = new DriftCheck(world.engine, world.writerOf('products'));
  await new DriftWatch({ following: null }, check, world.log).slice();
  expect(await world.equal()).toBe(false);
  const leader = following.followers[0]!;
  await until(() => leader.following !== null);
  const watch = new DriftWatch(leader, check, world.log);
  for (let compared = 0; compared <= world.records.length; compared += 20) await watch.slice();
  expect(await world.equal()).toBe(true);
  expect(world.logged.filter((line) => line.includes('index differs from the database')).length).toBeGreaterThan(1);
});

it('takes a trader whose data key is destroyed out of both indexes, and counts and shows what it then finds', async () => {
  const trader = (await world.cards.find({ traderRef: { $ne: null } }))[0]!;
  const offered = world.records.filter(({ companyId }) => companyId === trader._id).map(({ _id }) => _id);
  expect(offered.length).toBeGreaterThan(0);
  const companies = world.writerOf('companies').source;
  expect(await companies.count()).toBe(20);
  await world.keys.keyring.destroy([trader.traderRef!]);
  expect(await companies.count()).toBe(19);
  expect(await companies.shown([trader._id])).toEqual(new Set());
  expect(await companies.load([trader._id])).toEqual([]);
  expect(await world.writerOf('products').source.shown(offered)).toEqual(new Set());
  for (const [name, ids] of [
    ['companies', [trader._id]],
    ['products', offered],
  ] as const) {
    const check = new DriftCheck(world.engine, world.writerOf(name));
    const live = await world.live(name);
    const { drift } = await check.compare(live, { afterId: '', offset: 0 }, Infinity);
    expect(drift).toMatchObject({ missing: [], stale: [], superfluous: expect.arrayContaining([...ids]) as string[] });
    expect(drift.superfluous).toHaveLength(ids.length);
    await check.repair(live, drift);
  }
  expect(await world.equal()).toBe(true);
});
