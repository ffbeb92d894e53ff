import { randomUUID } from 'node:crypto';
import { globalId, readGlobalId } from '../../kit/global-id/global-id.ts';
import { membershipRecord } from '../../schema/events/membership.record.ts';
import { modelOf } from '../../kit/record/record.ts';
import { Companies } from '../../subgraphs/member/company/companies.ts';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { change, draft } from '../kit/selling.ts';
import { startWorld, until, type World } from '../kit/world.ts';

let world: World;
let colleagues: Colleagues;
let owner: Colleague;
let reader: Colleague;
let rival: Colleague;
let alone: Colleague;

beforeAll(async () => {
  world = await startWorld({ companies: 3, products: 20 });
  colleagues = await colleaguesIn(world);
  owner = await colleagues.owner();
  reader = await colleagues.member(owner, 'VIEWER');
  rival = await colleagues.owner('Rakip Vana');
  alone = await colleagues.alone();
}, 120_000);
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const PATHS = `query Paths($id: ID!, $company: ID!) {
  product(id: $id) { id name externalId version texts { name } }
  node(id: $id) { __typename id ... on Product { name } }
  nodes(ids: [$id]) { id }
  company(id: $company) { id products(first: 50) { edges { node { id } } } }
  searchProducts(first: 50, where: { companyId: $company }) { edges { node { id externalId } } }
  viewer { id products(first: 50) { edges { node { id similar(first: 5) { id } } } } }
}`;
/** On which paths somebody is shown a product. */
async function seenBy(who: Colleague | null, id: string): Promise<string[]> {
  const { data } = await world.ask(PATHS, { id, company: owner.companyId }, who?.headers ?? {});
  const within = (part: unknown): boolean => JSON.stringify(part ?? null).includes(`"${id}"`);
  return Object.keys(data).filter((path) => within(data[path]));
}
const act = (mutation: string, input: Record<string, unknown>, who: Colleague) =>
  change(world, mutation, input, who.headers);

it('shows drafts and what was withdrawn to members of the company alone, on every path', async () => {
  const { id } = await draft(world, { externalId: 'SECRET-1' }, owner.headers);
  const own = ['product', 'node', 'nodes', 'viewer'];
  for (const state of ['draft', 'withdrawn']) {
    if (state === 'withdrawn') {
      await act('publishProduct', { id }, owner);
      await act('withdrawProduct', { id }, owner);
    }
    for (const who of [owner, reader]) expect(await seenBy(who, id)).toEqual(own);
    for (const who of [rival, alone, null]) expect(await seenBy(who, id)).toEqual([]);
  }
});

it('answers a foreign id, an absent one and one of something else alike', async () => {
  const { id } = await draft(world, {}, owner.headers);
  const seeded = await world.ask('{ searchProducts(first: 1) { edges { node { id company { id } } } } }');
  const published = seeded.data.searchProducts.edges[0].node;
  const ids = [
    published.id,
    globalId('Product', 'f'.repeat(24)),
    owner.companyId!,
    'nonsense',
    '__proto__',
    '{"$ne":null}',
  ];
  for (const mutation of ['updateProduct', 'translateProduct', 'publishProduct', 'withdrawProduct', 'deleteProduct']) {
    const given = {
      ...(mutation === 'updateProduct' && { expectedVersion: 1, oem: true }),
      ...(mutation === 'translateProduct' && { expectedVersion: 1, locale: 'TR', name: 'x', provenance: 'HUMAN' }),
    };
    const answers = [
      await act(mutation, { id, ...given }, rival),
      ...(await Promise.all(ids.map((other) => act(mutation, { id: other, ...given }, owner)))),
    ];
    for (const answer of answers) expect(answer).toEqual({ ...answers[0], __typename: 'NotFound', field: 'id' });
  }
  expect(
    (await world.ask('query ($id: ID!) { product(id: $id) { status } }', { id: published.id })).data.product,
  ).toEqual({
    status: 'PUBLISHED',
  });
  const { data } = await world.ask('query ($id: ID!) { product(id: $id) { version } }', { id }, owner.headers);
  expect(data.product).toEqual({ version: 1 });
});

it('refuses who only reads, who acts for nobody, who is paused, and who is not signed in', async () => {
  const { id } = await draft(world, {}, owner.headers);
  const input = { id, idempotencyKey: randomUUID() };
  expect(await act('publishProduct', input, reader)).toMatchObject({ __typename: 'NotAllowed', reason: 'VIEWER_ONLY' });
  expect(await act('publishProduct', input, alone)).toMatchObject({ __typename: 'NotAllowed', reason: 'NO_COMPANY' });
  expect(await draft(world, {}, reader.headers)).toMatchObject({ reason: 'VIEWER_ONLY' });
  const { errors } = await world.ask(
    'mutation ($input: PublishProductInput!) { publishProduct(input: $input) { __typename } }',
    { input },
  );
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  const shown = await world.ask(
    'query ($id: ID!) { product(id: $id) { viewerCanEdit viewerCanPublish viewerCanWithdraw } }',
    { id },
    reader.headers,
  );
  expect(shown.data.product).toEqual({ viewerCanEdit: false, viewerCanPublish: false, viewerCanWithdraw: false });
  const memberships = modelOf(colleagues.connections[1], membershipRecord);
  await memberships.updateOne({ _id: owner.accountId }, { $set: { paused: true } });
  for (const mutation of ['publishProduct', 'withdrawProduct', 'deleteProduct'])
    expect(await act(mutation, { id }, owner)).toMatchObject({ __typename: 'NotAllowed', reason: 'PAUSED' });
  await memberships.updateOne({ _id: owner.accountId }, { $set: { paused: false } });
  expect(await act('publishProduct', input, owner)).toMatchObject({ status: 'PUBLISHED' });
});

it('gives a repeat to nobody else, and to nobody who has left', async () => {
  const leaver = await colleagues.member(owner, 'EDITOR');
  const input = { name: [{ locale: 'EN', text: 'Mine' }], idempotencyKey: randomUUID() };
  const made = await draft(world, input, leaver.headers);
  expect((await draft(world, input, leaver.headers)).id).toBe(made.id);
  expect((await draft(world, input, rival.headers)).id).not.toBe(made.id);
  await modelOf(colleagues.connections[1], membershipRecord).deleteOne({ _id: leaver.accountId });
  expect(await draft(world, input, leaver.headers)).toMatchObject({ __typename: 'NotFound' });
  expect(await act('publishProduct', { id: made.id }, leaver)).toMatchObject({ reason: 'NO_COMPANY' });
});

it('lets a suspended company change nothing, and its members still see what they have', async () => {
  const seller = await colleagues.owner('Askıda Ticaret');
  const { id } = await draft(world, {}, seller.headers);
  await act('publishProduct', { id }, seller);
  const companies = new Companies(...(colleagues.connections as [never, never]), world.keys.keyring);
  await companies.setStatus(readGlobalId(seller.companyId!)!.local, 'SUSPENDED');
  for (const mutation of ['withdrawProduct', 'publishProduct', 'deleteProduct'])
    expect(await act(mutation, { id }, seller)).toMatchObject({ reason: 'SUSPENDED' });
  expect(await draft(world, {}, seller.headers)).toMatchObject({ reason: 'SUSPENDED' });
  const product = async (headers = {}) =>
    (await world.ask('query ($id: ID!) { product(id: $id) { id } }', { id }, headers)).data.product;
  await until(async () => (await product()) === null);
  expect(await product(seller.headers)).toEqual({ id });
});
