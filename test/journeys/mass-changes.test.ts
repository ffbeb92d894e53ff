import type { Connection } from 'mongoose';
import { connect } from '../../kit/mongo/connect.ts';
import { modelOf } from '../../kit/record/record.ts';
import { MOST_CHANGES } from '../../schema/events/member-activity.ts';
import { memberActivityRecord } from '../../schema/events/member-activity.record.ts';
import { membershipRecord } from '../../schema/events/membership.record.ts';
import type { Client } from '../kit/client.ts';
import { newcomer, type Newcomer } from '../kit/newcomer.ts';
import { change, draft } from '../kit/selling.ts';
import { startWorld, until, type World } from '../kit/world.ts';

const ANSWER = `mutation Answer($input: ConfirmActivityInput!) { confirmActivity(input: $input) {
  __typename ... on ActivityAnswered { isPaused } } }`;
const EVENTS = '{ viewer { securityEvents(first: 50) { edges { node { kind } } } } }';
const PAUSED = { __typename: 'NotAllowed', reason: 'PAUSED' };

let world: World;
let events: Connection;
beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
  [events] = connect(world.servers.mongo.uri, ['events']);
  await events.asPromise();
});
afterAll(async () => {
  await events?.close();
  await world?.stop();
});

interface Seller {
  member: Newcomer;
  me: Client;
  products: string[];
}

/** Somebody with three products, who has nearly changed more in ten minutes than is like a member. */
async function nearlyTooMuch(): Promise<Seller> {
  const member = await newcomer(world);
  const me = world.as(member.headers.authorization.slice(7));
  const made = await Promise.all([draft(me), draft(me), draft(me)]);
  const { _id: accountId, subjectRef } = (await modelOf(events, membershipRecord)
    .findOne()
    .sort({ since: -1 })
    .lean())!;
  const minute = Math.floor(Date.now() / 60_000);
  const counted = { subjectRef, accountId, at: new Date(minute * 60_000), count: MOST_CHANGES - 1 };
  await modelOf(events, memberActivityRecord).create({ _id: `${accountId}-${minute}`, ...counted });
  return { member, me, products: made.map(({ id }: { id: string }) => id) };
}
const remove = (me: Client, id: string | undefined) =>
  change(me, 'deleteProduct', { id, idempotencyKey: `delete-${id}` });
const answer = async (token: string, itWasMe: boolean) =>
  (await world.ask(ANSWER, { input: { token, itWasMe } })).data!.confirmActivity;
async function mailTo({ email }: Newcomer, subject: RegExp): Promise<string> {
  const found = async () => (await world.mailbox(email)).findLast((mail) => subject.test(mail.subject))?.text;
  await until(async () => (await found()) !== undefined, 30_000);
  return (await found())!;
}
const tokenIn = (text: string): string => /#token=([\w-]+)/.exec(text)![1]!;
const kinds = async (me: Client): Promise<string[]> =>
  (await me.ask(EVENTS)).data!.viewer.securityEvents.edges.map(({ node }: { node: { kind: string } }) => node.kind);

it('stops an account that takes away more than is like it, at once, asks its holder, and goes on when it was them', async () => {
  const { member, me, products } = await nearlyTooMuch();
  expect(await remove(me, products[0])).toMatchObject({ __typename: 'DeletedProduct' });
  expect(await remove(me, products[1])).toMatchObject(PAUSED);
  const token = tokenIn(await mailTo(member, /paused changes/));
  expect(await remove(me, products[1])).toMatchObject(PAUSED);
  expect(await change(me, 'publishProduct', { id: products[2], idempotencyKey: 'publish' })).toMatchObject(PAUSED);
  expect(await kinds(me)).toContain('MASS_CHANGES_PAUSED');
  expect(await answer(token, true)).toEqual({ __typename: 'ActivityAnswered', isPaused: false });
  expect(await answer(token, true)).toEqual({ __typename: 'TokenNotUsable' });
  expect(await remove(me, products[1])).toMatchObject({ __typename: 'DeletedProduct' });
  expect(await kinds(me)).toContain('MASS_CHANGES_CONFIRMED');
});

it('ends every session when it was somebody else, asks for a new password, and stays paused until the holder goes on', async () => {
  const { member, me, products } = await nearlyTooMuch();
  await remove(me, products[0]);
  expect(await remove(me, products[1])).toMatchObject(PAUSED);
  const email = `thief-of-${member.email}`;
  const wish = { email, password: member.password, idempotencyKey: crypto.randomUUID() };
  await me.ask(
    'mutation Change($input: ChangeEmailInput!) { changeEmail(input: $input) { __typename ... on Problem { message } } }',
    { input: wish },
  );
  const stolen = tokenIn(await mailTo({ ...member, email }, /Confirm/));
  const token = tokenIn(await mailTo(member, /paused changes/));
  expect(await answer(token, false)).toEqual({ __typename: 'ActivityAnswered', isPaused: true });
  expect((await me.ask(EVENTS)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  await expect(world.signedIn(member.email, member.password)).rejects.toThrow('InvalidCredentials');
  const prove = `mutation Prove($input: ProveEmailInput!) { proveEmail(input: $input) { __typename } }`;
  const proof = { token: stolen, idempotencyKey: crypto.randomUUID() };
  expect((await world.ask(prove, { input: proof })).data!.proveEmail.__typename).toBe('TokenNotUsable');
  const newPassword = 'Fırtınalı-Deniz-7';
  const reset = `mutation Reset($input: ResetPasswordInput!) { resetPassword(input: $input) { __typename } }`;
  const input = {
    token: tokenIn(await mailTo(member, /new password/i)),
    newPassword,
    idempotencyKey: crypto.randomUUID(),
  };
  expect((await world.ask(reset, { input })).data!.resetPassword.__typename).toBe('PasswordReset');
  const { authorization } = await world.signedIn(member.email, newPassword);
  const again = world.as(authorization.slice(7));
  expect(await remove(again, products[1])).toMatchObject(PAUSED);
  const resume = tokenIn(await mailTo(member, /yours again/));
  expect(await answer(resume, true)).toEqual({ __typename: 'ActivityAnswered', isPaused: false });
  expect(await remove(again, products[1])).toMatchObject({ __typename: 'DeletedProduct' });
  expect(await kinds(again)).toContain('MASS_CHANGES_DENIED');
});
