import { randomBytes, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { readGlobalId } from '../../kit/global-id/global-id.ts';
import { askRight, CASE, mailWith, provenGuest } from '../kit/asking-rights.ts';
import { startChild } from '../kit/child.ts';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(300_000);

let world: World;
let colleagues: Colleagues;
let member: Colleague;
let officerId: string;
let officer: { authorization: string };
const staff = async (role: 'SUPPORT' | 'PRIVACY_OFFICER', accountId = randomBytes(12).toString('hex')) => ({
  authorization: `Bearer ${await world.sessions.token([role], accountId)}`,
});
beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
  colleagues = await colleaguesIn(world);
  member = await colleagues.owner();
  officerId = randomBytes(12).toString('hex');
  officer = await staff('PRIVACY_OFFICER', officerId);
});
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const guest = async (input: object) => {
  const email = `${randomBytes(6).toString('hex')}@buyer.example`;
  const proven = await provenGuest(world, email, { country: 'TR', locale: 'EN', ...input });
  return { email, ...proven.case };
};
const act = (mutation: string, found: { id: string; version: number }, input: object = {}, headers = officer) =>
  askRight(world, `${mutation}PrivacyCase`, { id: found.id, expectedVersion: found.version, ...input }, headers);
async function queue(where: object, headers: Record<string, string> = officer, first = 50) {
  const { data, errors } = await world.ask(
    `query Q($where: PrivacyCaseWhere, $first: Int!, $after: String) {
      privacyCases(where: $where, first: $first, after: $after) { edges { node { ${CASE} } } pageInfo { hasNextPage endCursor } } }`,
    { where, first },
    headers,
  );
  if (errors) return errors.map(({ extensions }) => extensions.code);
  return data.privacyCases.edges.map(({ node }: { node: { number: string } }) => node.number);
}
/** What the audit log, and what waits for it, has of a case. */
async function audited(id: string): Promise<{ action: string; role: string }[]> {
  const [, events] = colleagues.connections;
  const of = { reasonRef: readGlobalId(id)!.local };
  const [waiting, taken] = [
    await events.collection('auditEvents').find(of).toArray(),
    await events.useDb('privacy').collection('auditEntries').find(of).toArray(),
  ];
  return [...waiting, ...taken].map(({ action, role }) => ({ action: action as string, role: role as string }));
}

it('finds cases by state, due date, right and regime; nobody but officers does', async () => {
  const [turkish, german] = [
    await guest({ rights: ['CORRECTION'] }),
    await guest({ rights: ['OBJECTION'], country: 'DE' }),
  ];
  for (const [where, numbers] of [
    [{}, [turkish, german]],
    [{ states: ['TRIAGE'] }, [turkish, german]],
    [{ states: ['REFUSED'] }, []],
    [{ rights: ['OBJECTION', 'COPY'] }, [german]],
    [{ regimes: ['KVKK'] }, [turkish]],
    [{ rights: ['CORRECTION'], regimes: ['GDPR'] }, []],
    [{ dueBefore: new Date().toISOString() }, []],
    [{ dueBefore: '2099-01-01T00:00:00Z' }, [turkish, german]],
  ] as const)
    expect([where, (await queue(where)).toSorted()]).toEqual([
      where,
      numbers.map(({ number }) => number as string).toSorted(),
    ]);
  expect(await queue({}, officer, 1)).toHaveLength(1);
  expect(await queue({}, await staff('SUPPORT'))).toEqual(['FORBIDDEN']);
  expect(await queue({}, member.headers)).toEqual(['FORBIDDEN']);
  expect(await queue({}, {})).toEqual(['UNAUTHENTICATED']);
  expect((await audited(german.id)).filter(({ action }) => action === 'READ').length).toBeGreaterThan(0);
});

