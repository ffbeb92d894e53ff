import { setTimeout as sleep } from 'node:timers/promises';
import { startCatalogWorld, type CatalogWorld } from '../../../test/kit/catalog-world.ts';
import { startChild } from '../../../test/kit/child.ts';
import { until } from '../../../test/kit/world.ts';
import { Generations } from './generations.ts';
import { dropLeftovers } from './leftovers.ts';

import.meta.jest.setTimeout(120_000);
const REBUILD = 'subgraphs/catalog/indexing/rebuild.main.ts';
let world: CatalogWorld;
let following: ReturnType<CatalogWorld['follow']>;
let generations: Generations;

beforeAll(async () => {
  world = await startCatalogWorld({ companies: 20, products: 2_000 });
  following = world.follow();
  await until(() => world.equal(), 40_000);
  generations = new Generations(world.states);
  await generations.refresh();
  generations.start();
});

afterAll(async () => {
  generations?.stop();
  await following?.stop();
  await world?.stop();
});

const names = async (): Promise<string[]> =>
  (await world.engine.admin.getRawIndexes({ limit: 100 })).results.map(({ uid }) => uid).toSorted();
const age = (name: string, ms: number) =>
  world.states.updateOne({ _id: name }, { $set: { swappedAt: new Date(Date.now() - ms) } });

it('rebuilds both indexes by command beside the live ones, while products are written and searched for', async () => {
  const before = await Promise.all([world.live('products'), world.live('companies')]);
  const ended = new AbortController();
  let searches = 0;
  const searching = (async () => {
    for (; !ended.signal.aborted; searches++) {
      const [answer] = await world.engine.search([{ indexUid: generations.live('products'), limit: 1 }]);
      expect(answer!.estimatedTotalHits).toBeGreaterThanOrEqual(2_000);
      expect(answer!.estimatedTotalHits).toBeLessThan(4_000);
      await sleep(5);
    }
  })();
  const writing = (async () => {
    for (let count = 0; !ended.signal.aborted; count++) {
      const record = world.records[count % world.records.length]!;
      await world.store.put([
        { ...record, name: { en: `Rewritten ${count}` } },
        { ...record, _id: `${count.toString(16).padStart(12, 'a')}${record._id.slice(12)}`, externalId: null },
      ]);
      await sleep(20);
    }
  })();
  const rebuild = startChild(REBUILD, world.env);
  expect({ code: await rebuild.ended, said: rebuild.said() }).toMatchObject({ code: 0 });
  expect(rebuild.said()).toMatch(/products (2,\d\d\d) of \1 \(100 %\)\nproducts-\w+ is live after [\d.]+ s\.\n/);
  await sleep(1_000);
  ended.abort();
  await Promise.all([searching, writing]);
  expect(searches).toBeGreaterThan(50);
  const after = await Promise.all([world.live('products'), world.live('companies')]);
  expect(after.filter((generation) => before.includes(generation))).toEqual([]);
  await until(() => world.equal(), 20_000);
  await until(() => following.followers.every((follower, index) => follower.following === after[index]));
  expect(await names()).toEqual([...before, ...after].toSorted());
});

it('drops the old generation a while after the swap, and nothing else', async () => {
  const writer = world.writerOf('products');
  const live = await world.live('products');
  await world.engine.admin.createIndex('products-of-somebody-else', { primaryKey: 'id' });
  expect(await dropLeftovers(world.engine, world.states, writer)).toEqual([]);
  expect(await dropLeftovers(world.engine, world.states, writer, 0)).toHaveLength(1);
  const left = await names();
  expect(left.filter((name) => name.startsWith('products-'))).toEqual(['products-of-somebody-else', live].toSorted());
  expect(left.filter((name) => name.startsWith('companies-'))).toHaveLength(2);
  const [once, again] = await Promise.all([
    dropLeftovers(world.engine, world.states, world.writerOf('companies'), 0),
    dropLeftovers(world.engine, world.states, world.writerOf('companies'), 0),
  ]);
  expect([...once, ...again].length).toBeGreaterThan(0);
  expect((await names()).filter((name) => name.startsWith('companies-'))).toEqual([await world.live('companies')]);
  expect(await world.equal()).toBe(true);
});

it('leaves nothing that stays when it is killed half-way, and the next one works', async () => {
  const live = await world.live('products');
  const killed = startChild(REBUILD, world.env, ['products']);
  await until(async () => (await world.states.findById('products').lean())?.building != null, 20_000);
  await sleep(50);
  await killed.kill();
  const { building } = (await world.states.findById('products').lean())!;
  expect(building).not.toBeNull();
  await age('products', 120_000);
  expect(await dropLeftovers(world.engine, world.states, world.writerOf('products'), 0)).not.toContain(building);

  const next = startChild(REBUILD, world.env, ['products']);
  await until(() => next.said().includes('Another rebuild of the products index is under way'), 20_000);
  await world.states.updateOne({ _id: 'products' }, { $set: { buildingUntil: new Date(0) } });
  expect({ code: await next.ended, said: next.said() }).toMatchObject({ code: 0 });
  const after = await world.live('products');
  expect([live, building]).not.toContain(after);
  await dropLeftovers(world.engine, world.states, world.writerOf('products'), 0);
  expect((await names()).filter((name) => /^products-\w+$/.test(name))).toEqual([after]);
  await until(() => world.equal());
});

it('refuses the name of an index that does not exist', async () => {
  const child = startChild(REBUILD, world.env, ['members']);
  expect(await child.ended).toBe(2);
  expect(child.said()).toContain('Expected names of indexes (products, companies), got "members".');
});

it('builds an index anew by itself that was made in another way, such as by an older release', async () => {
  await following.stop();
  const before = await world.live('products');
  expect(await world.states.findById('products').lean()).toMatchObject({ made: expect.any(Number) });
  await world.states.updateOne({ _id: 'products' }, { $unset: { made: '' } });
  following = world.follow();
  await until(async () => (await world.live('products')) !== before, 40_000);
  expect(await world.live('companies')).toBeDefined();
  await until(() => world.equal(), 40_000);
});
