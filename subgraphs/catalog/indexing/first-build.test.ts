import { startCatalogWorld, type CatalogWorld } from '../../../test/kit/catalog-world.ts';
import { until } from '../../../test/kit/world.ts';
import { hasReached } from '../../../kit/mongo/change-feed.ts';
import { DriftCheck } from './drift-check.ts';
import { IndexFollower } from './index-follower.ts';
import { rebuildIndex } from './index-rebuild.ts';
import type { IndexSource } from './index-source.ts';
import { IndexWriter } from './index-writer.ts';

import.meta.jest.setTimeout(120_000);
let world: CatalogWorld;
/** Which products were made into documents, as often as they were. */
let made: string[];
let source: IndexSource;

beforeAll(async () => {
  world = await startCatalogWorld({ companies: 10, products: 2_100 });
  const whole = world.writerOf('products').source;
  source = {
    ...whole,
    load: async (ids) => noted(await whole.load(ids)),
    async *all(batchSize, afterId) {
      for await (const batch of whole.all(batchSize, afterId)) yield noted(batch);
    },
  };
});
beforeEach(() => (made = []));
afterAll(() => world?.stop());

const noted = <Document extends { id: string }>(documents: Document[]): Document[] => {
  made.push(...documents.map(({ id }) => id));
  return documents;
};
const writer = () => new IndexWriter(world.engine, source, () => undefined);
const each = () => world.records.map(({ _id }) => _id).toSorted();

/** A market is written at once: products, a card of each company, and more products; too much for one reading of changes. */
async function written(turn: string): Promise<void> {
  const records = world.records.map((record) => ({ ...record, name: { en: `${record.name.en} ${turn}` } }));
  await world.store.put(records.slice(0, 1_050));
  await world.cards.collection.updateMany({}, { $set: { region: turn }, $inc: { version: 1 } } as never);
  await world.store.put(records.slice(1_050));
}

/** Follows until all that is written by now is in the index. */
async function followed(): Promise<void> {
  const moment = await world.feed.moment();
  const follower = new IndexFollower({ ...world, writer: writer() });
  const reached = async () => (await world.states.findById('products').lean())?.resumeToken ?? '';
  follower.start();
  await until(async () => hasReached(await reached(), moment), 60_000);
  await follower.stop();
}

async function expectNoDrift(): Promise<void> {
  const check = new DriftCheck(world.engine, world.writerOf('products'));
  const { drift } = await check.compare(await world.live('products'), { afterId: '', offset: 0 }, Infinity);
  expect(drift).toEqual({ checked: expect.any(Number), missing: [], stale: [], superfluous: [] });
}

it('makes each product once into a document when the market is written just before it is read', async () => {
  const { feed } = world;
  const seeding = {
    async position() {
      const position = await feed.position();
      await written('TR-34');
      return position;
    },
    moment: () => feed.moment(),
    open: (collections: readonly string[], from: string) => feed.open(collections, from),
  } as unknown as typeof feed;
  await rebuildIndex({ states: world.states, feed: seeding, writer: writer() });
  await followed();
  expect(made.toSorted()).toEqual(each());
  await expectNoDrift();
});

it('makes each product once for its own change and that of its company, when both are behind', async () => {
  await written('TR-06');
  await followed();
  expect(made.toSorted()).toEqual(each());
  await expectNoDrift();
});
