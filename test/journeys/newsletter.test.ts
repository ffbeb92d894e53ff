import { randomUUID } from 'node:crypto';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { change, draft } from '../kit/selling.ts';
import { subscribing } from '../kit/subscribing.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(240_000);

let world: World;
let colleagues: Colleagues;
let editor: Colleague;
let reader: Colleague;
let staff: { authorization: string };
let support: { authorization: string };
const WITHIN_MS = 60_000;
beforeAll(async () => {
  world = await startWorld({ companies: 4, products: 30 });
  colleagues = await colleaguesIn(world);
  [editor, reader] = [await colleagues.alone(), await colleagues.alone()];
  staff = { authorization: `Bearer ${await world.sessions.token(['ADMINISTRATOR'], editor.accountId)}` };
  support = await world.sessions.bearer('SUPPORT');
});
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const ISSUE = `id newsletter contents { locale subject text } state sentCount skippedCount sentAt version viewerCanSend viewerCanStop`;
const PROBLEM = `... on Problem { message } ... on NotFound { field } ... on NotAllowed { reason }`;
const MORE: Record<string, string> = {
  saveNewsletterIssue: '... on InvalidInput { field } ... on AlreadyDecided { currentState }',
  testNewsletterIssue: '',
  sendNewsletterIssue: '... on AlreadyDecided { currentState }',
  stopNewsletterIssue: '... on AlreadyDecided { currentState }',
  deleteNewsletterIssue: '... on DeletedNewsletterIssue { issueId } ... on AlreadyDecided { currentState }',
};
const shownBy = (mutation: string) =>
  mutation === 'deleteNewsletterIssue' ? '' : `... on NewsletterIssue { ${ISSUE} }`;
