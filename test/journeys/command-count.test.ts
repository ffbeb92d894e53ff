import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import { pageThrough } from '../kit/page-through.ts';
import { startWorld, until, type World } from '../kit/world.ts';

let world: World;
let admin: mongoose.Connection;
beforeAll(async () => {
  world = await startWorld({ companies: 10, products: 150 });
  admin = await mongoose.createConnection(world.servers.mongo.uri).asPromise();
  // What the directory reads for itself after its start is over.
  await until(async () => (await commandsOf(() => sleep(1_000))).length === 0, 60_000);
}, 120_000);
afterAll(async () => {
  await admin.close();
  await world.stop();
});

const DATABASES = ['catalog', 'member', 'events'];

/** The commands on readers' data, as the server itself has recorded them, that `work` leads to. */
async function commandsOf(work: () => Promise<unknown>): Promise<string[]> {
  const databases = DATABASES.map((name) => admin.useDb(name).db!);
  for (const db of databases) await db.command({ profile: 2 });
  const since = new Date();
  await work();
  for (const db of databases) await db.command({ profile: 0 });
  const recorded = await Promise.all(
    databases.map((db) =>
      db
        .collection('system.profile')
        .find({ ts: { $gte: since } })
        .toArray(),
    ),
  );
  return recorded
    .flat()
    .filter(({ ns, op }) => /\.(products|companies|companyCards)$/.test(ns as string) && op !== 'getmore')
    .map(({ ns, op }) => `${op} ${ns}`);
}

it('a page of search costs the database nothing', async () => {
  const commands = await commandsOf(async () => {
    for (const query of ['vana', '阀', 'valve', '']) {
      const { errors } = await world.ask(
        `query ($query: String) { searchProducts(query: $query, first: 20) { totalCount { value } facets { values { label count } } freshness { generation }
          edges { cursor node { id name price { minimum } category { name } company { id name country city verified slug } } highlights { html } } } }`,
        { query },
      );
      expect(errors).toBeUndefined();
    }
  });
  expect(commands).toEqual([]);
});

it('a page of a product costs at most four commands', async () => {
  const { all } = await pageThrough(world, {});
  for (const { id } of [all[0]!, all[70]!]) {
    const commands = await commandsOf(async () => {
      const { errors, data } = await world.ask(
        `query ($id: ID!) { product(id: $id) { name description priceTiers { amount } attributes { key value } company { name description contact { email } mainProducts }
          similar(first: 12) { id name company { name verified } price { minimum } similarity { score } } } }`,
        { id },
      );
      expect(errors).toBeUndefined();
      expect(data!.product.similar.length).toBeGreaterThan(0);
    });
    expect(commands.length).toBeGreaterThan(0);
    expect([commands, commands.length <= 4]).toEqual([commands, true]);
  }
});

it('a comparison of eight products costs at most two commands', async () => {
  const { all } = await pageThrough(world, {});
  const ids = all.slice(0, 8).map(({ id }) => id);
  const commands = await commandsOf(async () => {
    const { errors, data } = await world.ask(
      `query ($ids: [ID!]!) { compareProducts(ids: $ids) { products { id name company { name verified } price { minimum } }
        prices { comparability prices { perBaseUnit { minimum } isLowest } } rows { label isSame values { text } } } }`,
      { ids },
    );
    expect(errors).toBeUndefined();
    expect(data!.compareProducts.products.filter(Boolean)).toHaveLength(8);
  });
  expect(commands.length).toBeGreaterThan(0);
  expect([commands, commands.length <= 2]).toEqual([commands, true]);
});
