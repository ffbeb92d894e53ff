import { setTimeout as sleep } from 'node:timers/promises';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { change, draft } from '../kit/selling.ts';
import { startWorld, until, type World } from '../kit/world.ts';

let world: World;
let colleagues: Colleagues;
let owner: Colleague;

beforeAll(async () => {
  world = await startWorld({ companies: 2, products: 10 });
  colleagues = await colleaguesIn(world);
  owner = await colleagues.owner();
}, 120_000);
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const PLACES = `($id: ID!, $company: ID!) {
  product(id: $id) { id }
  node(id: $id) { id }
  searchProducts(first: 100) { edges { node { id } } }
  company(id: $company) { products(first: 50) { edges { node { id } } } }
}`;
let asked = 0;
/** Where anybody finds a product, asked twice in the same words: the second time from what was kept. */
async function placesOf(id: string): Promise<string[]> {
  const query = `query Places${asked} ${PLACES}`;
  const { data } = await world.ask(query, { id, company: owner.companyId });
  return Object.keys(data).filter((place) => JSON.stringify(data[place]).includes(`"${id}"`));
}
const ALL = ['product', 'node', 'searchProducts', 'company'];
const act = (mutation: string, id: string) => change(world, mutation, { id }, owner.headers);

it.each(['withdrawProduct', 'deleteProduct'])(
  '%s hides it from everybody before it answers',
  async (mutation) => {
    for (let round = 0; round < 5; round++) {
      const { id } = await draft(world, {}, owner.headers);
      await act('publishProduct', id);
      await until(async () => {
        asked++;
        return (await placesOf(id)).length === ALL.length;
      }, 60_000);
      expect(await placesOf(id)).toEqual(ALL);
      await act(mutation, id);
      expect(await placesOf(id)).toEqual([]);
      // Nor does late news of when it was shown bring it back.
      for (let look = 0; look < 10; look++, asked++) {
        expect(await placesOf(id)).toEqual([]);
        await sleep(20);
      }
    }
  },
  180_000,
);

it('shows it again once it is published anew', async () => {
  const { id } = await draft(world, {}, owner.headers);
  for (const mutation of ['publishProduct', 'withdrawProduct', 'publishProduct']) await act(mutation, id);
  await until(async () => {
    asked++;
    return (await placesOf(id)).length === ALL.length;
  }, 60_000);
  expect(await act('withdrawProduct', id)).toMatchObject({ status: 'WITHDRAWN', viewerCanPublish: true });
  expect(await act('withdrawProduct', id)).toMatchObject({ status: 'WITHDRAWN', version: 5 });
}, 120_000);
