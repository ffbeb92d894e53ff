import type { ProductRecord } from '../../subgraphs/catalog/product/product.record.ts';
import { Catalogue } from './catalogue.ts';
import { until, type World } from './world.ts';

/** What a planted product says; its other texts are empty. */
export type Planted = Pick<ProductRecord, 'name'> &
  Partial<Pick<ProductRecord, 'description' | 'hsCode' | 'attributes'>>;

const LIST = `{ searchProducts(first: 100, orderBy: NEWEST) { edges { node { id } } } }`;
let lots = 0;

/** Writes these texts into products of the seeded market, one after the other; answers their ids, once each is found. */
export async function plant(world: World, goods: readonly Planted[]): Promise<string[]> {
  const { data } = await world.ask(LIST);
  const ids: string[] = data.searchProducts.edges
    .slice(lots, (lots += goods.length))
    .map(({ node }: { node: { id: string } }) => node.id);
  if (ids.length < goods.length) throw new RangeError('Expected more products in the world to write texts into.');
  const catalogue = new Catalogue(world.servers.mongo.uri, world.keys.keyring);
  // A number so long that nobody counts that it was searched for.
  const mark = `lot${20_000_000 + lots}`;
  const bare = { description: {}, hsCode: null, attributes: [], origins: {} };
  try {
    for (const [index, given] of goods.entries()) {
      const attributes = [...(given.attributes ?? []), { key: 'lot', value: { en: mark } }];
      await catalogue.change(ids[index]!, { ...bare, ...given, attributes });
    }
  } finally {
    await catalogue.close();
  }
  await until(async () => (await namesFound(world, mark)) === namesOf(goods));
  return ids;
}

/** As the engine holds them, which follows last. */
async function namesFound(world: World, query: string): Promise<string> {
  const names: string[][] = await Promise.all(
    (['TR', 'ZH', 'EN'] as const).map(async (locale) => {
      const { data } = await world.ask(
        `query Planted${Math.random().toString(36).slice(2)}($query: String, $locale: Locale) {
          searchProducts(query: $query, first: 100, locale: $locale) { edges { node { name nameLocale } } } }`,
        { query, locale },
      );
      return data.searchProducts.edges.flatMap(({ node }: { node: { name: string; nameLocale: string } }) =>
        node.nameLocale === locale ? [node.name] : [],
      );
    }),
  );
  return names.flat().toSorted().join('\n');
}

const namesOf = (goods: readonly Planted[]): string =>
  goods
    .flatMap(({ name }) => Object.values(name) as string[])
    .toSorted()
    .join('\n');
