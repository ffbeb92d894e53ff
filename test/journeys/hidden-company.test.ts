import type { Connection } from 'mongoose';
import { connect } from '../../kit/mongo/connect.ts';
import { readGlobalId } from '../../kit/global-id/global-id.ts';
import { Companies } from '../../subgraphs/member/company/companies.ts';
import { startWorld, until, type World } from '../kit/world.ts';

let world: World;
let connections: readonly [Connection, Connection];

beforeAll(async () => {
  world = await startWorld({ companies: 12, products: 150 });
  connections = connect(world.servers.mongo.uri, ['member', 'events']);
  await connections[0].asPromise();
}, 120_000);

afterAll(async () => {
  await connections?.[0].close();
  await world?.stop();
});

const SEEN = `query Seen($company: ID!, $product: ID!) {
  company(id: $company) { id }
  product(id: $product) { id }
  node(id: $product) { id }
  found: searchProducts(first: 100, where: { companyId: $company }) { edges { node { id } } }
  companies: searchCompanies(first: 100) { edges { node { id } } }
}`;

it('takes a hidden company away with its products everywhere, and brings them back', async () => {
  const some = await world.ask(`{ searchProducts(first: 1) { edges { node { id company { id } } } } }`);
  const { id: product, company } = some.data.searchProducts.edges[0].node;
  const places = async (): Promise<boolean[]> => {
    const { data } = await world.ask(SEEN, { company: company.id, product });
    const has = (edges: { node: { id: string } | null }[], id: string) => edges.some(({ node }) => node?.id === id);
    return [
      data.company !== null,
      data.product !== null,
      data.node !== null,
      has(data.found.edges, product),
      has(data.companies.edges, company.id),
    ];
  };
  const all = (shown: boolean) => async () => (await places()).every((place) => place === shown);
  expect(await places()).toEqual([true, true, true, true, true]);
  const companies = new Companies(...connections, world.keys.keyring);
  const { local } = readGlobalId(company.id)!;
  await companies.setStatus(local, 'SUSPENDED');
  await until(all(false), 15_000);
  await companies.setStatus(local, 'ACTIVE');
  await until(all(true), 30_000);
  expect(await places()).toEqual([true, true, true, true, true]);
}, 120_000);
