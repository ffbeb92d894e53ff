import { mongo } from 'mongoose';
import { startCatalogWorld, type CatalogWorld } from '../../../test/kit/catalog-world.ts';
import { until } from '../../../test/kit/world.ts';

import.meta.jest.setTimeout(120_000);
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

it('a damaged card goes out of both indexes and is named, and what comes after it is indexed all the same', async () => {
  const trader = (await world.cards.find({ traderRef: { $ne: null } }))[0]!;
  const offered = world.records.find(({ companyId }) => companyId === trader._id)!;
  const other = world.records.find(({ companyId }) => companyId !== trader._id)!;
  const has = async (index: 'companies' | 'products', id: string) => {
    const { results } = await world.engine.admin.index(await world.live(index)).getDocuments({ ids: [id] });
    return results.length === 1;
  };
  expect([await has('companies', trader._id), await has('products', offered._id)]).toEqual([true, true]);
  const damaged = new mongo.Binary(Buffer.from('TDS1 and nothing that opens, whatever the key'), 0x80);
  await world.cards.collection.updateOne({ _id: trader._id }, { $set: { 'name.en': damaged, version: 9 } });
  await until(async () => !(await has('companies', trader._id)) && !(await has('products', offered._id)), 30_000);
  expect(world.logged.join('')).toMatch(
    /"document not indexed".*companyCards [0-9a-f]{24}, name\.en: it was not sealed/,
  );

  await world.store.put([{ ...other, status: 'WITHDRAWN', version: other.version + 1 }]);
  await until(async () => !(await has('products', other._id)), 30_000);
});
