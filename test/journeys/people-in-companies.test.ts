import type { Connection } from 'mongoose';
import { globalId } from '../../kit/global-id/global-id.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { companies } from '../../seed/company/companies.ts';
import type { MarketCompany } from '../../seed/market.ts';
import { products } from '../../seed/product/products.ts';
import { Companies } from '../../subgraphs/member/company/companies.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(120_000);
const SIZE = { companies: 60, products: 600 };
const market = [...companies(SIZE.companies)];
const withPersons = market.find(
  ({ traderRef, persons }) => traderRef === null && persons.some(({ shown, email }) => shown && email),
)!;
const traders = new Map(market.filter(({ traderRef }) => traderRef !== null).map((company) => [company.id, company]));
const product = [...products(market, SIZE.products)].find(({ companyId }) => traders.has(companyId))!;
const trader = traders.get(product.companyId)!;
const nameOf = ({ name }: MarketCompany): string => name.tr ?? name.zh ?? name.en!;

let world: World;
let connections: readonly [Connection, Connection, Connection];
beforeAll(async () => {
  world = await startWorld(SIZE);
  connections = connect(world.servers.mongo.uri, ['member', 'events', 'catalog']);
  await connections[0].asPromise();
});
afterAll(async () => {
  await connections?.[0].close();
  await world?.stop();
});

let asked = 0;
/** Under a name of its own, so that no kept answer comes back. */
const ask = async (fields: string) => {
  const { data, errors } = await world.ask(`query Asked${asked++} { ${fields} }`);
  expect(errors).toBeUndefined();
  return data;
};
const company = async ({ id }: MarketCompany) =>
  (
    await ask(
      `company(id: "${globalId('Company', id)}") { name legalForm address identifiers { value } contact { email persons { name role email telephone } } }`,
    )
  ).company;
const found = async (query: string): Promise<string[]> =>
  (
    await ask(`searchCompanies(query: ${JSON.stringify(query)}, first: 50) { edges { node { id } } }`)
  ).searchCompanies.edges.map(({ node }: { node: { id: string } }) => node.id);
const pageOf = async (id: string) =>
  (await ask(`product(id: "${globalId('Product', id)}") { company { name } }`)).product;
const productsOf = async ({ id }: MarketCompany): Promise<unknown[]> =>
  (await ask(`searchProducts(where: { companyId: "${globalId('Company', id)}" }, first: 5) { edges { node { id } } }`))
    .searchProducts.edges;

/** Whatever lies in a database, as JSON and with its bytes as text. */
async function everythingIn(connection: Connection): Promise<string> {
  const collections = await connection.db!.collections();
  const documents = await Promise.all(collections.map((collection) => collection.find().toArray()));
  return JSON.stringify(documents.flat(), (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  );
}

it('shows a buyer contact persons, as far as the store does, and who is a sole trader', async () => {
  const shown = withPersons.persons.filter((person) => person.shown);
  expect(await company(withPersons)).toMatchObject({
    legalForm: 'ENTITY',
    contact: { persons: shown.map(({ name, role, email, telephone }) => ({ name, role, email, telephone })) },
  });
  expect(await company(trader)).toMatchObject({
    legalForm: 'SOLE_TRADER',
    address: trader.address,
    identifiers: [{ value: trader.identifiers[0]!.value }],
  });
  expect(await found(nameOf(trader))).toContain(globalId('Company', trader.id));
  expect((await pageOf(product.id)).company.name).toEqual(expect.any(String));
});

it('hands none of them to the database: neither in companies, nor in published cards, nor in copies', async () => {
  const said = [
    ...[...traders.values()].flatMap(({ name, address, identifiers, contact }) => [
      ...(Object.values(name) as string[]),
      address,
      identifiers[0]!.value,
      contact?.email,
    ]),
    ...market.flatMap(({ persons }) => persons.flatMap(({ name, email, telephone }) => [name, email, telephone])),
  ].filter((text) => text != null);
  expect(said.length).toBeGreaterThan(20);
  const legal = market.find(({ traderRef }) => traderRef === null)!;
  for (const connection of connections) {
    const everything = await everythingIn(connection);
    // A scan that finds nothing counts only where it finds what is plain.
    expect(everything).toContain(JSON.stringify(nameOf(legal)).slice(1, -1));
    expect(said.filter((text) => everything.includes(JSON.stringify(text).slice(1, -1)))).toEqual([]);
  }
  for (const { slug, name } of traders.values()) {
    const words = (name.en ?? '').toLowerCase().split(' ').slice(0, 2);
    expect(words.filter((word) => slug.split('-').includes(word))).toEqual([]);
  }
});

it('shows a company without a person whose data key is destroyed', async () => {
  await world.keys.keyring.destroy(withPersons.persons.map(({ personRef }) => personRef));
  const left = await company(withPersons);
  expect(left.name).toEqual(expect.any(String));
  expect(left.contact?.persons ?? []).toEqual([]);
});

it('shows nothing of a sole trader whose data key is destroyed: no company, no product, nothing found', async () => {
  const id = globalId('Company', trader.id);
  await world.keys.keyring.destroy([trader.traderRef!]);
  expect(await company(trader)).toBeNull();
  // Cards are remembered for half a minute; search is told by a change of the card, which needs no key.
  await new Companies(connections[0], connections[1], world.keys.keyring).setStatus(trader.id, 'CLOSED');
  await until(async () => (await pageOf(product.id)) === null && (await productsOf(trader)).length === 0);
  await until(async () => !(await found(nameOf(trader))).includes(id));
  await until(async () => {
    const { edges } = (await ask('searchCompanies(first: 100) { edges { node { id } } }')).searchCompanies;
    return !edges.some(({ node }: { node: { id: string } }) => node.id === id);
  });
});

it('names nobody in its logs', () => {
  const names = market.flatMap(({ persons, traderRef, name }) => [
    ...persons.map((person) => person.name),
    ...(traderRef ? (Object.values(name) as string[]) : []),
  ]);
  const logged = world.logged.join('');
  expect(names.filter((name) => logged.includes(name))).toEqual([]);
});
