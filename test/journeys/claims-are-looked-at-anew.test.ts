import { randomUUID } from 'node:crypto';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { startWorld, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(180_000);
type Headers = { authorization: string } | Record<string, never>;
const CLAIM = `__typename ... on Claim { id state } ... on Problem { message }`;
const SEEN = `query Seen($id: ID!) { company(id: $id) { verified version claims { id kind state changedFacts expiresAt } } }`;

let world: World;
let colleagues: Colleagues;
let owner: Colleague;
let verifier: Headers;

beforeAll(async () => {
  world = await startWorld({ companies: 5, products: 10 });
  colleagues = await colleaguesIn(world);
  owner = await colleagues.owner('Yeniden Bakılan Vana Sanayi');
  verifier = { authorization: `Bearer ${await world.sessions.token(['VERIFIER'], 'd'.repeat(24))}` };
});
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const change = async (name: string, input: object, headers: Headers, answer = CLAIM) => {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const variables = { input: { idempotencyKey: randomUUID(), ...input } };
  const { data, errors } = await world.ask(
    `mutation Do($input: ${type}!) { ${name}(input: $input) { ${answer} } }`,
    variables,
    headers,
  );
  expect(errors).toBeUndefined();
  return data![name];
};
const verify = async (id: string) => {
  await change('takeVerification', { id }, verifier, `${CLAIM} ... on AlreadyDecided { currentState }`);
  const expiresAt = new Date(Date.now() + 365 * 86_400_000).toISOString();
  const verdict = { verdict: 'VERIFIED', method: 'REGISTRY_LOOKUP', reason: 'EVIDENCE_SUFFICES', expiresAt };
  expect(await change('decideVerification', { id, ...verdict }, verifier)).toMatchObject({ state: 'VERIFIED' });
};
const seen = async (headers: Headers = {}) => (await world.ask(SEEN, { id: owner.companyId }, headers)).data!.company;
const update = async (input: object) => {
  const { version: expectedVersion } = await seen();
  const made = await change('updateCompany', { expectedVersion, ...input }, owner.headers, '__typename');
  expect(made.__typename).toBe('Company');
};

it('a verified company that becomes another one waits to be looked at anew, and says to members and verifiers alone why', async () => {
  const ids: Record<string, string> = {};
  for (const kind of ['EXISTENCE', 'ADDRESS']) {
    const { id } = await change('claimVerification', { kind, statement: 'We are.' }, owner.headers);
    await verify((ids[kind] = id));
  }
  const claim = async (kind: string) =>
    (await seen(owner.headers)).claims.find(({ id }: { id: string }) => id === ids[kind]);

  await update({ description: [{ locale: 'TR', text: 'Vana yapar.' }] });
  expect(await seen()).toMatchObject({ verified: true, claims: [{ changedFacts: [] }, { changedFacts: [] }] });
  await update({ address: 'Yeni Sokak 7' });
  expect(await claim('ADDRESS')).toMatchObject({ state: 'SUBMITTED', changedFacts: ['SEAT'], expiresAt: null });
  expect(await claim('EXISTENCE')).toMatchObject({ state: 'VERIFIED', changedFacts: [] });
  expect((await seen()).verified).toBe(true);

  await update({ name: [{ locale: 'TR', text: 'Bambaşka Pompa Sanayi' }] });
  expect(await seen()).toMatchObject({ verified: false, claims: [] });
  expect(await claim('EXISTENCE')).toMatchObject({ state: 'SUBMITTED', changedFacts: ['NAME'] });
  expect(await claim('ADDRESS')).toMatchObject({ state: 'SUBMITTED', changedFacts: ['NAME', 'SEAT'] });
  await verify(ids['EXISTENCE']!);
  expect(await claim('EXISTENCE')).toMatchObject({ state: 'VERIFIED', changedFacts: [] });
  expect((await seen()).verified).toBe(true);
});
