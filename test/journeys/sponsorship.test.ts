import { randomUUID } from 'node:crypto';
import { readGlobalId } from '../../kit/global-id/global-id.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { actorIn } from '../kit/uploading.ts';
import { startWorld, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(120_000);
type Headers = { authorization: string } | Record<string, never>;
const SHOWN = `__typename ... on Sponsorship { id productId from until state reason endReason endedAt version viewerCanEnd product { id } }
  ... on Problem { message } ... on InvalidInput { field } ... on NotAllowed { reason_: reason } ... on NotFound { field }`;
const DAY = 86_400_000;

let world: World;
let administrator: Headers;
let products: { id: string; company: { id: string } }[];
beforeAll(async () => {
  world = await startWorld({ companies: 12, products: 60 });
  administrator = { authorization: `Bearer ${await world.sessions.token(['ADMINISTRATOR'], 'd'.repeat(24))}` };
  const { data } = await world.ask('{ searchProducts(first: 10) { edges { node { id company { id } } } } }');
  products = data.searchProducts.edges.map(({ node }: { node: unknown }) => node);
});
afterAll(() => world?.stop());

const at = (days: number) => new Date(Date.now() + days * DAY).toISOString();
const sponsor = async (product: number, input: object = {}, headers: Headers = administrator) => {
  const query = `mutation Sponsor($input: SponsorProductInput!) { sponsorProduct(input: $input) { ${SHOWN}
    ... on SponsorshipOverlap { sponsorshipId } } }`;
  const whole = { productId: products[product]!.id, until: at(30), reason: 'CONTRACT', idempotencyKey: randomUUID() };
  const { data, errors } = await world.ask(query, { input: { ...whole, ...input } }, headers);
  return data?.sponsorProduct ?? { errors: errors!.map(({ extensions }) => extensions.code) };
};
const end = async (id: string, input: object = {}, headers: Headers = administrator) => {
  const query = `mutation End($input: EndSponsorshipInput!) { endSponsorship(input: $input) {
    ${SHOWN.replace('... on InvalidInput { field } ', '')} ... on AlreadyDecided { currentState } } }`;
  const whole = { id, reason: 'CANCELLED', idempotencyKey: randomUUID() };
  const { data, errors } = await world.ask(query, { input: { ...whole, ...input } }, headers);
  return data?.endSponsorship ?? { errors: errors!.map(({ extensions }) => extensions.code) };
};
const LIST = `query List($active: Boolean, $first: Int! = 10, $after: String) { sponsorships(active: $active, first: $first, after: $after) {
  edges { cursor node { id state product { name } } } pageInfo { hasNextPage endCursor } } }`;
const listed = async (variables: object = {}): Promise<string[]> => {
  const { data } = await world.ask(LIST, { ...variables }, administrator);
  return data.sponsorships.edges.map(({ node }: { node: { id: string } }) => node.id);
};

it('staff sponsor a product for a time, see it in the list and by its id, and end it', async () => {
  const key = { until: at(30), idempotencyKey: randomUUID() };
  const all = await Promise.all(Array.from({ length: 50 }, () => sponsor(0, key)));
  const [made] = all;
  expect(made).toMatchObject({
    productId: products[0]!.id,
    product: { id: products[0]!.id },
    state: 'RUNNING',
    reason: 'CONTRACT',
    endReason: null,
    viewerCanEnd: true,
    version: 1,
  });
  expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  expect(await sponsor(0, { ...key, reason: 'TRIAL' })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
  const later = await sponsor(1, { from: at(3), reason: 'CAMPAIGN' });
  expect(later).toMatchObject({ state: 'UPCOMING', reason: 'CAMPAIGN' });
  expect(await listed()).toEqual([later.id, made.id]);
  expect(await listed({ active: true })).toEqual([made.id]);
  expect(await listed({ active: false })).toEqual([later.id]);
  const first = await world.ask(LIST, { first: 1 }, administrator);
  const { hasNextPage, endCursor } = first.data.sponsorships.pageInfo;
  expect(hasNextPage).toBe(true);
  expect(await listed({ first: 1, after: endCursor })).toEqual([made.id]);
  const byId = await world.ask(
    `query By($id: ID!) { node(id: $id) { id ... on Sponsorship { state } } }`,
    made,
    administrator,
  );
  expect(byId.data.node).toEqual({ id: made.id, state: 'RUNNING' });

  const ended = await end(made.id, { reason: 'UNPAID' });
  expect(ended).toMatchObject({ state: 'ENDED', endReason: 'UNPAID', viewerCanEnd: false, version: 2 });
  expect(await end(made.id)).toMatchObject({ __typename: 'AlreadyDecided', currentState: 'ENDED' });
  expect(await listed({ active: true })).toEqual([]);
  expect(await end(later.id)).toMatchObject({ state: 'ENDED', endReason: 'CANCELLED' });
});

it('no two periods of one product overlap, also when they are set at once; one begins when the other is over', async () => {
  const both = await Promise.all([sponsor(2), sponsor(2, { from: at(10), until: at(40) }), sponsor(2)]);
  const made = both.filter(({ __typename }) => __typename === 'Sponsorship');
  const refused = both.filter(({ __typename }) => __typename === 'SponsorshipOverlap');
  expect([made.length, refused.length]).toEqual([1, 2]);
  for (const { sponsorshipId } of refused) expect(sponsorshipId).toBe(made[0].id);
  const { from, until } = made[0];
  expect(await sponsor(2, { from: new Date(Date.parse(until) - 1).toISOString(), until: at(60) })).toMatchObject({
    __typename: 'SponsorshipOverlap',
    sponsorshipId: made[0].id,
  });
  expect(await sponsor(2, { from: until, until: at(60) })).toMatchObject({ from: until, state: 'UPCOMING' });
  expect(Date.parse(from)).toBeLessThanOrEqual(Date.now() + 10 * DAY);
  await end(made[0].id);
  expect(await sponsor(2, { until })).toMatchObject({ state: 'RUNNING' });
});

it('refuses everybody else, ids of nothing and periods that are none, and changes nothing', async () => {
  const before = await listed();
  const [, , , product] = products;
  const owner = await actorIn(world, readGlobalId(product!.company.id)!.local);
  const others: [Headers, object, string][] = [
    [{}, { errors: ['UNAUTHENTICATED'] }, 'UNAUTHENTICATED'],
    [owner.headers, { reason_: 'STAFF_ONLY' }, 'FORBIDDEN'],
    [await world.sessions.bearer('SUPPORT', 'VERIFIER', 'PRIVACY_OFFICER'), { reason_: 'STAFF_ONLY' }, 'FORBIDDEN'],
  ];
  for (const [headers, expected, code] of others) {
    expect(await sponsor(3, {}, headers)).toMatchObject(expected);
    expect(await end(before[0]!, {}, headers)).toMatchObject(expected);
    const { data, errors } = await world.ask(
      `query Refused($id: ID!) { sponsorships(first: 1) { edges { cursor } } sponsorship(id: $id) { id } }`,
      { id: before[0] },
      headers,
    );
    expect(data).toEqual({ sponsorships: null, sponsorship: null });
    expect(errors!.map(({ extensions }) => extensions.code)).toEqual([code, code]);
  }
  const own = { authorization: `Bearer ${await world.sessions.token(['ADMINISTRATOR'], owner.accountId)}` };
  expect(await sponsor(3, {}, own)).toMatchObject({ reason_: 'OWN_COMPANY' });
  for (const id of ['', product!.company.id, '{"$ne":null}', 'x'.repeat(100_000)]) {
    expect(await sponsor(3, { productId: id })).toMatchObject({ __typename: 'NotFound', field: 'productId' });
    expect(await end(id)).toMatchObject({ __typename: 'NotFound', field: 'id' });
  }
  expect(await sponsor(3, { from: at(-1) })).toMatchObject({ __typename: 'InvalidInput', field: 'from' });
  expect(await sponsor(3, { until: at(-1) })).toMatchObject({ __typename: 'InvalidInput', field: 'until' });
  expect(await sponsor(3, { until: at(367) })).toMatchObject({ __typename: 'InvalidInput', field: 'until' });
  expect(await sponsor(3, { reason: 'BRIBE' })).toEqual({ errors: ['BAD_USER_INPUT'] });
  expect(await listed()).toEqual(before);
});

it('each act is told to the audit log, with who did it', async () => {
  const { id } = await sponsor(4);
  await end(id);
  const [privacy, events] = connect(world.servers.mongo.uri, ['privacy', 'events']);
  await privacy.asPromise();
  const reasonRef = readGlobalId(id)!.local;
  const told = async () => [
    ...(await events.collection('auditEvents').find({ reasonRef }).toArray()),
    ...(await privacy.collection('auditEntries').find({ reasonRef }).toArray()),
  ];
  const entries = (await told()).map(({ action, actor, role, reason }) => ({ action, actor, role, reason }));
  await privacy.close();
  const said = { actor: 'd'.repeat(24), role: 'ADMINISTRATOR', reason: 'SPONSORSHIP' };
  expect(entries).toEqual(
    expect.arrayContaining([
      { action: 'PRODUCT_SPONSORED', ...said },
      { action: 'SPONSORSHIP_ENDED', ...said },
    ]),
  );
});
