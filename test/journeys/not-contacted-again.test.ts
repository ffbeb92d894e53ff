import { randomUUID } from 'node:crypto';
import { Accounts } from '../../subgraphs/member/account/accounts.ts';
import { DoNotContact } from '../../subgraphs/member/do-not-contact/do-not-contact.ts';
import { colleaguesIn, type Colleagues } from '../kit/colleagues.ts';
import { proofSentTo } from '../kit/inquiring.ts';
import { newcomer } from '../kit/newcomer.ts';
import { subscribing } from '../kit/subscribing.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(300_000);

let world: World;
let colleagues: Colleagues;
let list: DoNotContact;
let accounts: Accounts;
beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
  colleagues = await colleaguesIn(world);
  const [member] = colleagues.connections;
  list = new DoNotContact(member, world.keys.keyring);
  accounts = new Accounts(member, world.keys.keyring);
});
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const INVITE = `mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { __typename ... on Problem { message } } }`;
async function invite(email: string): Promise<void> {
  const owner = await colleagues.owner();
  const how = { role: 'EDITOR', locale: 'EN', authorisationDeclared: true, idempotencyKey: randomUUID() };
  const { data, errors } = await world.ask(
    INVITE,
    { input: { companyId: owner.companyId, email, ...how } },
    owner.headers,
  );
  expect([data?.inviteMember.__typename, errors]).toEqual(['CompanyInvitation', undefined]);
}
/** What of a kind came to an address, when nothing waits to be sent any more. */
async function got(email: string, link: string): Promise<number> {
  const waiting = () => colleagues.connections[0].collection('mails').countDocuments();
  await until(async () => (await waiting()) === 0, 60_000);
  return (await world.mailbox(email)).filter(({ text }) => text.includes(link)).length;
}
/** As an erasure leaves it: the person is not there, and what they were stored under leads nowhere. */
async function forgotten(email: string): Promise<string> {
  const { _id, subjectRef } = (await accounts.byEmail(email))!;
  const [member, events] = colleagues.connections;
  await world.keys.keyring.destroy([subjectRef]);
  await member.collection<{ _id: string }>('accounts').deleteOne({ _id });
  await events.collection<{ _id: string }>('memberships').deleteOne({ _id });
  return subjectRef;
}

it('an address that asked not to be contacted gets no invitation; another does', async () => {
  const [asked, other] = [`${randomUUID()}@left.example`, `${randomUUID()}@left.example`];
  await list.add(asked);
  for (const email of [asked, other]) await invite(email);
  expect([await got(asked, 'accept-invitation'), await got(other, 'accept-invitation')]).toEqual([0, 1]);
});

it('whoever ends all they subscribed to can ask not to be contacted again, and is not', async () => {
  const { email, headers } = await newcomer(world);
  const input = { doNotContactAgain: true, idempotencyKey: randomUUID() };
  const ended = await subscribing(world, 'endAllSubscriptions', input, headers);
  expect(ended.__typename).toBe('EndedSubscriptions');
  await forgotten(email);
  await invite(email);
  expect(await got(email, 'accept-invitation')).toBe(0);
  expect(await list.has(email)).toBe(true);
});

const WEEKLY = { frequency: 'WEEKLY', channel: 'MAIL', locale: 'EN', newsletter: 'TRADE_FAIRS' };
/** A guest who subscribed to a newsletter, and has proven the address. */
async function subscribed(email: string): Promise<void> {
  const before = (await world.mailbox(email)).length;
  await subscribing(world, 'subscribe', { ...WEEKLY, email, idempotencyKey: randomUUID() });
  const token = await proofSentTo(world, email, before + 1);
  const proven = await subscribing(world, 'proveSubscription', { token, idempotencyKey: randomUUID() });
  expect(proven.__typename).toBe('AlertSubscription');
}
async function sendNewsletter(subject: string): Promise<void> {
  const staff = { authorization: `Bearer ${await world.sessions.token(['ADMINISTRATOR'], 'd'.repeat(24))}` };
  const act = async (mutation: string, input: object) => {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename ... on NewsletterIssue { id version state } } }`;
    const { data } = await world.ask(query, { input: { idempotencyKey: randomUUID(), ...input } }, staff);
    expect(data[mutation].__typename).toBe('NewsletterIssue');
    return data[mutation] as { id: string; version: number };
  };
  const contents = [{ locale: 'EN', subject, text: 'Come to Izmir.' }];
  const { id, version } = await act('saveNewsletterIssue', { newsletter: 'TRADE_FAIRS', contents });
  await act('sendNewsletterIssue', { id, expectedVersion: version });
  const sending = () => colleagues.connections[0].collection('newsletterIssues').countDocuments({ state: 'SENDING' });
  await until(async () => (await sending()) === 0, 60_000);
}

it('who subscribed before and asked not to be contacted gets no newsletter, until they subscribe anew', async () => {
  const [asked, other] = [`${randomUUID()}@left.example`, `${randomUUID()}@left.example`];
  await subscribed(asked);
  await subscribed(other);
  await list.add(asked);
  await sendNewsletter('First');
  const subjects = async (email: string) => {
    await got(email, '');
    return (await world.mailbox(email)).map(({ subject }) => subject).filter((one) => /^(First|Second)$/.test(one));
  };
  await until(async () => (await subjects(other)).length === 1, 60_000);
  expect(await subjects(asked)).toEqual([]);
  await subscribed(asked);
  expect(await list.has(asked)).toBe(false);
  await sendNewsletter('Second');
  await until(async () => (await subjects(asked)).includes('Second'), 60_000);
  expect(await subjects(asked)).toEqual(['Second']);
});

it('who comes back is a new subject, gets what opens the account, and is otherwise written to only if they say so', async () => {
  const email = `${randomUUID()}@left.example`;
  await newcomer(world, { email });
  const before = await forgotten(email);
  await list.add(email);
  const again = await newcomer(world, { email });
  const account = (await accounts.byEmail(email))!;
  expect(account.subjectRef).not.toBe(before);
  const seen = await world.ask('{ viewer { company { id } } }', {}, again.headers);
  expect(seen.data.viewer.company.id).toEqual(expect.any(String));
  expect(await list.has(email)).toBe(true);
  await invite(email);
  expect(await got(email, 'accept-invitation')).toBe(0);
  await forgotten(email);
  await newcomer(world, { email, mayContactAgain: true });
  expect(await list.has(email)).toBe(false);
  await invite(email);
  expect(await got(email, 'accept-invitation')).toBe(1);
});
