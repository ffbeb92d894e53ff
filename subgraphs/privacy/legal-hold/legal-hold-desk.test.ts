import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { globalId } from '../../../kit/global-id/global-id.ts';
import { accountWith, holdDesk, holdOf, placedBy, type HoldDesk } from '../../../test/kit/holding.ts';
import { rightsDatabase, type RightsDatabase } from '../../../test/kit/rights-database.ts';
import { until } from '../../../test/kit/world.ts';
import { CASES_KEPT_SECONDS } from '../case/privacy-case.record.ts';
import { MOST_ACTIVE_HOLDS, REVIEWED_WITHIN_SECONDS } from './legal-hold.values.ts';

import.meta.jest.setTimeout(180_000);

const officer = accountWith(['PRIVACY_OFFICER']);
let database: RightsDatabase;
let desk: HoldDesk;
beforeAll(async () => {
  database = await rightsDatabase();
  desk = await holdDesk(database);
});
afterAll(() => database?.close());

const stored = () => database.connection.collection<{ _id: string }>('legalHolds');
const release = (id: string, own: object = {}, by = officer, at = desk) =>
  at.legalHoldDesk.release(by, {
    id: globalId('LegalHold', id),
    text: 'They settled.',
    idempotencyKey: randomUUID(),
    ...own,
  });

it('is placed and released by privacy officers alone, and what is refused is not there', async () => {
  const id = await placedBy(desk, officer);
  const before = await stored().countDocuments();
  for (const other of [accountWith(), accountWith(['SUPPORT']), accountWith(['ADMINISTRATOR'])]) {
    expect(await desk.legalHoldDesk.place(other, holdOf())).toMatchObject({ refusal: { reason: 'STAFF_ONLY' } });
    expect(await release(id, {}, other)).toMatchObject({ refusal: { reason: 'STAFF_ONLY' } });
    expect(await desk.legalHoldViews.one(id, other)).toBeNull();
  }
  const nobody = { kind: 'anonymous' } as const;
  await expect(desk.legalHoldDesk.place(nobody, holdOf({ idempotencyKey: 'x'.repeat(30) }))).rejects.toMatchObject({
    extensions: { code: 'UNAUTHENTICATED' },
  });
  expect(await stored().countDocuments()).toBe(before);
  expect(await desk.legalHoldViews.one(id, officer)).toMatchObject({ releasedAt: null });
});

it.each([
  [{ text: ' ' }, 'text'],
  [{ text: 'x'.repeat(5_001) }, 'text'],
  [{ places: [] }, 'places'],
  [{ places: Array.from({ length: 101 }, () => holdOf().places[0]!) }, 'places'],
  [{ places: [holdOf().places[0]!, holdOf().places[0]!].fill(holdOf().places[0]!) }, 'places'],
  [{ places: [{ store: 'member', collection: 'secrets', recordId: 'a' }] }, 'places.0.collection'],
  [{ places: [{ store: 'member', collection: 'inquiries', recordId: 'x'.repeat(201) }] }, 'places.0.recordId'],
  [{ places: [{ store: 'member', collection: 'inquiries' }] }, 'places.0.recordId'],
  [{ reviewAt: new Date(Date.now() - 1_000) }, 'reviewAt'],
  [{ reviewAt: new Date(Date.now() + REVIEWED_WITHIN_SECONDS * 1_000 + 60_000) }, 'reviewAt'],
])('refuses %j by the name of the field', async (own, field) => {
  expect(await desk.legalHoldDesk.place(officer, holdOf(own))).toMatchObject({ kind: 'refused', refusal: { field } });
});

it('takes effect once, however often it is repeated, and is sealed and written down', async () => {
  const input = holdOf({ text: 'wordsthatnobodyreads' });
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => desk.legalHoldDesk.place(officer, input)));
  const ids = new Set(outcomes.map((one) => (one.kind === 'done' ? one.reference : one.kind)));
  expect(ids.size).toBe(1);
  const [id] = ids as Set<string>;
  const raw = await stored().findOne({ _id: id! });
  expect(raw).toMatchObject({ placedBy: officer.accountId, releasedAt: null });
  expect(JSON.stringify(raw)).not.toContain('wordsthatnobodyreads');
  expect(await database.events.collection('auditEvents').countDocuments({ reasonRef: id!, action: 'RETAIN' })).toBe(1);
  expect(await desk.legalHoldDesk.place(officer, { ...input, text: 'other' })).toEqual({ kind: 'reused' });
});