const act = async (mutation: string, input: object, headers: Record<string, string> | undefined = staff) => {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await world.ask(
    `mutation Act($input: ${type}!) { ${mutation}(input: $input) { __typename ${shownBy(mutation)} ${PROBLEM} ${MORE[mutation]} } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
    headers,
  );
  return data?.[mutation] ?? { errors: errors!.map(({ extensions }) => extensions.code) };
};
const EN = { locale: 'EN', subject: 'Fairs in March', text: 'Come to Izmir:\nhttps://fair.example/izmir' };
const TR = { locale: 'TR', subject: 'Mart fuarları', text: 'İzmir’e gelin.' };
const save = (input: object, headers = staff) =>
  act('saveNewsletterIssue', { newsletter: 'TRADE_FAIRS', contents: [EN, TR], ...input }, headers);
const one = async (id: string, headers = staff) => {
  const { data, errors } = await world.ask(
    `query One($id: ID!) { node(id: $id) { ... on NewsletterIssue { ${ISSUE} } } }`,
    { id },
    headers,
  );
  return errors?.map(({ extensions }) => extensions.code) ?? data.node;
};
const HOW = { frequency: 'WEEKLY', channel: 'MAIL', locale: 'EN' };
const subscribe = (input: object, headers: Record<string, string> = {}) =>
  subscribing(world, 'subscribe', { ...HOW, idempotencyKey: randomUUID(), ...input }, headers);
const got = async (address: string, subject: string) =>
  (await world.mailbox(address)).filter((mail) => mail.subject.includes(subject));
const arrives = async (address: string, subject: string) => {
  await until(async () => (await got(address, subject)).length === 1, WITHIN_MS);
  return (await got(address, subject))[0]!;
};
const sent = async (id: string) => {
  await until(async () => (await one(id)).state === 'SENT', WITHIN_MS);
  return one(id);
};
const audited = async () => {
  const [, events] = colleagues.connections;
  const action = 'NEWSLETTER_SENT';
  const written = await events.collection('auditEvents').distinct('_id', { action });
  const taken = await events.useDb('privacy').collection('auditEntries').distinct('event', { action });
  return new Set([...written, ...taken].map(String)).size;
};

const GUEST = 'newsletter@guest.example';
let issueId: string;

it('an administrator writes an issue, tries it out, and changes what was looked at alone', async () => {
  const key = { idempotencyKey: randomUUID() };
  const all = await Promise.all(Array.from({ length: 50 }, () => save(key)));
  expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  expect(all[0]).toMatchObject({ __typename: 'NewsletterIssue', state: 'DRAFT', version: 1, viewerCanSend: true });
  ({ id: issueId } = all[0]);
  expect(await save({ id: issueId, expectedVersion: 2 })).toMatchObject({ currentState: 'DRAFT' });
  expect(await save({ id: issueId, expectedVersion: 1 })).toMatchObject({ version: 2, newsletter: 'TRADE_FAIRS' });
  expect(await act('testNewsletterIssue', { id: issueId, locale: 'TR' })).toMatchObject({ id: issueId });
  const trial = await arrives(editor.email, '[Deneme] Mart fuarları');
  expect([trial.listUnsubscribe, trial.text.trim()]).toEqual(['', TR.text]);
  const nameless = await world.sessions.bearer('ADMINISTRATOR');
  expect(await act('testNewsletterIssue', { id: issueId, locale: 'TR' }, nameless)).toMatchObject({
    reason: 'NO_ADDRESS',
  });
});

it('refuses everybody else, and shows them nothing', async () => {
  for (const [mutation, input] of [
    ['saveNewsletterIssue', { newsletter: 'TRADE_FAIRS', contents: [EN] }],
    ['testNewsletterIssue', { id: issueId, locale: 'EN' }],
    ['sendNewsletterIssue', { id: issueId, expectedVersion: 2 }],
    ['stopNewsletterIssue', { id: issueId }],
    ['deleteNewsletterIssue', { id: issueId, expectedVersion: 2 }],
  ] as const) {
    expect(await act(mutation, input, support)).toMatchObject({ __typename: 'NotAllowed', reason: 'STAFF_ONLY' });
    expect(await act(mutation, input, reader.headers)).toMatchObject({ reason: 'STAFF_ONLY' });
    expect(await act(mutation, input, {})).toEqual({ errors: ['UNAUTHENTICATED'] });
  }
  expect(await one(issueId, support)).toEqual(['FORBIDDEN']);
  const list = await world.ask('{ newsletterIssues(first: 5) { edges { node { id } } } }', {}, reader.headers);
  expect(list.errors![0]!.extensions.code).toBe('FORBIDDEN');
  expect(await one(issueId)).toMatchObject({ state: 'DRAFT', version: 2 });
  expect(await audited()).toBe(0);
});

it.each<[string, object]>([
  ['contents', { contents: [] }],
  ['contents', { contents: [EN, TR, EN, TR] }],
  ['contents.1.locale', { contents: [EN, EN] }],
  ['contents.0.subject', { contents: [{ ...EN, subject: ' ' }] }],
  ['contents.0.subject', { contents: [{ ...EN, subject: 'Fairs\r\nBcc: victim@mail.example' }] }],
  ['contents.0.subject', { contents: [{ ...EN, subject: 'x'.repeat(151) }] }],
  ['contents.1.text', { contents: [EN, { ...TR, text: 'x'.repeat(10_001) }] }],
  ['contents.0.text', { contents: [{ ...EN, text: '\u202etxet' }] }],
])('refuses a value by name, and keeps nothing: %s', async (field, input) => {
  expect(await save(input)).toMatchObject({ __typename: 'InvalidInput', field });
  const { data } = await world.ask('{ newsletterIssues(first: 5) { edges { node { id } } } }', {}, staff);
  expect(data.newsletterIssues.edges).toEqual([{ node: { id: issueId } }]);
});

it('a draft is deleted, once and in the version that was looked at; what is not being sent is not stopped', async () => {
  const made = { idempotencyKey: randomUUID() };
  const { id } = await save(made);
  expect(await act('stopNewsletterIssue', { id })).toMatchObject({ currentState: 'DRAFT' });
  expect(await act('deleteNewsletterIssue', { id, expectedVersion: 2 })).toMatchObject({ currentState: 'DRAFT' });
  const deletion = { id, expectedVersion: 1, idempotencyKey: randomUUID() };
  const all = await Promise.all(Array.from({ length: 50 }, () => act('deleteNewsletterIssue', deletion)));
  for (const answer of all) expect(answer).toEqual({ __typename: 'DeletedNewsletterIssue', issueId: id });
  expect(await one(id)).toBeNull();
  expect(await save(made)).toMatchObject({ __typename: 'NotFound', field: 'id' });
  expect(await act('deleteNewsletterIssue', { id, expectedVersion: 1 })).toMatchObject({ __typename: 'NotFound' });
  expect(await one(issueId)).toMatchObject({ state: 'DRAFT', version: 2 });
});

it('goes to whoever subscribed and has proven the address, in their language, once, and to nobody else', async () => {
  expect(await subscribe({ newsletter: 'TRADE_FAIRS', channel: 'PUSH' }, reader.headers)).toMatchObject({
    __typename: 'InvalidInput',
    field: 'channel',
  });
  await subscribe({ newsletter: 'TRADE_FAIRS', locale: 'TR' }, reader.headers);
  await subscribe({ newsletter: 'DIRECTORY_NEWS' }, editor.headers);
  for (const email of [GUEST, 'never@guest.example']) await subscribe({ newsletter: 'TRADE_FAIRS', email });
  const token = /#token=([\w-]+)/.exec((await arrives(GUEST, 'Confirm')).text)![1]!;
  await subscribing(world, 'proveSubscription', { token, idempotencyKey: randomUUID() });
  const key = { id: issueId, expectedVersion: 2, idempotencyKey: randomUUID() };
  expect((await act('sendNewsletterIssue', { ...key, expectedVersion: 1 })).currentState).toBe('DRAFT');
  const all = await Promise.all(Array.from({ length: 50 }, () => act('sendNewsletterIssue', key)));
  expect(new Set(all.map(({ id }) => id))).toEqual(new Set([issueId]));
  expect(await sent(issueId)).toMatchObject({ sentCount: 2, skippedCount: 0, viewerCanSend: false });
  const again = { id: issueId, expectedVersion: 2 };
  for (const mutation of ['stopNewsletterIssue', 'deleteNewsletterIssue'])
    expect(await act(mutation, mutation === 'stopNewsletterIssue' ? { id: issueId } : again)).toMatchObject({
      __typename: 'AlreadyDecided',
      currentState: 'SENT',
    });
  expect(await act('sendNewsletterIssue', again)).toMatchObject({ __typename: 'AlreadyDecided' });
  expect(await save({ id: issueId, expectedVersion: 2 })).toMatchObject({ __typename: 'AlreadyDecided' });
  const mail = await arrives(GUEST, EN.subject);
  expect(mail.text).toContain(EN.text);
  expect(mail.html).toContain('<a href="https://fair.example/izmir">');
  expect(mail.listUnsubscribePost).toBe('List-Unsubscribe=One-Click');
  expect((await arrives(reader.email, TR.subject)).text).toContain(TR.text);
  expect(await got(editor.email, EN.subject)).toEqual([]);
  expect(await got('never@guest.example', EN.subject)).toEqual([]);
  expect(await audited()).toBe(1);
});

it('does not go to whoever ended it with one click', async () => {
  const { listUnsubscribe } = await arrives(GUEST, EN.subject);
  const path = new URL(/<([^>]+)>/.exec(listUnsubscribe)![1]!).pathname;
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
  expect((await fetch(world.address + path, { method: 'POST', body })).status).toBe(200);
  const { id, version } = await save({ contents: [{ ...EN, subject: 'Fairs in May' }] });
  await act('sendNewsletterIssue', { id, expectedVersion: version });
  expect(await sent(id)).toMatchObject({ sentCount: 1 });
  await arrives(reader.email, 'Fairs in May');
  expect(await got(GUEST, 'Fairs in May')).toEqual([]);
});

it('tells of new products of a category at once, and others by their digest', async () => {
  const topics = await Promise.all([colleagues.alone(), colleagues.alone()]);
  await subscribe({ category: '10.20', frequency: 'AT_ONCE' }, topics[0].headers);
  await subscribe({ category: '10.20', frequency: 'DAILY' }, topics[1].headers);
  const seller = await colleagues.owner();
  for (const text of ['Topical valve', 'Other topical valve']) {
    const made = await draft(world, { name: [{ locale: 'EN', text }], categoryCode: '10.20.05' }, seller.headers);
    await change(world, 'publishProduct', { id: made.id, idempotencyKey: randomUUID() }, seller.headers);
  }
  await arrives(topics[0].email, 'New product: Topical valve');
  const matches = colleagues.connections[1].db!.collection('searchMatches');
  await until(async () => (await matches.countDocuments({ digestId: { $ne: null }, doneAt: null })) === 2, WITHIN_MS);
  const digests = colleagues.connections[0].db!.collection('digests');
  await digests.updateMany({}, { $set: { dueAt: new Date() } });
  const digest = await arrives(topics[1].email, '2 new products for you');
  expect(digest.text).toContain('New in the category 10.20:');
  expect(digest.listUnsubscribe).toContain('?digest');
});
