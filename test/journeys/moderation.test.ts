import { randomUUID } from 'node:crypto';
import { readGlobalId } from '../../kit/global-id/global-id.ts';
import type { Role } from '../../kit/viewer/viewer.ts';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { actorIn } from '../kit/uploading.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(180_000);
type Headers = { authorization: string } | Record<string, never>;
const DECISION = `__typename ... on ModerationDecision { id target targetId action reasonCode text viewerCanAppeal }
  ... on Appeal { id state text answer viewerCanDecide decision { id } }
  ... on Problem { message } ... on InvalidInput { field } ... on NotAllowed { reason } ... on NotFound { field }
  ... on AlreadyDecided { currentState }`;
const INPUTS: Record<string, string> = {
  suspendCompany: 'ModerateCompanyInput',
  reinstateCompany: 'ModerateCompanyInput',
  takeDownProduct: 'ModerateProductInput',
  reinstateProduct: 'ModerateProductInput',
  appeal: 'AppealInput',
  decideAppeal: 'DecideAppealInput',
};

let world: World;
let colleagues: Colleagues;
let owner: Colleague;
let support: Headers;
let administrator: Headers;
let product: string;
let company: string;
beforeAll(async () => {
  world = await startWorld({ companies: 12, products: 60 });
  colleagues = await colleaguesIn(world);
  const { data } = await world.ask('{ searchProducts(first: 1) { edges { node { id company { id } } } } }');
  const { node } = data.searchProducts.edges[0];
  [product, company] = [node.id, node.company.id];
  const first = await actorIn(world, readGlobalId(company)!.local);
  owner = await colleagues.member(first as never, 'OWNER');
  [support, administrator] = [await staff('SUPPORT', 'd'), await staff('ADMINISTRATOR', 'e')];
});
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const staff = async (role: Role, account: string) => ({
  authorization: `Bearer ${await world.sessions.token([role], account.repeat(24))}`,
});
let asked = 0;
const change = async (name: string, input: object, headers: Headers) => {
  const shown = name.startsWith('appeal') || name === 'decideAppeal' ? 'Appeal' : 'ModerationDecision';
  const other = shown === 'Appeal' ? /\.\.\. on ModerationDecision \{[^}]*\}/ : /\.\.\. on Appeal \{[^}]*\{[^}]*\} \}/;
  const query = `mutation Do($input: ${INPUTS[name]}!) { ${name}(input: $input) { ${DECISION.replace(other, '')} } }`;
  const { data, errors } = await world.ask(query, { input: { idempotencyKey: randomUUID(), ...input } }, headers);
  return data?.[name] ?? { errors: errors!.map(({ extensions }) => extensions['code']) };
};
const takeDown = (input: object = {}, headers: Headers = support) =>
  change('takeDownProduct', { id: product, reason: 'COUNTERFEIT', ...input }, headers);
const suspend = (input: object = {}, headers: Headers = support) =>
  change('suspendCompany', { companyId: company, reason: 'FRAUD', ...input }, headers);
const appeal = (decisionId: string, input: object = {}, headers: Headers = owner.headers) =>
  change('appeal', { decisionId, text: 'It is ours.', ...input }, headers);
const decideAppeal = (id: string, input: object = {}, headers: Headers = administrator) =>
  change('decideAppeal', { id, outcome: 'GRANTED', ...input }, headers);
/** Whether the product is found on its page, by its id, in its company and in a search; and the company. */
const places = async () => {
  const { data } = await world.ask(
    `query Places${asked++}($product: ID!, $company: ID!) { product(id: $product) { id } node(id: $product) { id } company(id: $company) { id }
      found: searchProducts(first: 100, where: { companyId: $company }) { edges { node { id } } }
      companies: searchCompanies(first: 100) { edges { node { id } } } }`,
    { product, company },
  );
  const has = (edges: { node: { id: string } | null }[], id: string) => edges.some(({ node }) => node?.id === id);
  return {
    product: data.product !== null,
    node: data.node !== null,
    found: has(data.found.edges, product),
    company: data.company !== null,
    companies: has(data.companies.edges, company),
  };
};
const SHOWN = { product: true, node: true, found: true, company: true, companies: true };
const shownAgain = () => until(async () => JSON.stringify(await places()) === JSON.stringify(SHOWN), 60_000);
const mailed = async (words: RegExp) => {
  await until(async () => (await world.mailbox(owner.email)).some(({ text }) => words.test(text)), 30_000);
};

