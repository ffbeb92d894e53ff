import { randomUUID } from 'node:crypto';
import { askRight, CASE, mailWith } from '../kit/asking-rights.ts';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { startWorld, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(240_000);

let world: World;
let colleagues: Colleagues;
let member: Colleague;
let stranger: Colleague;
beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
  colleagues = await colleaguesIn(world);
  [member, stranger] = [await colleagues.owner(), await colleagues.alone()];
});
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const open = (input: object, who: Colleague = member) =>
  askRight(world, 'openPrivacyCase', { rights: ['CORRECTION'], country: 'DE', ...input }, who.headers);
const own = async (who: Colleague) =>
  (await world.ask(`{ viewer { privacyCases { ${CASE} } } }`, {}, who.headers)).data.viewer.privacyCases;
const one = async (id: string, headers?: Record<string, string>) =>
  (await world.ask(`query One($id: ID!) { privacyCase(id: $id) { ${CASE} } node(id: $id) { id } }`, { id }, headers))
    .data;

it('opens a case at once for who is signed in, tells by mail, and shows what is open', async () => {
  const input = { text: 'My name is written wrong.', idempotencyKey: randomUUID() };
  const all = await Promise.all(Array.from({ length: 10 }, () => open(input)));
  const [{ case: opened }] = all;
  expect(all[0]).toMatchObject({ __typename: 'PrivacyCaseReceived', proofNeeded: false });
  expect(new Set(all.map((answer) => answer.case.number)).size).toBe(1);
  expect(opened).toMatchObject({
    state: 'TRIAGE',
    channel: 'SITE',
    regimes: ['GDPR'],
    provenBy: 'SESSION',
    text: 'My name is written wrong.',
    email: member.email,
    items: [{ right: 'CORRECTION', state: 'TRIAGE' }],
    blockedBy: [{ right: 'CORRECTION', code: 'NOBODY_TOOK_IT' }],
    history: [
      { act: 'OPENED', by: 'SUBJECT' },
      { act: 'IDENTITY_PROVEN', by: 'SUBJECT' },
    ],
    viewerCanWithdraw: true,
    viewerCanDecide: false,
  });
  expect(new Date(opened.dueAt).getTime()).toBe(
    Math.min(...opened.items.map((item: { dueAt: string }) => Date.parse(item.dueAt))),
  );
  expect(opened.items[0].basis.length).toBeGreaterThan(0);
  const { text } = await mailWith(world, member.email, opened.number);
  expect(text).toContain('correction');
  expect(await own(member)).toEqual([opened]);
  expect(await own(stranger)).toEqual([]);
  expect(await one(opened.id, member.headers)).toEqual({ privacyCase: opened, node: { id: opened.id } });
  for (const headers of [stranger.headers, undefined])
    expect(await one(opened.id, headers)).toEqual({ privacyCase: null, node: null });
});

it('joins what is asked again while it is open, and answers by the same number', async () => {
  const [first] = await own(member);
  const again = await open({ rights: ['CORRECTION', 'COMPLETION'], text: 'And my telephone is missing.' });
  expect(again.case).toMatchObject({
    number: first.number,
    text: 'My name is written wrong.\n\nAnd my telephone is missing.',
    items: [{ right: 'CORRECTION' }, { right: 'COMPLETION', state: 'TRIAGE' }],
  });
  expect(again.case.history.at(-1)).toMatchObject({ act: 'JOINED', by: 'SUBJECT' });
  expect(await own(member)).toHaveLength(1);
  // Of somebody else it is another case.
  expect((await open({}, stranger)).case.number).not.toBe(first.number);
});

it('takes back some or all, once and in the version that was looked at', async () => {
  const [{ id, version }] = await own(member);
  const withdraw = (input: object, who: Colleague | null = member) =>
    askRight(world, 'withdrawPrivacyCase', { id, expectedVersion: version, ...input }, who?.headers);
  expect(await withdraw({}, stranger)).toMatchObject({ __typename: 'NotFound', field: 'id' });
  expect(await withdraw({}, null)).toMatchObject({ __typename: 'NotFound' });
  expect(await withdraw({ expectedVersion: version - 1 })).toMatchObject({
    __typename: 'PrivacyCaseConflict',
    currentState: 'TRIAGE',
    currentVersion: version,
  });
  expect(await withdraw({ rights: ['ERASURE'] })).toMatchObject({ __typename: 'PrivacyCaseConflict' });
  const some = { rights: ['COMPLETION'], idempotencyKey: randomUUID() };
  const all = await Promise.all(Array.from({ length: 10 }, () => withdraw(some)));
  expect(new Set(all.map((answer) => answer.version))).toEqual(new Set([version + 1]));
  expect(all[0].items.map((item: { state: string }) => item.state)).toEqual(['TRIAGE', 'WITHDRAWN']);
  const over = await withdraw({ expectedVersion: version + 1 });
  expect(over).toMatchObject({ state: 'WITHDRAWN', blockedBy: [], viewerCanWithdraw: false });
  expect(over.closedAt).not.toBeNull();
  expect(await withdraw({ expectedVersion: version + 2 })).toMatchObject({ currentState: 'WITHDRAWN' });
  // What is asked anew is a case of its own.
  expect((await open({})).case.number).not.toBe(over.number);
});

it.each([
  [{ rights: [] }, 'rights'],
  [{ rights: ['ERASURE', 'ERASURE'] }, 'rights'],
  [{ email: 'another@buyer.example' }, 'email'],
  [{ text: 'x'.repeat(5_001) }, 'text'],
  [{ country: 'XX' }, 'country'],
])('refuses %j by the name of the field', async (input, field) => {
  expect(await open(input, stranger)).toMatchObject({ __typename: 'InvalidInput', field });
});

it('lets nobody act for another without declaring that they may, and does nothing before an officer has looked', async () => {
  const representative = {
    name: 'Can Vekil',
    personEmail: member.email,
    authority: 'POWER_OF_ATTORNEY',
    authorityDeclared: false,
  };
  expect(await open({ rights: ['COPY'], representative }, stranger)).toMatchObject({
    __typename: 'RepresentativeNotDeclared',
  });
  const declared = { ...representative, authorityDeclared: true };
  const { case: opened } = await open({ rights: ['COPY'], representative: declared }, stranger);
  expect(opened).toMatchObject({
    state: 'IDENTITY_CHECK',
    provenAt: null,
    representativeName: 'Can Vekil',
    blockedBy: [{ right: 'COPY', code: 'AUTHORITY_NOT_CONFIRMED' }],
  });
  // Whom it is about hears of nothing that somebody only says.
  expect((await own(member)).map((found: { number: string }) => found.number)).not.toContain(opened.number);
});
