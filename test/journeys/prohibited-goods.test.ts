import { randomUUID } from 'node:crypto';
import type { Role } from '../../kit/viewer/viewer.ts';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(180_000);
type Headers = { authorization: string } | Record<string, never>;
let world: World;
let colleagues: Colleagues;
let owner: Colleague;
let support: Headers;
beforeAll(async () => {
  world = await startWorld({ companies: 8, products: 30 });
  colleagues = await colleaguesIn(world);
  owner = await colleagues.owner();
  support = await staff('SUPPORT');
});
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const staff = async (role: Role) => ({
  authorization: `Bearer ${await world.sessions.token([role], 'd'.repeat(24))}`,
});
const SHOWN = `__typename ... on Product { id version moderation { state reason } }
  ... on Problem { message } ... on NotAllowed { reason }`;
const member = async (name: string, type: string, input: object) => {
  const query = `mutation Do($input: ${type}!) { ${name}(input: $input) { ${SHOWN} } }`;
  const { data, errors } = await world.ask(query, { input: { idempotencyKey: randomUUID(), ...input } }, owner.headers);
  if (!data) throw new Error(JSON.stringify(errors));
  return data[name];
};
const moderate = async (name: string, type: string, input: object, headers = support) => {
  const query = `mutation Do($input: ${type}!) { ${name}(input: $input) { __typename ... on ModerationDecision { id action }
    ... on Problem { message } ... on AlreadyDecided { currentState } ... on NotAllowed { reason } } }`;
  return (await world.ask(query, { input: { idempotencyKey: randomUUID(), ...input } }, headers)).data[name];
};
const published = async (name: string): Promise<{ id: string; moderation: { state: string } }> => {
  const made = await member('createProduct', 'CreateProductInput', {
    name: [{ locale: 'EN', text: name }],
    description: [{ locale: 'EN', text: 'Ready to ship.' }],
    categoryCode: '97.10.10',
  });
  return member('publishProduct', 'PublishProductInput', { id: made.id });
};
/** Gives a product another name, from whichever version it is of. */
const rename = async (id: string, text: string) => {
  const { data } = await world.ask('query Version($id: ID!) { product(id: $id) { version } }', { id }, owner.headers);
  const name = [{ locale: 'EN', text }];
  return member('updateProduct', 'UpdateProductInput', { id, expectedVersion: data.product.version, name });
};
let asked = 0;
const isShown = async (id: string) =>
  (await world.ask(`query Shown${asked++}($id: ID!) { product(id: $id) { id } }`, { id })).data.product !== null;
const queue = async (headers = support) => {
  const { data } = await world.ask(
    `{ reviewQueue(first: 50) { edges { node { id productId version texts { locale name } matches { rule by found } } } } }`,
    {},
    headers,
  );
  return data.reviewQueue?.edges.map(({ node }: { node: object }) => node) ?? null;
};

it('what may be prohibited waits for somebody to look, and is shown once it is approved as it was looked at', async () => {
  const { id, moderation } = await published('ＡＫ-47 for collectors');
  expect(moderation.state).toBe('PENDING_REVIEW');
  expect(await isShown(id)).toBe(false);
  const [review] = await queue();
  expect(review).toMatchObject({ productId: id, matches: [{ rule: 'WEAPONS', by: 'WORD' }] });
  expect(review.texts).toEqual([{ locale: 'EN', name: expect.stringContaining('for collectors') }]);
  expect(await queue(owner.headers)).toBeNull();
  const again = async (headers: Record<string, string>) => {
    const query = `query Again${asked++}($id: ID!) { node(id: $id) { ... on ProductReview { productId } } }`;
    return (await world.ask(query, { id: review.id }, headers)).data.node;
  };
  expect(await again(support)).toEqual({ productId: id });
  expect(await again(owner.headers)).toBeNull();
  const approve = (expectedVersion: number, headers = support) =>
    moderate('approveProduct', 'ApproveProductInput', { id, expectedVersion }, headers);
  expect(await approve(review.version, owner.headers)).toMatchObject({ reason: 'STAFF_ONLY' });
  expect(await approve(review.version - 1)).toMatchObject({ __typename: 'AlreadyDecided', currentState: 'CHANGED' });
  expect(await isShown(id)).toBe(false);
  const outcomes = await Promise.all([approve(review.version), approve(review.version)]);
  expect(new Set(outcomes.map(({ __typename }) => __typename))).toEqual(
    new Set(['AlreadyDecided', 'ModerationDecision']),
  );
  await until(() => isShown(id));
  expect(await queue()).toEqual([]);
  expect(await again(support)).toBeNull();
});

it('what is refused stays away, whatever its company does with it', async () => {
  const { id } = await published('Finest cocaine');
  expect(await moderate('takeDownProduct', 'ModerateProductInput', { id, reason: 'PROHIBITED_GOODS' })).toMatchObject({
    action: 'TAKEN_DOWN',
  });
  expect(await queue()).toEqual([]);
  await rename(id, 'Finest flour');
  await member('publishProduct', 'PublishProductInput', { id });
  expect(await isShown(id)).toBe(false);
});

it('lawful goods are shown at once, and are held back when a change makes them doubtful', async () => {
  const { id, moderation } = await published('Arsenal of spray pistols from Scunthorpe');
  expect(moderation.state).toBe('NONE');
  await until(() => isShown(id));
  expect(await rename(id, 'Rifles')).toMatchObject({ moderation: { state: 'PENDING_REVIEW' } });
  expect(await isShown(id)).toBe(false);
  expect(await rename(id, 'Trifles')).toMatchObject({ moderation: { state: 'NONE' } });
  await until(() => isShown(id));
});
