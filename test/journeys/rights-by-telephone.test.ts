import { randomBytes, randomUUID } from 'node:crypto';
import { askRight, CASE, caseLinkSentTo, caseProofSentTo, mailWith, provenGuest } from '../kit/asking-rights.ts';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { startWorld, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(240_000);

const DAY_MS = 86_400_000;
let world: World;
let colleagues: Colleagues;
let member: Colleague;
const staff = async (role: 'SUPPORT' | 'PRIVACY_OFFICER', accountId = randomBytes(12).toString('hex')) => ({
  authorization: `Bearer ${await world.sessions.token([role], accountId)}`,
});
let support: { authorization: string };
let officer: { authorization: string };
beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
  colleagues = await colleaguesIn(world);
  member = await colleagues.alone();
  [support, officer] = [await staff('SUPPORT'), await staff('PRIVACY_OFFICER')];
});
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const address = () => `${randomBytes(6).toString('hex')}@buyer.example`;
const receivedAt = new Date(Date.now() - 3 * DAY_MS).toISOString();
const register = (input: object, headers: { authorization: string } | undefined = support) =>
  askRight(
    world,
    'registerPrivacyCase',
    { channel: 'TELEPHONE', receivedAt, rights: ['CORRECTION'], locale: 'TR', ...input },
    headers,
  );
const prove = async (email: string, mails = 1) =>
  askRight(world, 'provePrivacyCase', { token: await caseProofSentTo(world, email, mails) });
const seen = async (id: string, headers: { authorization: string } | undefined) =>
  (await world.ask(`query One($id: ID!) { privacyCase(id: $id) { ${CASE} } }`, { id }, headers)).data.privacyCase;

it('is taken down by customer service, runs from when it came, and begins when the address is proven', async () => {
  const email = address();
  const input = { email, country: 'TR', text: 'Kanarya called.', idempotencyKey: randomUUID() };
  const all = await Promise.all(Array.from({ length: 10 }, () => register(input)));
  const [taken] = all;
  expect(new Set(all.map(({ number }) => number)).size).toBe(1);
  expect(taken).toMatchObject({
    __typename: 'PrivacyCase',
    state: 'IDENTITY_CHECK',
    channel: 'TELEPHONE',
    receivedAt,
    provenAt: null,
    blockedBy: [{ right: 'CORRECTION', code: 'IDENTITY_NOT_PROVEN' }],
    history: [{ act: 'REGISTERED', by: 'SUPPORT' }],
    viewerCanDecide: false,
  });
  const { subject, text } = await mailWith(world, email, 'prove-privacy-case');
  expect(subject).toBe('Verilerinizle ilgili başvurunuzu onaylayın');
  expect(text).not.toContain('Kanarya');
  const proven = await prove(email);
  expect(proven).toMatchObject({ number: taken.number, case: { state: 'TRIAGE', provenBy: 'ADDRESS', receivedAt } });
  expect(proven.case.dueAt).toBe(taken.dueAt);
  expect((await caseLinkSentTo(world, email)).number).toBe(taken.number);
  // Customer service sees what it took down itself, and decides nothing; a colleague sees nothing.
  expect(await seen(taken.id, support)).toMatchObject({ number: taken.number, viewerCanDecide: false });
  expect(await seen(taken.id, await staff('SUPPORT'))).toBeNull();
  const change = { id: taken.id, expectedVersion: proven.case.version };
  expect(await askRight(world, 'takePrivacyCase', change, support)).toMatchObject({ reason: 'STAFF_ONLY' });
});

it('joins what the person asked on the site, and counts from the earlier day', async () => {
  const email = address();
  const onSite = await provenGuest(world, email, { rights: ['CORRECTION'], country: 'TR' });
  const taken = await register({ email, country: 'TR', rights: ['CORRECTION', 'OBJECTION'] });
  expect(taken.number).not.toBe(onSite.number);
  const joined = await prove(email, 2);
  expect(joined.number).toBe(onSite.number);
  expect(joined.case.items.map(({ right }: { right: string }) => right)).toEqual(['CORRECTION', 'OBJECTION']);
  expect(joined.case.items[0].dueAt).toBe(taken.items[0].dueAt);
  expect(Date.parse(joined.case.dueAt)).toBeLessThan(Date.parse(onSite.case.dueAt));
  expect(await seen(taken.id, support)).toMatchObject({ state: 'WITHDRAWN', blockedBy: [] });
  const { subject } = await mailWith(world, email, onSite.number);
  expect(subject).toContain(onSite.number);
});

