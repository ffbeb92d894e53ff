import { randomUUID } from 'node:crypto';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { startWorld, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(180_000);
type Headers = { authorization: string } | Record<string, never>;

let world: World;
let colleagues: Colleagues;
let seller: Colleague;
let verifier: { authorization: string };
let second: { authorization: string };

beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
  colleagues = await colleaguesIn(world);
  seller = await colleagues.owner('Yeniden Bakılan Vana Sanayi');
  const staff = async (account: string) => ({
    authorization: `Bearer ${await world.sessions.token(['VERIFIER'], account.repeat(24))}`,
  });
  [verifier, second] = [await staff('d'), await staff('e')];
});
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const change = async (name: string, type: string, input: object, headers: Headers) =>
  (
    await world.ask(
      `mutation Do($input: ${type}!) { ${name}(input: $input) { __typename ... on Claim { id state } ... on Problem { message } } }`,
      { input: { idempotencyKey: randomUUID(), ...input } },
      headers,
    )
  ).data[name];
const claim = (input: object, headers: Headers) =>
  change('claimVerification', 'ClaimVerificationInput', { statement: 'We exist.', ...input }, headers);
const take = (id: string, headers = verifier) => change('takeVerification', 'TakeVerificationInput', { id }, headers);
const decide = (id: string, headers = verifier) => {
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const verdict = { verdict: 'VERIFIED', method: 'REGISTRY_LOOKUP', reason: 'EVIDENCE_SUFFICES', expiresAt };
  return change('decideVerification', 'DecideVerificationInput', { id, ...verdict }, headers);
};

it('a verified company that becomes another one waits to be looked at anew, and says to members and verifiers alone why', async () => {
  const REVIEWED = `query Reviewed($id: ID!) { company(id: $id) { verified version claims { id kind state changedFacts expiresAt } } }`;
  const reviewed = async (headers: Headers = {}) =>
    (await world.ask(REVIEWED, { id: seller.companyId }, headers)).data.company;
  const update = async (input: object) => {
    const { version } = await reviewed();
    const { data } = await world.ask(
      `mutation Update($input: UpdateCompanyInput!) { updateCompany(input: $input) { __typename ... on Problem { message } } }`,
      { input: { id: seller.companyId, expectedVersion: version, idempotencyKey: randomUUID(), ...input } },
      seller.headers,
    );
    expect(data.updateCompany.__typename).toBe('Company');
  };
  const ids: Record<string, string> = {};
  for (const kind of ['EXISTENCE', 'ADDRESS']) {
    const { id } = await claim({ kind }, seller.headers);
    await take(id);
    expect(await decide(id)).toMatchObject({ state: 'VERIFIED' });
    ids[kind] = id;
  }
  const stateOf = async (kind: string) =>
    (await reviewed(seller.headers)).claims.find(({ id }: { id: string }) => id === ids[kind]);

  await update({ description: [{ locale: 'TR', text: 'Vana yapar.' }] });
  expect(await reviewed()).toMatchObject({ verified: true, claims: [{ changedFacts: [] }, { changedFacts: [] }] });
  await update({ address: 'Yeni Sokak 7' });
  expect(await stateOf('ADDRESS')).toMatchObject({ state: 'SUBMITTED', changedFacts: ['SEAT'], expiresAt: null });
  expect(await stateOf('EXISTENCE')).toMatchObject({ state: 'VERIFIED', changedFacts: [] });
  expect((await reviewed()).verified).toBe(true);

  await update({ name: [{ locale: 'TR', text: 'Bambaşka Pompa Sanayi' }] });
  expect(await reviewed()).toMatchObject({ verified: false, claims: [] });
  expect(await stateOf('EXISTENCE')).toMatchObject({ state: 'SUBMITTED', changedFacts: ['NAME'] });
  expect(await stateOf('ADDRESS')).toMatchObject({ state: 'SUBMITTED', changedFacts: ['NAME', 'SEAT'] });
  await take(ids['EXISTENCE']!, second);
  expect(await decide(ids['EXISTENCE']!, second)).toMatchObject({ state: 'VERIFIED' });
  expect(await stateOf('EXISTENCE')).toMatchObject({ state: 'VERIFIED', changedFacts: [] });
  expect((await reviewed()).verified).toBe(true);
});
