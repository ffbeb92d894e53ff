import { randomBytes, randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { askRight, CASE, caseLinkSentTo, caseProofSentTo, mailWith, provenGuest } from '../kit/asking-rights.ts';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { startWorld, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(240_000);

let world: World;
let colleagues: Colleagues;
let member: Colleague;
let admin: mongoose.Connection;
beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
  colleagues = await colleaguesIn(world);
  member = await colleagues.alone();
  admin = await mongoose.createConnection(world.servers.mongo.uri).asPromise();
});
afterAll(async () => {
  await admin?.close();
  await colleagues?.close();
  await world?.stop();
});

const address = () => `${randomBytes(6).toString('hex')}@buyer.example`;
const follow = async (number: string, code: string) =>
  (
    await world.ask(
      `query Follow($number: String!, $code: String!) { followPrivacyCase(number: $number, code: $code) { ${CASE} } }`,
      { number, code },
    )
  ).data.followPrivacyCase;
const cases = () => admin.useDb('privacy').collection('privacyCases');

/** The commands on data of people, as the server itself has recorded them, that `work` leads to. */
async function commandsOf(work: () => Promise<void>): Promise<string[]> {
  const databases = ['privacy', 'member', 'catalog', 'events'].map((name) => admin.useDb(name).db!);
  for (const db of databases) await db.command({ profile: 2 });
  const since = new Date();
  await work();
  for (const db of databases) await db.command({ profile: 0 });
  const recorded = await Promise.all(
    databases.map((db) =>
      db
        .collection('system.profile')
        .find({ ts: { $gte: since } })
        .toArray(),
    ),
  );
  return (
    recorded
      .flat()
      // A mail that waits is sent at its time; the log of what was done is written at its own.
      .filter(({ ns }) => /^(privacy|member)\.(?!system|audit|mails)/.test(ns as string))
      // Whoever looks for work that is due does so at any time, and then whether it is about somebody who is being erased.
      .filter((command) => !JSON.stringify(command).includes('leasedUntil'))
      .filter(({ ns, op }) => !(op === 'query' && ns === 'privacy.subjectFences'))
      .map(({ ns, op }) => `${op} ${ns}`)
      .toSorted()
  );
}

it('answers the same, by the same work, whether we know the address or not', async () => {
  const answers: unknown[] = [];
  const asked = async (email: string) =>
    void answers.push(await askRight(world, 'openPrivacyCase', { email, rights: ['ACCESS'] }));
  // The first makes what is made once.
  await asked(address());
  const strange = address();
  const [known, unknown] = [await commandsOf(() => asked(member.email)), await commandsOf(() => asked(strange))];
  for (const answer of answers)
    expect(answer).toEqual({ __typename: 'PrivacyCaseReceived', proofNeeded: true, case: null });
  expect(known.length).toBeGreaterThan(0);
  expect(known).toEqual(unknown);
  // Nothing is looked up about the person before the proof.
  expect(known.filter((command) => / member\.| privacy\.privacyCases/.test(command))).toEqual([]);
  expect(await cases().countDocuments()).toBe(0);
  const [one, other] = [await mailWith(world, member.email, 'prove'), await mailWith(world, strange, 'prove')];
  const apart = (text: string) => text.replaceAll(/[0-9a-f]{24}[\w-]{43}/g, 'TOKEN');
  expect([one.subject, apart(one.text)]).toEqual([other.subject, apart(other.text)]);
  // What looks somebody up is seen by this: the proof does.
  const token = await caseProofSentTo(world, member.email);
  const proving = await commandsOf(async () => void (await askRight(world, 'provePrivacyCase', { token })));
  for (const looked of ['query member.accounts', 'query privacy.privacyCases']) expect(proving).toContain(looked);
});