it('is taken, decided once and told; each act is in the audit log', async () => {
  const found = await guest({ rights: ['CORRECTION', 'OBJECTION'] });
  const taken = await act('take', found);
  expect(taken).toMatchObject({ state: 'IN_PROGRESS', isViewers: true, version: found.version + 1 });
  for (const block of taken.blockedBy)
    expect(block).toMatchObject({ code: 'OFFICER_AT_WORK', text: expect.stringContaining('officer') });
  const done = { right: 'CORRECTION', reason: 'DONE_AS_ASKED', text: 'Your name is right now.' };
  for (const headers of [await staff('SUPPORT'), member.headers])
    expect(await act('decide', taken, done, headers)).toMatchObject({ reason: 'STAFF_ONLY' });
  expect(await act('decide', found, done)).toMatchObject({ __typename: 'PrivacyCaseConflict' });
  expect(await act('decide', taken, { ...done, reason: 'COMPLEX' })).toMatchObject({ field: 'reason' });
  expect(await act('decide', taken, { ...done, text: '' })).toMatchObject({ field: 'text' });
  expect(await act('decide', taken, { ...done, right: 'ERASURE' })).toMatchObject({ reason: 'NOT_BY_HAND' });
  expect(await act('decide', taken, { ...done, right: 'COMPLETION' })).toMatchObject({
    __typename: 'PrivacyCaseConflict',
  });
  expect(await act('decide', { ...taken, id: member.companyId! }, done)).toMatchObject({ __typename: 'NotFound' });
  const input = { ...done, idempotencyKey: randomUUID() };
  const all = await Promise.all(Array.from({ length: 10 }, () => act('decide', taken, input)));
  expect(new Set(all.map(({ version }) => version)).size).toBe(1);
  const { text } = await mailWith(world, found.email, 'Your name is right now.');
  expect(text).toContain(found.number);
  const refused = { rights: ['OBJECTION'], reason: 'LEGAL_CLAIMS', text: 'A dispute runs.' };
  const over = await act('refuse', all[0], refused);
  expect(over).toMatchObject({ state: 'PARTLY_FULFILLED', viewerCanDecide: false });
  expect(over.items.map(({ state, reason }: { state: string; reason: string }) => [state, reason])).toEqual([
    ['FULFILLED', 'DONE_AS_ASKED'],
    ['REFUSED', 'LEGAL_CLAIMS'],
  ]);
  expect(await act('refuse', over, refused)).toMatchObject({ currentState: 'PARTLY_FULFILLED' });
  const acts = (await audited(found.id)).filter(({ action }) => action !== 'READ');
  expect(acts.map(({ action, role }) => `${action} ${role}`).toSorted()).toEqual([
    'CASE_DECIDED PRIVACY_OFFICER',
    'CASE_OPENED SUBJECT',
    'CASE_REFUSED PRIVACY_OFFICER',
    'CASE_TAKEN PRIVACY_OFFICER',
  ]);
});

it.each([
  ['TR', 'TR', 'Kişisel Verileri Koruma Kurulu', '30 gün'],
  ['TR', 'EN', 'Personal Data Protection Board', 'within 30 days'],
  ['DE', 'EN', 'supervisory authority', 'GDPR art. 77'],
  ['CN', 'ZH', '国家网信部门', '人民法院'],
])('a refusal in %s, in %s, tells how to complain', async (country, locale, authority, more) => {
  const found = await guest({ rights: ['CORRECTION'], country, locale });
  await act('refuse', found, { reason: 'MANIFESTLY_UNFOUNDED', text: 'Nothing of it is wrong.' });
  const { text } = await mailWith(world, found.email, 'Nothing of it is wrong.');
  expect(text).toContain(authority);
  expect(text).toContain(more);
});

it('is extended once, where the law gives more time', async () => {
  const found = await guest({ rights: ['OBJECTION'], country: 'DE' });
  const longer = { right: 'OBJECTION', reason: 'COMPLEX', text: 'There is much to weigh.' };
  const extended = await act('extend', found, longer);
  expect(Date.parse(extended.dueAt)).toBeGreaterThan(Date.parse(found.dueAt));
  expect(extended.items[0]).toMatchObject({ extendedFrom: found.dueAt, reason: 'COMPLEX', state: 'TRIAGE' });
  await mailWith(world, found.email, 'There is much to weigh.');
  expect(await act('extend', extended, longer)).toMatchObject({ reason: 'NO_EXTENSION' });
  const turkish = await guest({ rights: ['OBJECTION'], country: 'TR' });
  expect(await act('extend', turkish, longer)).toMatchObject({ reason: 'NO_EXTENSION' });
});

