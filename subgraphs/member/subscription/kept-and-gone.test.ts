import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { createLog } from '../../../kit/log/log.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { Guests } from '../guest/guests.ts';
import { MEMBER_EVENTS, MEMBER_RECORDS } from '../member.ts';
import { PendingSubscriptions } from './pending-subscriptions.ts';
import { PendingSweep } from './pending-sweep.ts';
import { ANYTHING } from './saved-where.ts';
import { Subscriptions } from './subscriptions.ts';

const NOW = new Date('2026-11-20T12:00:00.000Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
let servers: LocalServers;
let keys: TestKeys;
let member: Connection;
let events: Connection;

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  [member, events] = connect(servers.mongo.uri, ['member', 'events']) as [Connection, Connection];
  await member.asPromise();
  await ensureCollections(member, MEMBER_RECORDS);
  await ensureCollections(events, MEMBER_EVENTS);
  // What the database lets go of by itself is not in question here.
  for (const name of ['pendingSubscriptions', 'guests']) await member.collection(name).dropIndexes();
}, 60_000);
afterAll(async () => {
  await member?.close();
  await servers?.stop();
  await keys?.close();
});

const inTransaction = (work: (session: ClientSession) => Promise<unknown>) => member.transaction(work);
const WHAT = { kind: 'SAVED_SEARCH', topic: null, query: 'valve', where: ANYTHING, locale: 'EN' } as const;
const HOW = { timeZone: 'Europe/Berlin', frequency: 'DAILY', channel: 'MAIL' } as const;

it('lets go of what nobody confirmed within seven days, and of its key, and of nothing before', async () => {
  const pending = new PendingSubscriptions(member, keys.keyring);
  const asked = async (createdAt: Date) => {
    const [_id, subjectRef] = [randomBytes(12).toString('hex'), newSubjectRef()];
    const what = { ...WHAT, where: JSON.stringify(ANYTHING), timeZone: HOW.timeZone, frequency: HOW.frequency };
    const one = { _id, subjectRef, hash: 'a'.repeat(64), email: `${_id}@guest.example`, createdAt, ...what };
    await inTransaction((session) => pending.add(one, session));
    return one;
  };
  const [late, fresh] = [await asked(daysAgo(8)), await asked(daysAgo(6))];
  await new PendingSweep({ pending, log: createLog('test', () => undefined), now: () => NOW }).run();
  const left = await member.collection('pendingSubscriptions').find().toArray();
  expect(left.map(({ _id }) => String(_id))).toEqual([fresh._id]);
  expect(await keys.keyring.destroyed([late.subjectRef, fresh.subjectRef])).toEqual(new Set([late.subjectRef]));
});

it('keeps a guest who still wants to be told of something, and lets others go after twelve months', async () => {
  const guests = new Guests(member, keys.keyring);
  const subscriptions = new Subscriptions(member, events, keys.keyring);
  const guest = async (name: string) => {
    const subjectRef = newSubjectRef();
    const address = { subjectRef, email: `${name}@guest.example`, locale: 'EN' } as const;
    await inTransaction((session) => guests.proven(address, session, daysAgo(400)));
    return (await guests.byEmail(address.email))!;
  };
  const [holding, idle] = [await guest('holding'), await guest('idle')];
  const holder = { kind: 'GUEST', id: holding._id, subjectRef: holding.subjectRef, timeZone: null } as const;
  await inTransaction((session) => subscriptions.add(holder, { ...WHAT, ...HOW }, session, daysAgo(400)));
  await guests.sweep(100, NOW, (ids) => subscriptions.holdingGuests(ids));
  expect(await guests.byId(holding._id)).not.toBeNull();
  expect(await guests.byId(idle._id)).toBeNull();
  expect(await keys.keyring.destroyed([holding.subjectRef, idle.subjectRef])).toEqual(new Set([idle.subjectRef]));

  await inTransaction((session) => subscriptions.endAll(holder, session, NOW));
  await guests.sweep(100, new Date(NOW.getTime() + 400 * 86_400_000), (ids) => subscriptions.holdingGuests(ids));
  expect(await guests.byId(holding._id)).toBeNull();
});