it('is released once, by whom, when and why, however many officers release it at one moment', async () => {
  const id = await placedBy(desk, officer);
  const [here, there] = [desk, await holdDesk(database)];
  const colleague = accountWith(['PRIVACY_OFFICER']);
  const asked = Array.from({ length: 8 }, (_, index) =>
    index % 2 ? release(id, {}, officer, here) : release(id, {}, colleague, there),
  );
  const outcomes = await Promise.all(asked);
  expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
  for (const one of outcomes) if (one.kind !== 'done') expect(one).toMatchObject({ refusal: { reason: 'RELEASED' } });
  const by = outcomes.findIndex(({ kind }) => kind === 'done') % 2 ? officer : colleague;
  const proof = { releasedBy: by.accountId, releasedAt: expect.any(Date), releaseText: 'They settled.' };
  expect(await desk.legalHoldViews.one(id, officer)).toMatchObject({ ...proof, text: 'They sue us.' });
  expect(await database.events.collection('auditEvents').countDocuments({ reasonRef: id, action: 'RELEASE' })).toBe(1);
  expect(await release('f'.repeat(24))).toMatchObject({ refusal: { field: 'id' } });
});

it('is listed by its review date, by state, and nobody sees one on what is about themselves', async () => {
  await stored().deleteMany({});
  const staff = { accountId: officer.accountId, role: 'PRIVACY_OFFICER' } as const;
  const inDays = (days: number) => ({ reviewAt: new Date(Date.now() + days * 86_400_000) });
  const late = await placedBy(desk, officer, inDays(9));
  const soon = await placedBy(desk, officer, inDays(1));
  const over = await placedBy(desk, officer, inDays(2));
  await release(over);
  const ids = async (state: 'ACTIVE' | 'RELEASED', by = staff.accountId) =>
    (await desk.legalHoldViews.list({ ...staff, accountId: by }, state, null, 10)).map(({ _id }) => _id);
  expect(await ids('ACTIVE')).toEqual([soon, late]);
  expect(await ids('RELEASED')).toEqual([over]);
  const own = { $set: { subjects: [{ personRef: officer.accountId, kind: 'ANYBODY' }] } };
  await stored().updateOne({ _id: late }, own);
  expect(await ids('ACTIVE')).toEqual([soon]);
  expect(await desk.legalHoldViews.one(late, officer)).toBeNull();
  expect(await release(late)).toMatchObject({ refusal: { field: 'id' } });
  expect(await ids('ACTIVE', 'c'.repeat(24))).toEqual([soon, late]);
});

it('is bounded in number', async () => {
  const [one] = await stored().find().limit(1).toArray();
  const many = Array.from({ length: MOST_ACTIVE_HOLDS }, () => ({
    ...one!,
    releasedAt: null,
    _id: randomUUID().replaceAll('-', '').slice(0, 24),
  }));
  await stored().insertMany(many);
  expect(await desk.legalHoldDesk.place(officer, holdOf())).toMatchObject({ refusal: { reason: 'TOO_MANY_HOLDS' } });
  await stored().deleteMany({});
});

it('reminds the officers once, on the date, and not of one that was released; three years later it goes with its key', async () => {
  let now = new Date();
  const process = () => holdDesk(database, { now: () => now });
  const reviewAt = new Date(now.getTime() + 86_400_000);
  const [kept, over] = [await placedBy(desk, officer, { reviewAt }), await placedBy(desk, officer, { reviewAt })];
  await release(over);
  const mails = () => database.connection.collection('mails').countDocuments({ template: 'legalHoldReview' });
  const waiting = () => database.connection.collection('legalHoldTasks').countDocuments({ dueAt: { $lte: now } });
  const at = async (moment: number) => {
    now = new Date(moment);
    const works = (await Promise.all([process(), process()])).map(({ legalHoldWork }) => legalHoldWork[0]);
    for (const work of works) work.start();
    await until(async () => (await waiting()) === 0, 60_000);
    await Promise.all(works.map((work) => work.stop()));
  };
  const told = [];
  for (const days of [-1, 1, 30]) {
    await at(reviewAt.getTime() + days * 60_000);
    told.push(await mails());
  }
  expect(told).toEqual([0, 1, 1]);
  const { holdRef } = (await desk.legalHoldViews.one(over, officer))!;
  for (const [seconds, isGone] of [
    [CASES_KEPT_SECONDS - 3_600, false],
    [CASES_KEPT_SECONDS + 3_600, true],
  ] as const) {
    now = new Date(Date.now() + seconds * 1_000);
    await (await process()).legalHoldWork[1].run();
    expect((await database.keys.keyring.destroyed([holdRef])).has(holdRef)).toBe(isGone);
    expect((await stored().findOne({ _id: over })) === null).toBe(isGone);
  }
  expect(await stored().findOne({ _id: kept })).not.toBeNull();
  const ended = { action: 'KEY_DESTROYED', record: 'legalHolds', count: 1, reason: 'RETENTION_ENDED' };
  expect(await database.events.collection('auditEvents').countDocuments(ended)).toBe(1);
});