it('an officer says how they know who it is; nobody does of themselves, and nobody but officers', async () => {
  const taken = await register({ email: member.email, channel: 'LETTER' });
  const confirm = (input: object, headers: { authorization: string }) =>
    askRight(
      world,
      'confirmPrivacyCaseIdentity',
      { id: taken.id, expectedVersion: taken.version, how: 'SIGNED_LETTER', ...input },
      headers,
    );
  expect(await confirm({}, support)).toMatchObject({ reason: 'STAFF_ONLY' });
  expect(await confirm({}, member.headers)).toMatchObject({ reason: 'STAFF_ONLY' });
  expect(await confirm({ how: 'ADDRESS' }, officer)).toMatchObject({ __typename: 'InvalidInput', field: 'how' });
  expect(await confirm({}, await staff('PRIVACY_OFFICER', member.accountId))).toMatchObject({ reason: 'OWN_CASE' });
  const confirmed = await confirm({}, officer);
  expect(confirmed).toMatchObject({ state: 'TRIAGE', provenBy: 'SIGNED_LETTER', viewerCanDecide: true });
  expect(await confirm({ expectedVersion: confirmed.version }, officer)).toMatchObject({
    __typename: 'PrivacyCaseConflict',
  });
  // It is the member's from now on.
  const { data } = await world.ask('{ viewer { privacyCases { number } } }', {}, member.headers);
  expect(data.viewer.privacyCases).toEqual([{ number: taken.number }]);
});

it('an archive waits for the proof of the address, whatever an officer knows', async () => {
  const email = address();
  const taken = await register({ email, channel: 'LETTER', rights: ['COPY'] });
  const change = { id: taken.id, expectedVersion: taken.version, how: 'IDENTITY_DOCUMENT' };
  const confirmed = await askRight(world, 'confirmPrivacyCaseIdentity', change, officer);
  expect(confirmed.blockedBy).toMatchObject([{ right: 'COPY', code: 'IDENTITY_NOT_PROVEN' }]);
  // Also when an officer has taken the case meanwhile.
  const took = { id: taken.id, expectedVersion: confirmed.version };
  expect(await askRight(world, 'takePrivacyCase', took, officer)).toMatchObject({ isViewers: true });
  const proven = await prove(email);
  expect(proven).toMatchObject({ number: taken.number, case: { blockedBy: [{ code: 'EXPORT_BEING_MADE' }] } });
});

it('tells by what a case is followed to an address that is proven, and to no other', async () => {
  const email = address();
  const taken = await register({ email, text: 'Kanarya called.' });
  const change = { id: taken.id, expectedVersion: taken.version, how: 'CALL_BACK' };
  const confirmed = await askRight(world, 'confirmPrivacyCaseIdentity', change, officer);
  expect((await mailWith(world, email, taken.number)).text).not.toContain('privacy-case#token=PC');
  const done = { right: 'CORRECTION', reason: 'ALREADY_SO', text: 'It is right.' };
  const decision = { id: taken.id, expectedVersion: confirmed.version, ...done };
  const other = await register({ email, rights: ['OBJECTION'] });
  const no = { id: other.id, expectedVersion: other.version, reason: 'IDENTITY_NOT_PROVEN', text: 'Who are you?' };
  await askRight(world, 'refusePrivacyCase', no, officer);
  expect((await mailWith(world, email, 'Who are you?')).text).not.toContain('privacy-case#token=PC');
  const first = (await world.mailbox(email)).find(({ text }) => text.includes('prove-privacy-case'));
  const token = /#token=([\w-]+)/.exec(first!.text)![1]!;
  const { case: proven } = await askRight(world, 'provePrivacyCase', { token });
  expect((await caseLinkSentTo(world, email)).number).toBe(taken.number);
  expect(
    await askRight(world, 'decidePrivacyCase', { ...decision, expectedVersion: proven.version }, officer),
  ).toMatchObject({ state: 'FULFILLED' });
});

it.each([
  [{ channel: 'SITE' }, 'channel'],
  [{ receivedAt: new Date(Date.now() + DAY_MS).toISOString() }, 'receivedAt'],
  [{ receivedAt: new Date(Date.now() - 400 * DAY_MS).toISOString() }, 'receivedAt'],
  [{ email: 'аyse@buyer.example' }, 'email'],
  [{ rights: [] }, 'rights'],
])('refuses %j by the name of the field', async (input, field) => {
  expect(await register({ email: address(), ...input })).toMatchObject({ __typename: 'InvalidInput', field });
});

it('is taken down by staff alone', async () => {
  expect(await register({ email: address() }, member.headers)).toMatchObject({ reason: 'STAFF_ONLY' });
  const { errors } = await world.ask(
    'mutation R($input: RegisterPrivacyCaseInput!) { registerPrivacyCase(input: $input) { __typename } }',
    {
      input: {
        channel: 'CHAT',
        receivedAt,
        rights: ['COPY'],
        email: address(),
        locale: 'EN',
        idempotencyKey: randomUUID(),
      },
    },
  );
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});
