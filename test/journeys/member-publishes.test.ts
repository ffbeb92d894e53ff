import { randomUUID } from 'node:crypto';
import { categoryTree } from '../../subgraphs/catalog/category/tree/tree.ts';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { change, draft } from '../kit/selling.ts';
import { startWorld, until, type World } from '../kit/world.ts';

let world: World;
let colleagues: Colleagues;
let owner: Colleague;
const categoryCode = categoryTree.find(({ level }) => level === 3)!.code;
const make = (given: object = {}, who = owner) => draft(world, { categoryCode, ...given }, who.headers);
const act = (mutation: string, input: Record<string, unknown>, who = owner) =>
  change(world, mutation, input, who.headers);

beforeAll(async () => {
  world = await startWorld({ companies: 4, products: 30 });
  colleagues = await colleaguesIn(world);
  owner = await colleagues.owner();
}, 120_000);
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

let asked = 0;
/** Each time another question, which no cache has an answer to. */
const found = async (query: string): Promise<string[]> => {
  const { data } = await world.ask(
    `query Found${asked++}($query: String) { searchProducts(query: $query, first: 10) { edges { node { id } } } }`,
    { query },
  );
  return data.searchProducts.edges.map(({ node }: { node: { id: string } | null }) => node?.id);
};

it('drafts all that can be said of an offer, publishes it, and it is found', async () => {
  const word = `w${randomUUID().replaceAll(/[^a-f]/g, '')}xq`;
  const made = await make({
    name: [
      { locale: 'TR', text: `Sürgülü vana ${word}` },
      { locale: 'EN', text: `Gate valve ${word}` },
    ],
    description: [{ locale: 'EN', text: 'First line\nsecond line' }],
    price: {
      currency: 'USD',
      unit: 'KGM',
      tiers: [
        { minimumQuantity: '1', amount: '12.50' },
        { minimumQuantity: '100', amount: '11' },
      ],
      validUntil: '2090-01-01T00:00:00.000Z',
    },
    minimumOrderQuantity: { amount: '2', unit: 'TNE' },
    externalId: 'VN-1',
    hsCode: '848180',
    attributes: [{ key: 'material', value: [{ locale: 'EN', text: 'AISI 316' }] }],
    incoterm: { rule: 'FOB', place: 'Mersin' },
    originCountry: 'TR',
    leadTimeDays: 21,
    samples: { available: true, price: '5', currency: 'USD' },
    certificates: [{ standard: 'ISO 9001', number: 'Q-7', scope: 'Valves', expiresAt: '2030-01-01T00:00:00.000Z' }],
    oem: true,
    odm: false,
  });
  expect(made).toMatchObject({
    __typename: 'Product',
    status: 'DRAFT',
    version: 1,
    externalId: 'VN-1',
    price: { minimum: '11', maximum: '12.50', unit: 'KGM', validFrom: null, validUntil: '2090-01-01T00:00:00.000Z' },
    minimumOrderQuantity: { amount: '2', unit: 'TNE' },
    incoterm: 'FOB',
    incotermEdition: 2020,
    incotermPlace: 'Mersin',
    samples: { available: true, free: false, price: '5', currency: 'USD' },
    certificates: [{ standard: 'ISO 9001', number: 'Q-7', scope: 'Valves', expiresAt: '2030-01-01T00:00:00.000Z' }],
    oem: true,
    odm: false,
    texts: [
      { locale: 'TR', provenance: 'SOURCE' },
      { locale: 'EN', description: 'First line\nsecond line' },
    ],
    moderation: { state: 'NONE', reason: null },
    viewerCanEdit: true,
    viewerCanPublish: true,
  });
  expect(await found(word)).toEqual([]);
  const published = await act('publishProduct', { id: made.id, idempotencyKey: randomUUID() });
  expect(published).toMatchObject({
    status: 'PUBLISHED',
    version: 2,
    viewerCanPublish: false,
    viewerCanWithdraw: true,
  });
  await until(async () => (await found(word))[0] === made.id);
  const { data } = await world.ask(
    `query ($id: ID!) { product(id: $id) { status version externalId texts { name } viewerCanEdit certificates { standard } } }`,
    { id: made.id },
  );
  expect(data.product).toEqual({
    status: 'PUBLISHED',
    version: null,
    externalId: null,
    texts: null,
    viewerCanEdit: false,
    certificates: [{ standard: 'ISO 9001' }],
  });
}, 60_000);

it('takes a price as a range, and none as on request', async () => {
  const ranged = await make({ price: { minimum: '9.5', maximum: '12', currency: 'EUR' } });
  expect(ranged).toMatchObject({
    price: { minimum: '9.5', maximum: '12', currency: 'EUR', unit: 'C62' },
    priceTiers: [],
  });
  expect(await make()).toMatchObject({ price: null, priceTiers: [] });
});

it('makes one draft of fifty repeats, and refuses the key with other input', async () => {
  const input = { name: [{ locale: 'EN', text: 'Once' }], idempotencyKey: randomUUID(), externalId: randomUUID() };
  const answers = await Promise.all(Array.from({ length: 50 }, () => make(input)));
  expect(new Set(answers.map(({ id, version }) => `${id} ${version}`)).size).toBe(1);
  expect(answers[0].__typename).toBe('Product');
  expect(await make({ ...input, name: [{ locale: 'EN', text: 'Another' }] })).toMatchObject({
    __typename: 'IdempotencyKeyReused',
  });
  const repeats = { id: answers[0].id, idempotencyKey: randomUUID() };
  const published = await Promise.all(Array.from({ length: 50 }, () => act('publishProduct', repeats)));
  expect(new Set(published.map(({ status, version }) => `${status} ${version}`))).toEqual(new Set(['PUBLISHED 2']));
}, 60_000);