it('nobody of the staff handles, or sees as an officer, a case about themselves', async () => {
  const asOfficer = await staff('PRIVACY_OFFICER', member.accountId);
  const { case: own } = await askRight(world, 'openPrivacyCase', { rights: ['CORRECTION'] }, member.headers);
  for (const [mutation, input] of [
    ['take', {}],
    ['decide', { right: 'CORRECTION', reason: 'DONE_AS_ASKED', text: 'Done.' }],
    ['refuse', { reason: 'EXCESSIVE', text: 'No.' }],
    ['extend', { right: 'CORRECTION', reason: 'COMPLEX', text: 'Later.' }],
  ] as const)
    expect(await act(mutation, own, input, asOfficer)).toMatchObject({ __typename: 'NotAllowed', reason: 'OWN_CASE' });
  // Nor one that they opened for somebody else, signed in nowhere.
  const [name, personEmail] = ['Can Vekil', `${randomBytes(6).toString('hex')}@buyer.example`];
  const representative = { name, personEmail, authority: 'POWER_OF_ATTORNEY', authorityDeclared: true };
  const { case: forOther } = await provenGuest(world, member.email, { rights: ['COPY'], representative });
  expect(await act('take', forOther, {}, asOfficer)).toMatchObject({ reason: 'OWN_CASE' });
  expect(await queue({}, asOfficer)).not.toContain(forOther.number);
  expect(await queue({}, asOfficer)).not.toContain(own.number);
  expect(await queue({})).toContain(own.number);
  expect((await audited(own.id)).map(({ action }) => action)).toEqual(expect.arrayContaining(['CASE_OPENED', 'READ']));
});

it('of whom it is not known who they are, a refusal says nothing of what is stored', async () => {
  const input = { channel: 'EMAIL', receivedAt: new Date().toISOString(), rights: ['COPY'], locale: 'EN' };
  const found = await askRight(world, 'registerPrivacyCase', { ...input, email: member.email }, officer);
  const no = { reason: 'DUTY_TO_KEEP', text: 'We keep it.' };
  expect(await act('refuse', found, no)).toMatchObject({ reason: 'IDENTITY_NOT_PROVEN' });
  expect(await act('decide', found, { right: 'COPY', reason: 'NOTHING_HELD', text: 'None.' })).toMatchObject({
    __typename: 'PrivacyCaseConflict',
  });
  const asked = { reason: 'IDENTITY_NOT_PROVEN', text: 'Please confirm.' };
  expect(await act('refuse', found, asked)).toMatchObject({ state: 'REFUSED' });
});

it('lists cases in a terminal, without a word about a person', async () => {
  const found = await guest({ rights: ['ERASURE'], text: 'Kanarya asks.', name: 'Ayşe Gizli' });
  const command = async (...args: string[]) => {
    const env = { PATH: process.env['PATH'], DATA_DIR: tmpdir(), MONGODB_URI: world.servers.mongo.uri };
    const child = startChild('subgraphs/privacy/case-desk/cases.main.ts', env, args);
    return { code: await child.ended, said: child.said() };
  };
  const listed = await command('list', '--right', 'ERASURE');
  expect(listed).toMatchObject({ code: 0 });
  expect(listed.said).toContain(`${found.number}\tTRIAGE\t${found.dueAt}`);
  expect(listed.said).toContain('ERASURE_NOT_PLANNED');
  const shown = await command('show', found.number);
  expect(shown.said).toContain('The erasure has to be planned and approved.');
  for (const plain of ['Kanarya', 'Gizli', found.email]) expect(listed.said + shown.said).not.toContain(plain);
  expect(await command('show', 'PC-0000-0000-0000')).toMatchObject({ code: 2 });
  await until(async () => (await audited(found.id)).length > 0);
});
