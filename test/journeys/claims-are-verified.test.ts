import { randomUUID } from 'node:crypto';
import type { Role } from '../../kit/viewer/viewer.ts';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { pdf, uploaded } from '../kit/uploading.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(180_000);
const CLAIM = `__typename ... on Claim { id kind state scope statement method verifier decidedAt expiresAt reasonCode reasonText
  proves doesNotProve viewerCanWithdraw viewerCanTake viewerCanDecide evidence { id: documentId filename url } }
  ... on Problem { message } ... on InvalidInput { field } ... on NotAllowed { reason }`;
const result = (name: string, type: string) =>
  `mutation Do($input: ${type}!) { ${name}(input: $input) { ${
    name === 'claimVerification' ? CLAIM : `${CLAIM} ... on AlreadyDecided { currentState }`
  } } }`;
const COMPANY = `query Seen($id: ID!) { company(id: $id) { verified claims { kind state method verifier scope statement proves doesNotProve expiresAt
  evidence { id: documentId } reasonCode } } }`;

let world: World;
let colleagues: Colleagues;
let owner: Colleague;
let stranger: Colleague;
const staff = async (role: Role, account: string) => ({
  authorization: `Bearer ${await world.sessions.token([role], account.repeat(24))}`,
});
let verifier: { authorization: string };
let second: { authorization: string };

beforeAll(async () => {
  world = await startWorld({ companies: 12, products: 40 });
  colleagues = await colleaguesIn(world);
  [owner, stranger] = [await colleagues.owner('Doğrulanan Vana Sanayi'), await colleagues.owner('Başka Sanayi')];
  [verifier, second] = [await staff('VERIFIER', 'd'), await staff('VERIFIER', 'e')];
});
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

type Headers = { authorization: string } | Record<string, never>;
let asked = 0;
const change = async (name: string, type: string, input: object, headers: Headers) => {
  const { data, errors } = await world.ask(
    result(name, type),
    { input: { idempotencyKey: randomUUID(), ...input } },
    headers,
  );
  return data?.[name] ?? { errors: errors!.map(({ extensions }) => extensions['code']) };
};
const claim = (input: object, headers: Headers = owner.headers) =>
  change(
    'claimVerification',
    'ClaimVerificationInput',
    { kind: 'EXISTENCE', statement: 'We exist.', ...input },
    headers,
  );
const take = (id: string, headers = verifier) => change('takeVerification', 'TakeVerificationInput', { id }, headers);
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const decide = (id: string, input: object = {}, headers: Headers = verifier) =>
  change(
    'decideVerification',
    'DecideVerificationInput',
    {
      id,
      verdict: 'VERIFIED',
      method: 'REGISTRY_LOOKUP',
      reason: 'EVIDENCE_SUFFICES',
      expiresAt: inDays(365),
      ...input,
    },
    headers,
  );
const company = async (headers: Headers = {}, { companyId } = owner) =>
  (await world.ask(COMPANY.replace('Seen', `Seen${asked++}`), { id: companyId }, headers)).data.company;
/** Whether searches hold it for verified, and what the facet counts. */
const found = async () => {
  const { data } = await world.ask(`query Found${asked++} {
    yes: searchCompanies(query: "Doğrulanan", where: { verified: true }, first: 10) { edges { node { id verified } } }
    all: searchCompanies(query: "Doğrulanan", first: 10) { facets { key values { value count } } edges { node { id verified } } } }`);
  const has = (edges: { node: { id: string } }[]) => edges.some(({ node }) => node.id === owner.companyId);
  const facet = data.all.facets.find(({ key }: { key: string }) => key === 'verified');
  const counted = facet?.values.find(({ value }: { value: string }) => value === 'true')?.count ?? 0;
  return { verified: has(data.yes.edges), found: has(data.all.edges), counted };
};
const verified = async (input: object = {}) => {
  const { id } = await claim({});
  await take(id);
  return decide(id, input);
};