it('refuses what is wrong at its place in the input, and stores nothing of it', async () => {
  const count = async () =>
    (await world.ask('{ viewer { products(first: 1) { totalCount } } }', {}, owner.headers)).data.viewer.products
      .totalCount;
  const before = await count();
  const refused = async (given: object) => {
    const { __typename, field } = await make(given);
    return __typename === 'InvalidInput' ? field : __typename;
  };
  expect(await refused({ name: [] })).toBe('name');
  expect(
    await refused({
      name: [
        { locale: 'EN', text: 'a' },
        { locale: 'EN', text: 'b' },
      ],
    }),
  ).toBe('name.1.locale');
  expect(
    await refused({
      name: [
        { locale: 'TR', text: 'a' },
        { locale: 'EN', text: '\u202ex' },
      ],
    }),
  ).toBe('name.1.text');
  expect(await refused({ categoryCode: '__proto__' })).toBe('categoryCode');
  expect(await refused({ price: { currency: 'XXX', minimum: '1' } })).toBe('price.currency');
  expect(await refused({ price: { currency: 'USD' } })).toBe('price');
  expect(
    await refused({
      price: {
        currency: 'USD',
        tiers: [
          { minimumQuantity: '5', amount: '1' },
          { minimumQuantity: '5', amount: '2' },
        ],
      },
    }),
  ).toBe('price.tiers.1.minimumQuantity');
  expect(await refused({ minimumOrderQuantity: { amount: '0', unit: 'KGM' } })).toBe('minimumOrderQuantity.amount');
  expect(await refused({ attributes: [{ key: '__proto__', value: [{ locale: 'EN', text: 'x' }] }] })).toBe(
    'attributes.0.key',
  );
  expect(await refused({ attributes: [{ key: 'a', value: [{ locale: 'ZH', text: ' ' }] }] })).toBe(
    'attributes.0.value.0.text',
  );
  expect(await refused({ description: [{ locale: 'EN', text: 'x'.repeat(10_001) }] })).toBe('description.0.text');
  expect(await refused({ externalId: 'VN-1' })).toBe('externalId');
  for (const foreign of [{ companyId: 'a'.repeat(24) }, { status: 'PUBLISHED' }, { __proto__: null, version: 7 }]) {
    const { errors } = await world.ask(
      'mutation ($input: CreateProductInput!) { createProduct(input: $input) { __typename } }',
      { input: { name: [{ locale: 'EN', text: 'x' }], categoryCode, idempotencyKey: randomUUID(), ...foreign } },
      owner.headers,
    );
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  }
  expect(await count()).toBe(before);
});

it('does not publish what lacks something, nor before somebody has looked at what may be prohibited', async () => {
  const stale = await make({ price: { currency: 'USD', minimum: '1', validUntil: '2020-01-01T00:00:00.000Z' } });
  expect(await act('publishProduct', { id: stale.id })).toMatchObject({
    __typename: 'NotPublishable',
    missing: ['price.validUntil'],
  });
  const weapon = await make({ name: [{ locale: 'EN', text: 'Assault rifle' }], hsCode: '930190' });
  const held = await act('publishProduct', { id: weapon.id });
  expect(held).toMatchObject({ status: 'PUBLISHED', moderation: { state: 'PENDING_REVIEW' } });
  expect((await world.ask('query ($id: ID!) { product(id: $id) { id } }', { id: weapon.id })).data.product).toBeNull();
  const mended = await act('updateProduct', {
    id: weapon.id,
    expectedVersion: held.version,
    name: [{ locale: 'EN', text: 'Garden hose' }],
    hsCode: null,
  });
  expect(mended).toMatchObject({ status: 'PUBLISHED', moderation: { state: 'NONE' } });
  expect(
    (await world.ask('query ($id: ID!) { product(id: $id) { id } }', { id: weapon.id })).data.product,
  ).not.toBeNull();
});

it('lists what the company has, by state, by name and by key, page by page', async () => {
  const other = await colleagues.owner();
  const ids: string[] = [];
  for (const n of [1, 2, 3]) {
    ids.unshift((await make({ name: [{ locale: 'TR', text: `Boru (${n})` }], externalId: `B-${n}` }, other)).id);
  }
  await act('publishProduct', { id: ids[1] }, other);
  const list = async (args: string, who = other) => {
    const query = `{ viewer { products(${args}) { totalCount edges { cursor node { id status } } pageInfo { hasNextPage endCursor } } } }`;
    const { data, errors } = await world.ask(query, {}, who.headers);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.viewer.products;
  };
  const idsOf = ({ edges }: { edges: { node: { id: string } }[] }) => edges.map(({ node }) => node.id);
  expect(idsOf(await list('first: 10'))).toEqual(ids);
  const first = await list('first: 2');
  expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
  expect(idsOf(await list(`first: 2, after: "${first.pageInfo.endCursor}"`))).toEqual([ids[2]]);
  expect(idsOf(await list('first: 10, where: { status: PUBLISHED }'))).toEqual([ids[1]]);
  expect(idsOf(await list('first: 10, where: { query: "boru (2" }'))).toEqual([ids[1]]);
  expect(idsOf(await list('first: 10, where: { query: "B-3" }'))).toEqual([ids[0]]);
  expect(idsOf(await list('first: 10, where: { query: ".*" }'))).toEqual([]);
  const alone = await colleagues.alone();
  expect(await list('first: 1', alone)).toBeNull();
});
