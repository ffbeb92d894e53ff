import { randomBytes, randomUUID } from 'node:crypto';
import { startWorld, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(300_000);

const HOLD =
  'id state basis text reviewAt placedBy releasedAt releaseText viewerCanRelease places { store collection recordId }';
const places = [{ store: 'member', collection: 'inquiries', recordId: 'a'.repeat(24) }];
let world: World;
let officer: Record<string, string>;
const staff = async (role: 'SUPPORT' | 'PRIVACY_OFFICER') => ({
  authorization: `Bearer ${await world.sessions.token([role], randomBytes(12).toString('hex'))}`,
});
beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
  officer = await staff('PRIVACY_OFFICER');
});
afterAll(() => world?.stop());

async function act(mutation: 'place' | 'release', input: object, headers: Record<string, string> = officer) {
  const [name, type] = [`${mutation}LegalHold`, mutation === 'place' ? 'PlaceLegalHoldInput' : 'ReleaseLegalHoldInput'];
  const document = `mutation M($input: ${type}!) { ${name}(input: $input) { __typename ... on LegalHold { ${HOLD} }
    ... on InvalidInput { field } ... on NotAllowed { reason } ... on NotFound { field } ... on IdempotencyKeyReused { message } } }`;
  const { data, errors } = await world.ask(document, { input }, headers);
  return errors ? errors[0]!.extensions.code : data[name];
}
const asked = (own: object = {}) => ({
  places,
  basis: 'TAX_OR_COMMERCIAL_LAW',
  text: 'Ten years.',
  reviewAt: new Date(Date.now() + 86_400_000).toISOString(),
  idempotencyKey: randomUUID(),
  ...own,
});
const list = async (state: string | null, headers: Record<string, string> = officer) => {
  const document = `query Q($state: LegalHoldState) { legalHolds(first: 10, state: $state) { edges { node { id } } } }`;
  const { data, errors } = await world.ask(document, { state }, headers);
  return errors
    ? errors[0]!.extensions.code
    : data.legalHolds.edges.map((one: { node: { id: string } }) => one.node.id);
};

it('an officer keeps records, sees why, and releases them once', async () => {
  const input = asked();
  const hold = await act('place', input);
  expect(hold).toMatchObject({ state: 'ACTIVE', text: 'Ten years.', places, viewerCanRelease: true });
  for (let time = 0; time < 3; time++) expect((await act('place', input)).id).toBe(hold.id);
  const node = await world.ask(`query N($id: ID!) { node(id: $id) { ... on LegalHold { ${HOLD} } } }`, hold, officer);
  expect(node.data.node).toEqual({ ...hold, __typename: undefined });
  expect(await list(null)).toEqual([hold.id]);
  const release = { id: hold.id, text: 'They are over.', idempotencyKey: randomUUID() };
  const over = { state: 'RELEASED', releaseText: 'They are over.', viewerCanRelease: false };
  for (let time = 0; time < 3; time++) expect(await act('release', release)).toMatchObject(over);
  expect(await act('release', { ...release, idempotencyKey: randomUUID() })).toMatchObject({ reason: 'RELEASED' });
  expect([await list(null), await list('RELEASED')]).toEqual([[], [hold.id]]);
});

it('nobody but privacy officers does', async () => {
  const hold = await act('place', asked());
  const support = await staff('SUPPORT');
  const release = { id: hold.id, text: 'Over.', idempotencyKey: randomUUID() };
  expect(await act('place', asked(), support)).toMatchObject({ reason: 'STAFF_ONLY' });
  expect(await act('release', release, support)).toMatchObject({ reason: 'STAFF_ONLY' });
  expect([await list(null, support), await list(null, {})]).toEqual(['FORBIDDEN', 'UNAUTHENTICATED']);
  expect(await act('place', asked(), {})).toBe('UNAUTHENTICATED');
  expect(await act('place', asked({ text: '' }))).toMatchObject({ field: 'text' });
  const seen = await world.ask('query N($id: ID!) { legalHold(id: $id) { id } }', hold, support);
  expect(seen.data.legalHold).toBeNull();
  expect(await list(null)).toEqual([hold.id]);
});
