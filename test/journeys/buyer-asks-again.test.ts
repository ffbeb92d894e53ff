import { Catalogue } from '../kit/catalogue.ts';
import { startWorld, until, type World } from '../kit/world.ts';

/** Longer than a change takes to be found, and much shorter than answers are kept that are believed to hold. */
const SOON_MS = 8_000;
const SEARCH = `query Again($orderBy: ProductOrder) {
  searchProducts(query: "ball valve", orderBy: $orderBy, first: 5, locale: EN) {
    totalCount { value } edges { node { id name price { minimum } company { name } } }
  }
}`;
interface Found {
  totalCount: { value: number };
  edges: { node: { id: string; name: string; price: { minimum: string } } }[];
}

let world: World;
let catalogue: Catalogue;
beforeAll(async () => {
  world = await startWorld();
  catalogue = new Catalogue(world.servers.mongo.uri, world.keys.keyring);
}, 120_000);
afterAll(async () => {
  await catalogue.close();
  await world.stop();
});

describe.each(['RELEVANCE', 'NEWEST'])('a buyer who asks the same again, by %s,', (orderBy) => {
  const ask = async (): Promise<Found> => (await world.ask(SEARCH, { orderBy })).data!.searchProducts;
  const total = async () => (await ask()).totalCount.value;
  const first = async () => (await ask()).edges[0]!.node;
  const priceOf = async (id: string) => (await ask()).edges.find(({ node }) => node?.id === id)?.node.price.minimum;
  /** What it comes to; asked again and again meanwhile, so that an answer is always kept. */
  const soon = async <T>(read: () => Promise<T>, value: T): Promise<T> => {
    await until(async () => (await read()) === value, SOON_MS).catch(() => undefined);
    return read();
  };

  it('finds a new price', async () => {
    const { id } = await first();
    await catalogue.change(id, { priceTiers: [{ minimumQuantity: '1', amount: '12345.67' }], currency: 'EUR' });
    expect(await soon(() => priceOf(id), '12345.67')).toBe('12345.67');
  });

  it('finds no more what lost the words, and what has them now', async () => {
    const [{ id }, before] = [await first(), await total()];
    await catalogue.change(id, { name: { en: 'Zeppelin mooring kit' }, description: {}, attributes: [] });
    expect(await soon(total, before - 1)).toBe(before - 1);
    await catalogue.change(id, { name: { en: 'Zeppelin ball valve' } });
    expect(await soon(total, before)).toBe(before);
  });

  it('finds one product less the moment that it is withdrawn', async () => {
    const [{ id }, before] = [await first(), await total()];
    await catalogue.setStatus(id, 'WITHDRAWN');
    expect(await soon(total, before - 1)).toBe(before - 1);
    expect(await priceOf(id)).toBeUndefined();
  });
});

it('a word means the same documents in every order, also where others have its two halves side by side', async () => {
  const query = `query One($orderBy: ProductOrder) {
    searchProducts(query: "kolzork", orderBy: $orderBy, first: 50) { totalCount { value } edges { node { id } } }
  }`;
  const found = async (orderBy: string) => (await world.ask(query, { orderBy })).data!.searchProducts as Found;
  const { data } = await world.ask('{ searchProducts(first: 14, orderBy: NAME) { edges { node { id } } } }');
  for (const [at, { node }] of (data!.searchProducts as Found).edges.entries()) {
    const name = { en: at < 12 ? `Kolzork ${at}` : `Kol zork ${at}` };
    await catalogue.change(node.id, { name, description: {}, attributes: [] });
  }
  await until(async () => (await found('NEWEST')).totalCount.value >= 12, 30_000);
  for (const orderBy of ['RELEVANCE', 'NEWEST', 'NAME']) {
    const { totalCount, edges } = await found(orderBy);
    expect([orderBy, totalCount.value, edges.length]).toEqual([orderBy, 12, 12]);
  }
});
