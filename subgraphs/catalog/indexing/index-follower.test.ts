import { startCatalogWorld, type CatalogWorld } from '../../../test/kit/catalog-world.ts';
import { until } from '../../../test/kit/world.ts';
import type { ProductRecord } from '../product/product.record.ts';

let world: CatalogWorld;
let following: ReturnType<CatalogWorld['follow']>;

beforeAll(async () => {
  world = await startCatalogWorld();
  following = world.follow();
  await until(() => world.equal(), 30_000);
});

afterAll(async () => {
  await following?.stop();
  await world?.stop();
});

const changed = (record: ProductRecord, changes: Partial<ProductRecord>): ProductRecord => ({ ...record, ...changes });
const documentOf = async (id: string): Promise<Record<string, unknown> | null> =>
  world.engine.admin
    .index(await world.live('products'))
    .getDocument(id)
    .catch(() => null);

it('takes in what is published, changed and withdrawn, and cards with all their products', async () => {
  const [first, second, third] = world.records as [ProductRecord, ProductRecord, ProductRecord];
  await world.store.put([changed(first, { name: { en: 'Changed flange' } })]);
  await world.store.setStatus(second._id, 'WITHDRAWN');
  await world.cards.collection.updateOne({ _id: third.companyId }, {
    $set: { hidden: true },
    $inc: { version: 1 },
  } as never);
  await until(async () => (await documentOf(third._id)) === null && (await world.equal()));
  expect(await documentOf(second._id)).toBeNull();
  await world.cards.collection.updateOne({ _id: third.companyId }, {
    $set: { hidden: false },
    $inc: { version: 1 },
  } as never);
  await world.store.setStatus(second._id, 'PUBLISHED');
  await until(async () => (await documentOf(second._id)) !== null && (await world.equal()));
  expect(await documentOf(third._id)).not.toBeNull();
});

it('keeps the order of a product: after 1,000 quick changes the last one stands', async () => {
  const record = world.records[5]!;
  for (let change = 1; change <= 1_000; change++)
    await world.store.put([changed(record, { name: { en: `Change ${change}` }, version: change })]);
  await until(async () => (await documentOf(record._id))?.['name_en'] === 'Change 1000');
  await until(() => world.equal());
  expect((await documentOf(record._id))?.['name_en']).toBe('Change 1000');
});

it('leaves out a document that the engine refuses, says so, and takes in the others of its batch', async () => {
  const bad = changed(world.records[7]!, { _id: 'no id for the engine!', externalId: null });
  const good = world.records.slice(10, 60).map((record) => changed(record, { name: { en: 'Beside a bad one' } }));
  await world.store.put([...good.slice(0, 25), bad, ...good.slice(25)]);
  await until(async () => (await documentOf(good.at(-1)!._id))?.['name_en'] === 'Beside a bad one');
  await until(() => world.logged.some((line) => line.includes('document not indexed')));
  const names = await Promise.all(good.map(async ({ _id }) => (await documentOf(_id))?.['name_en']));
  expect(new Set(names)).toEqual(new Set(['Beside a bad one']));
  expect(world.logged.findLast((line) => line.includes('document not indexed'))).toContain(bad._id);
  await world.products.deleteOne({ _id: bad._id });
  await until(() => world.equal());
});

it('cuts a text between characters, never within one', async () => {
  const record = changed(world.records[8]!, { description: { en: `${'x'.repeat(199)}😀 and more` } });
  await world.store.put([record]);
  await until(async () => (await documentOf(record._id))?.['text_en'] === 'x'.repeat(199));
  expect(await documentOf(record._id)).toMatchObject({ cut: ['en'] });
});

it.each(['rubbish', '{"_data":"82"}'])('builds anew from a position that is lost: %s', async (resumeToken) => {
  await following.stop();
  const before = await world.live('products');
  await world.store.setStatus(world.records[9]!._id, 'WITHDRAWN');
  await world.states.updateOne({ _id: 'products' }, { $set: { resumeToken } });
  following = world.follow();
  await until(async () => (await world.live('products')) !== before, 30_000);
  expect(await documentOf(world.records[9]!._id)).toBeNull();
  await world.store.setStatus(world.records[9]!._id, 'PUBLISHED');
  await until(() => world.equal(), 20_000);
});

it('builds anew when the engine lost the index', async () => {
  const before = await world.live('products');
  await following.stop();
  await world.writerOf('products').drop(before);
  following = world.follow();
  await until(async () => (await world.live('products')) !== before && (await world.equal()), 30_000);
  expect(await documentOf(world.records[0]!._id)).not.toBeNull();
});

it('goes on after the engine froze, with all that was written meanwhile', async () => {
  const { pid } = world.servers.meili;
  const begun = Date.now();
  process.kill(pid!, 'SIGSTOP');
  try {
    for (const record of world.records.slice(100, 200))
      await world.store.put([changed(record, { name: { en: 'While it was frozen' } })]);
    expect(Date.now() - begun).toBeLessThan(5_000);
    await new Promise((resolve) => setTimeout(resolve, 4_000));
  } finally {
    process.kill(pid!, 'SIGCONT');
  }
  await until(async () => (await documentOf(world.records[199]!._id))?.['name_en'] === 'While it was frozen', 20_000);
  await until(() => world.equal(), 20_000);
});