it('asks the address to confirm, and opens the case by one click', async () => {
  const email = address();
  const sent = {
    email,
    rights: ['ACCESS', 'OBJECTION'],
    text: 'Kanarya asks.',
    name: 'Ayşe Gizli',
    country: 'TR',
    locale: 'EN',
  };
  expect(await askRight(world, 'openPrivacyCase', sent)).toMatchObject({ proofNeeded: true });
  const { text } = await mailWith(world, email, 'prove-privacy-case');
  // Nobody is written to by way of us.
  for (const written of ['Kanarya', 'Ayşe']) expect(text).not.toContain(written);
  // And nobody confirms what they were not told of.
  expect(text).toContain('It asks for: access to your data, objection.');
  const token = await caseProofSentTo(world, email);
  const key = randomUUID();
  const prove = () => askRight(world, 'provePrivacyCase', { token, idempotencyKey: key });
  const all = await Promise.all(Array.from({ length: 10 }, prove));
  expect(new Set(all.map(({ number }) => number)).size).toBe(1);
  expect(all[0].case).toMatchObject({
    provenBy: 'ADDRESS',
    regimes: ['KVKK'],
    name: 'Ayşe Gizli',
    text: 'Kanarya asks.',
    items: [{ right: 'ACCESS' }, { right: 'OBJECTION', state: 'TRIAGE' }],
  });
  expect(await askRight(world, 'provePrivacyCase', { token })).toMatchObject({ __typename: 'TokenNotUsable' });
  const { number, code } = await caseLinkSentTo(world, email);
  expect(number).toBe(all[0].number);
  expect(await follow(number, code)).toMatchObject({ number, email, viewerCanWithdraw: true });
  expect(await follow(number.toLowerCase().replaceAll('0', 'o'), code)).toMatchObject({ number });
  const stored = JSON.stringify(await cases().find().toArray());
  for (const plain of ['Kanarya', 'Ayşe', email, code]) expect(stored).not.toContain(plain);
});

it('takes no number and no code that is guessed, and shows nothing by a number alone', async () => {
  const email = address();
  const proven = await provenGuest(world, email, { rights: ['CORRECTION'] });
  const { number, code } = await caseLinkSentTo(world, email);
  expect(number).toBe(proven.number);
  const other = randomBytes(32).toString('base64url');
  for (const [typed, guess] of [
    [number, other],
    [number, ''],
    [number, 'none'],
    ['PC-0000-0000-0000', code],
    ['none', code],
    ['none', 'none'],
  ])
    expect(await follow(typed!, guess!)).toBeNull();
  const withdraw = (input: object) => askRight(world, 'withdrawPrivacyCase', { expectedVersion: 1, ...input });
  expect(await withdraw({ number, code: other })).toMatchObject({ __typename: 'NotFound' });
  expect(await withdraw({ id: proven.case.id })).toMatchObject({ __typename: 'NotFound' });
  // Who goes on guessing sees nothing any more within the hour, also by the right code.
  for (let guess = 0; guess < 60; guess++) await follow(number, randomBytes(32).toString('base64url'));
  expect(await follow(number, code)).toBeNull();
  const version = proven.case.version as number;
  expect(await withdraw({ number, code, expectedVersion: version })).toMatchObject({ state: 'WITHDRAWN' });
});

it('joins what a member asks who has the address, and what a guest asked from it before', async () => {
  const both = await colleagues.alone();
  const guest = await provenGuest(world, both.email, { rights: ['CORRECTION'], text: 'As a guest.' });
  const signedIn = { rights: ['CORRECTION'], text: 'As a member.' };
  const { case: joined } = await askRight(world, 'openPrivacyCase', signedIn, both.headers);
  expect(joined).toMatchObject({ number: guest.number, text: 'As a guest.\n\nAs a member.' });
  expect(joined.history.map(({ act }: { act: string }) => act)).toContain('JOINED');
});

it.each([
  [{ email: null }, 'email'],
  [{ email: 'nobody' }, 'email'],
  // A Cyrillic letter among Latin ones, a word of look-alikes, a letter that nobody sees.
  [{ email: 'аyse@buyer.example' }, 'email'],
  [{ email: 'расе@buyer.example' }, 'email'],
  [{ email: 'ay\u200bse@buyer.example' }, 'email'],
])('refuses %j, and writes to nobody', async (input, field) => {
  const pending = () => admin.useDb('privacy').collection('pendingPrivacyCases').countDocuments();
  const before = await pending();
  expect(await askRight(world, 'openPrivacyCase', { rights: ['ACCESS'], ...input })).toMatchObject({
    __typename: 'InvalidInput',
    field,
  });
  expect(await pending()).toBe(before);
});

it('writes to one address but a few times within the hour', async () => {
  const email = address();
  const sent = [];
  for (let time = 0; time < 7; time++) sent.push(await askRight(world, 'openPrivacyCase', { email, rights: ['COPY'] }));
  expect(sent.map(({ __typename }) => __typename as string)).toEqual([
    ...Array(5).fill('PrivacyCaseReceived'),
    ...Array(2).fill('TooManyAttempts'),
  ]);
});