it('a claim goes from its company through a verifier to readers, and its evidence to the verifier alone', async () => {
  const uploadId = await uploaded(world, { ...owner, subjectRef: '' }, pdf('Ayşe Yılmaz, registered'), {
    kind: 'CLAIM_EVIDENCE',
  });
  const key = { idempotencyKey: randomUUID() };
  const input = { evidence: [uploadId], scope: 'All plants', ...key };
  const all = await Promise.all(Array.from({ length: 8 }, () => claim(input)));
  const [made] = all;
  expect(made).toMatchObject({ __typename: 'Claim', state: 'SUBMITTED', statement: 'We exist.', scope: 'All plants' });
  expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  expect(await claim({ ...input, statement: 'Another.' })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
  expect(made.evidence).toEqual([{ id: expect.any(String), filename: 'licence of Ayşe.pdf', url: null }]);
  expect((await company()).claims).toEqual([]);
  expect((await company(owner.headers)).claims).toHaveLength(1);
  expect((await company(stranger.headers)).claims).toEqual([]);

  const QUEUE = `{ verificationQueue(first: 50) { edges { node { id state statement evidence { id: documentId } viewerCanTake } } } }`;
  const queue = (await world.ask(QUEUE, {}, verifier)).data.verificationQueue.edges.map(
    ({ node }: { node: object }) => node,
  );
  expect(queue).toEqual([{ id: made.id, state: 'SUBMITTED', statement: null, evidence: null, viewerCanTake: true }]);
  for (const headers of [{}, owner.headers, await world.sessions.bearer('SUPPORT', 'ADMINISTRATOR')]) {
    expect((await world.ask(QUEUE, {}, headers)).data.verificationQueue).toBeNull();
  }
  expect(await take(made.id)).toMatchObject({ state: 'IN_REVIEW', viewerCanDecide: true });
  const [{ url }] = (
    await world.ask(`query One($id: ID!) { claim(id: $id) { evidence { url } } }`, { id: made.id }, verifier)
  ).data.claim.evidence;
  expect((await fetch(world.address + url)).status).toBe(200);
  const [, events] = colleagues.connections;
  const reads = { action: 'READ', reason: 'VERIFICATION' };
  const written = await events.collection('auditEvents').find(reads).toArray();
  const taken = await events.useDb('privacy').collection('auditEntries').find(reads).toArray();
  expect([...written, ...taken].map(({ record }) => record)).toEqual(expect.arrayContaining(['claims', 'documents']));

  expect(await decide(made.id, {}, second)).toMatchObject({ __typename: 'NotAllowed', reason: 'NOT_TAKEN' });
  const [one, other] = await Promise.all([
    decide(made.id, { doesNotProve: 'Nothing about its branches.', text: 'Thank you.' }),
    decide(made.id, { doesNotProve: 'Nothing about its branches.' }),
  ]);
  expect(new Set([one.__typename, other.__typename])).toEqual(new Set(['AlreadyDecided', 'Claim']));
  const [shown] = (await company()).claims;
  expect(shown).toMatchObject({
    kind: 'EXISTENCE',
    state: 'VERIFIED',
    method: 'REGISTRY_LOOKUP',
    verifier: 'VERIFICATION_TEAM',
    scope: 'All plants',
    statement: null,
    evidence: null,
    reasonCode: null,
  });
  expect(shown.doesNotProve).toMatch(/solvent.*Nothing about its branches\.$/);
});

it('verified and its facet follow the live claims, and drop by themselves when the last has expired', async () => {
  await verified();
  expect((await company()).verified).toBe(true);
  await until(async () => (await found()).verified && (await found()).counted === 1, 60_000);
  for (const { id } of (await claimsOf()).filter(({ state }) => state === 'VERIFIED'))
    expect(await decide(id, { verdict: 'REVOKED', reason: 'NO_LONGER_TRUE', expiresAt: null })).toMatchObject({
      state: 'REVOKED',
    });
  expect((await company()).verified).toBe(false);

  await verified({ expiresAt: new Date(Date.now() + 20_000).toISOString() });
  expect(await company()).toMatchObject({ verified: true, claims: [{ state: 'VERIFIED' }] });
  await until(async () => !(await company()).verified, 60_000);
  expect((await company()).claims).toEqual([]);
  expect((await company(owner.headers)).claims.map(({ state }: { state: string }) => state)).toContain('EXPIRED');
  await until(async () => (await found()).found && !(await found()).verified && (await found()).counted === 0, 60_000);
});
const claimsOf = async (): Promise<{ id: string; state: string }[]> =>
  (
    await world.ask(
      `query Own($id: ID!) { company(id: $id) { claims { id state } } }`,
      { id: owner.companyId },
      owner.headers,
    )
  ).data.company.claims;

it('owners are told by mail what was decided against a claim of their company, once, and nobody else is', async () => {
  const seller = await colleagues.owner('Haberdar Vana Sanayi');
  const editor = await colleagues.member(seller, 'EDITOR');
  const { id } = await claim({ kind: 'EXPORT_LICENCE' }, seller.headers);
  await take(id);
  const rejected = {
    verdict: 'REJECTED',
    reason: 'EVIDENCE_UNREADABLE',
    expiresAt: null,
    text: 'Please scan it anew.',
  };
  const key = { idempotencyKey: randomUUID() };
  const all = await Promise.all([decide(id, { ...rejected, ...key }), decide(id, { ...rejected, ...key })]);
  expect(all.map(({ state }) => state)).toEqual(['REJECTED', 'REJECTED']);
  const next = await claim({ kind: 'ADDRESS' }, seller.headers);
  await take(next.id);
  await decide(next.id);
  await decide(next.id, { verdict: 'REVOKED', reason: 'NO_LONGER_TRUE', expiresAt: null });
  await until(async () => (await world.mailbox(seller.email)).length >= 2, 30_000);
  const told = (await world.mailbox(seller.email)).map(({ subject, text }) => ({ subject, text }));
  expect(told).toEqual(
    expect.arrayContaining([
      { subject: 'A claim of your company was not verified', text: expect.stringContaining('Please scan it anew.') },
      {
        subject: 'A claim of your company does not count as verified any more',
        text: expect.stringContaining(`ADDRESS (${next.id})`),
      },
    ]),
  );
  expect(told).toHaveLength(2);
  expect(await world.mailbox(editor.email)).toEqual([]);
});

it('a company takes a claim back, and another company sees none of it', async () => {
  const { id } = await claim({ kind: 'CERTIFICATE' });
  const withdraw = (headers: Headers) => change('withdrawClaim', 'WithdrawClaimInput', { id }, headers);
  expect(await withdraw(stranger.headers)).toMatchObject({ __typename: 'NotFound' });
  const one = `query One($id: ID!) { claim(id: $id) { id } node(id: $id) { id } }`;
  expect((await world.ask(one, { id }, stranger.headers)).data).toEqual({ claim: null, node: null });
  expect((await world.ask(one, { id }, owner.headers)).data).toEqual({ claim: { id }, node: { id } });
  expect(await withdraw(owner.headers)).toMatchObject({ state: 'WITHDRAWN', viewerCanWithdraw: false });
  expect(await withdraw(owner.headers)).toMatchObject({ __typename: 'AlreadyDecided', currentState: 'WITHDRAWN' });
  expect(await take(id)).toMatchObject({ __typename: 'AlreadyDecided' });
});

it('refuses who may not, and what is not acceptable, by name, and changes nothing', async () => {
  const { id } = await claim({ kind: 'ADDRESS' });
  const viewer = await colleagues.member(owner, 'VIEWER');
  const before = await claimsOf();
  expect(await claim({}, {})).toEqual({ errors: ['UNAUTHENTICATED'] });
  expect(await claim({}, viewer.headers)).toMatchObject({ reason: 'VIEWER_ONLY' });
  expect(await claim({}, (await colleagues.alone()).headers)).toMatchObject({ reason: 'NO_COMPANY' });
  for (const headers of [owner.headers, await world.sessions.bearer('SUPPORT', 'ADMINISTRATOR', 'PRIVACY_OFFICER')]) {
    expect(await change('takeVerification', 'TakeVerificationInput', { id }, headers)).toMatchObject({
      reason: 'STAFF_ONLY',
    });
    expect(await decide(id, {}, headers)).toMatchObject({ reason: 'STAFF_ONLY' });
  }
  const foreign = await uploaded(world, { ...stranger, subjectRef: '' }, pdf(), { kind: 'CLAIM_EVIDENCE' });
  for (const [input, field] of [
    [{ evidence: [foreign] }, 'evidence.0'],
    [{ evidence: ['../../etc'] }, 'evidence.0'],
    [{ evidence: [foreign, foreign] }, 'evidence'],
    [{ evidence: Array.from({ length: 11 }, () => randomUUID()) }, 'evidence'],
    [{ statement: ' ' }, 'statement'],
    [{ statement: 'x'.repeat(1_000_00) }, 'statement'],
    [{ scope: 'x'.repeat(501) }, 'scope'],
    [{ validUntil: '2020-01-01T00:00:00.000Z' }, 'validUntil'],
  ] as const)
    expect(await claim(input)).toMatchObject({ __typename: 'InvalidInput', field });
  await take(id);
  for (const [input, field] of [
    [{ expiresAt: null }, 'expiresAt'],
    [{ expiresAt: inDays(-1) }, 'expiresAt'],
    [{ expiresAt: inDays(3_000) }, 'expiresAt'],
    [{ reason: 'EVIDENCE_FORGED' }, 'reason'],
    [{ verdict: 'REJECTED', expiresAt: null }, 'reason'],
    [{ verdict: 'REJECTED', reason: 'OTHER', expiresAt: null }, 'text'],
  ] as const)
    expect(await decide(id, input)).toMatchObject({ __typename: 'InvalidInput', field });
  for (const none of ['', 'x', owner.companyId!, '{"$ne":null}'])
    expect(await decide(none)).toMatchObject({ __typename: 'NotFound' });
  expect((await claimsOf()).map((one) => one.id)).toEqual(before.map((one) => one.id));
  const injected = await world.ask(
    result('claimVerification', 'ClaimVerificationInput'),
    {
      input: { kind: 'ADDRESS', statement: 'x', companyId: stranger.companyId, idempotencyKey: 'k' },
    },
    owner.headers,
  );
  expect(injected.errors![0]!.extensions['code']).toBe('BAD_USER_INPUT');
});

it('nobody verifies the company that they act for', async () => {
  const both = await colleagues.member(owner, 'EDITOR');
  const headers = { authorization: `Bearer ${await world.sessions.token(['VERIFIER'], both.accountId)}` };
  const { id } = await claim({ kind: 'MANUFACTURER' });
  expect(await take(id, headers)).toMatchObject({ __typename: 'NotAllowed', reason: 'OWN_COMPANY' });
});