/** How often whom of the staff was written down for reading something. */
async function readsOf(record: string, id: string): Promise<Record<string, number>> {
  const [, events] = colleagues.connections;
  const read = { action: 'READ', record, reasonRef: readGlobalId(id)!.local, subjectRef: { $type: 'string' } } as const;
  const written = await events.collection('auditEvents').find(read).toArray();
  const taken = await events.useDb('privacy').collection('auditEntries').find(read).toArray();
  // An event that is being taken in may be in both.
  const actors = new Map(
    [...taken, ...written].map(({ _id, event, actor }) => [String(event ?? _id), actor as string]),
  );
  const counts: Record<string, number> = {};
  for (const actor of actors.values()) counts[actor] = (counts[actor] ?? 0) + 1;
  return counts;
}

it('a product that is taken down is gone at once everywhere; its company is told, appeals, and is heard by somebody else', async () => {
  const key = { idempotencyKey: randomUUID() };
  const input = { text: 'The mark is not yours.', ...key };
  const all = await Promise.all(Array.from({ length: 50 }, () => takeDown(input)));
  const [decision] = all;
  expect(decision).toMatchObject({
    action: 'TAKEN_DOWN',
    targetId: product,
    reasonCode: 'COUNTERFEIT',
    text: input.text,
  });
  expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  expect(await places()).toEqual({ ...SHOWN, product: false, node: false, found: false });
  expect(await takeDown()).toMatchObject({ __typename: 'AlreadyDecided', currentState: 'TAKEN_DOWN' });
  expect(await takeDown({ ...input, text: 'Another.' })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
  const publish = await world.ask(
    `mutation Publish($input: PublishProductInput!) { publishProduct(input: $input) { __typename ... on NotAllowed { reason } } }`,
    { input: { id: product, idempotencyKey: randomUUID() } },
    owner.headers,
  );
  expect(publish.data.publishProduct.__typename).toBe('NotAllowed');
  expect((await places()).product).toBe(false);
  await mailed(new RegExp(`The mark is not yours\\.[^]*${decision.id}`));

  const own = `query Own($id: ID!) { moderationDecision(id: $id) { viewerCanAppeal text } node(id: $id) { id } }`;
  expect((await world.ask(own, { id: decision.id }, owner.headers)).data).toEqual({
    moderationDecision: { viewerCanAppeal: true, text: input.text },
    node: { id: decision.id },
  });
  const stranger = await colleagues.owner();
  expect((await world.ask(own, { id: decision.id }, stranger.headers)).data).toEqual({
    moderationDecision: null,
    node: null,
  });
  expect(await appeal(decision.id, {}, stranger.headers)).toMatchObject({ __typename: 'NotFound' });
  const [made, late] = await Promise.all([appeal(decision.id), appeal(decision.id)]);
  const once = made.__typename === 'Appeal' ? made : late;
  expect(new Set([made.__typename, late.__typename])).toEqual(new Set(['AlreadyDecided', 'Appeal']));
  expect(await decideAppeal(once.id, {}, support)).toMatchObject({ reason: 'OWN_DECISION' });
  const queue = `{ appeals(first: 10) { edges { node { id viewerCanDecide text } } } }`;
  expect((await world.ask(queue, {}, administrator)).data.appeals.edges).toEqual([
    { node: { id: once.id, viewerCanDecide: true, text: 'It is ours.' } },
  ]);
  expect((await world.ask(queue, {}, support)).data.appeals.edges[0].node.viewerCanDecide).toBe(false);
  expect((await world.ask(queue, {}, owner.headers)).data.appeals).toBeNull();
  expect(await readsOf('appeals', once.id)).toEqual({ ['d'.repeat(24)]: 1, ['e'.repeat(24)]: 1 });
  await world.ask(own, { id: decision.id }, administrator);
  await world.ask('{ moderationDecisions(first: 1) { edges { node { text } } } }', {}, administrator);
  expect((await readsOf('moderationDecisions', decision.id))['e'.repeat(24)]).toBe(4);
  const outcomes = await Promise.all([
    decideAppeal(once.id, { text: 'You were right.' }),
    decideAppeal(once.id, { text: 'You were right.' }),
  ]);
  expect(new Set(outcomes.map(({ __typename }) => __typename))).toEqual(new Set(['AlreadyDecided', 'Appeal']));
  await shownAgain();
  await mailed(/You were right\./);
});

it('a suspended company is hidden at once with all its products; its sessions stay, and it can publish nothing', async () => {
  const [one, other] = await Promise.all([suspend({ text: 'Buyers did not get their goods.' }), suspend()]);
  expect(new Set([one.__typename, other.__typename])).toEqual(new Set(['AlreadyDecided', 'ModerationDecision']));
  const decision = one.__typename === 'ModerationDecision' ? one : other;
  expect((await places()).company).toBe(false);
  await until(async () => Object.values(await places()).every((shown) => !shown), 15_000);
  const { data } = await world.ask(
    `mutation Create($input: CreateProductInput!) { createProduct(input: $input) { __typename ... on Product { id } } }`,
    { input: { name: [{ locale: 'EN', text: 'Ball valve' }], categoryCode: '10.10.05', idempotencyKey: randomUUID() } },
    owner.headers,
  );
  const draft = data.createProduct.id;
  const publish = await world.ask(
    `mutation Publish($input: PublishProductInput!) { publishProduct(input: $input) { __typename ... on NotAllowed { reason } } }`,
    { input: { id: draft ?? product, idempotencyKey: randomUUID() } },
    owner.headers,
  );
  expect(publish.data.publishProduct.__typename).toBe('NotAllowed');
  const { id } = await appeal(decision.id, { text: 'They did.' });
  expect(await decideAppeal(id, { outcome: 'UPHELD' })).toMatchObject({ __typename: 'InvalidInput', field: 'text' });
  expect(await decideAppeal(id, { outcome: 'UPHELD', text: 'They did not.' })).toMatchObject({ state: 'UPHELD' });
  await mailed(/They did not\./);
  expect((await places()).company).toBe(false);
  const back = await change('reinstateCompany', { companyId: company, reason: 'REMEDIED' }, administrator);
  expect(back).toMatchObject({ action: 'REINSTATED', viewerCanAppeal: false });
  await shownAgain();
  const list = `{ moderationDecisions(first: 10) { edges { node { action } } } }`;
  const decisions = (await world.ask(list, {}, owner.headers)).data.moderationDecisions.edges;
  expect(decisions.map(({ node }: { node: { action: string } }) => node.action)).toEqual([
    'REINSTATED',
    'SUSPENDED',
    'REINSTATED',
    'TAKEN_DOWN',
  ]);
});

it('refuses everybody whose task it is not, and ids of nothing, and changes nothing', async () => {
  const others: [Headers, object][] = [
    [{}, { errors: ['UNAUTHENTICATED'] }],
    [owner.headers, { reason: 'STAFF_ONLY' }],
    [await world.sessions.bearer('VERIFIER', 'PRIVACY_OFFICER'), { reason: 'STAFF_ONLY' }],
  ];
  for (const [headers, expected] of others) {
    expect(await takeDown({}, headers)).toMatchObject(expected);
    expect(await suspend({}, headers)).toMatchObject(expected);
    expect(await change('reinstateCompany', { companyId: company, reason: 'MISTAKE' }, headers)).toMatchObject(
      expected,
    );
    expect(await decideAppeal('x', {}, headers)).toMatchObject(expected);
  }
  const own = { authorization: `Bearer ${await world.sessions.token(['SUPPORT'], owner.accountId)}` };
  expect(await takeDown({}, own)).toMatchObject({ reason: 'OWN_COMPANY' });
  expect(await suspend({}, own)).toMatchObject({ reason: 'OWN_COMPANY' });
  for (const id of ['', company, '{"$ne":null}', 'x'.repeat(100_000)])
    expect(await takeDown({ id })).toMatchObject({ __typename: 'NotFound', field: 'id' });
  expect(await suspend({ companyId: product })).toMatchObject({ __typename: 'NotFound', field: 'companyId' });
  expect(await takeDown({ text: 'x'.repeat(2_001) })).toMatchObject({ __typename: 'InvalidInput', field: 'text' });
  expect(await change('reinstateProduct', { id: product, reason: 'MISTAKE' }, support)).toMatchObject({
    __typename: 'AlreadyDecided',
  });
  expect(await places()).toEqual(SHOWN);
});

it('keeps what staff and members write sealed', async () => {
  const [members, events] = colleagues.connections;
  const stored = JSON.stringify([
    await events.collection('moderationDecisions').find().toArray(),
    await members.collection('appeals').find().toArray(),
  ]);
  expect(stored.length).toBeGreaterThan(1_000);
  expect(stored).not.toMatch(/mark is not yours|Buyers did not|It is ours|You were right/);
});
