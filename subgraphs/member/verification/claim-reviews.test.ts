import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { Companies } from '../company/companies.ts';
import { MEMBER_EVENTS, MEMBER_RECORDS } from '../member.ts';
import { ClaimReviews } from './claim-reviews.ts';
import { ClaimStore } from './claim-store.ts';
import { earlierCheck } from './earlier-check.ts';

const BEGUN = Date.now();
const inDays = (days: number) => new Date(BEGUN + days * 86_400_000);
let servers: LocalServers;
let keys: TestKeys;
let member: ReturnType<typeof connect>[number];
let companies: Companies;
let store: ClaimStore;

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  const [own, events] = connect(servers.mongo.uri, ['member', 'events']);
  member = own;
  await member.asPromise();
  await ensureCollections(member, MEMBER_RECORDS);
  await ensureCollections(events, MEMBER_EVENTS);
  companies = new Companies(member, events, keys.keyring);
  store = new ClaimStore(member, keys.keyring, companies);
}, 60_000);
afterAll(async () => {
  await member?.close();
  await servers?.stop();
  await keys?.close();
});

/** A company whose existence is verified for ten days, by a claim or by a check of before there were claims; and what a new name makes of it. */
async function renamed(now: Date, hasClaim: boolean) {
  const reviews = new ClaimReviews(member, keys.keyring, () => now);
  const verifiedUntil = inDays(10);
  return member.transaction(async (session: ClientSession) => {
    const made = await companies.create({ name: { en: 'A' }, country: 'TR', traderRef: null }, session);
    const before = { ...made, verifiedUntil };
    const claim = { ...earlierCheck({ ...before, updatedAt: inDays(0) }), _id: randomBytes(12).toString('hex') };
    await (hasClaim ? store.put(claim, session) : companies.put([before], session));
    const after = await reviews.follow(before, { ...before, name: { en: 'B' } }, session);
    const claims = await store.records.find({ companyId: made._id }, { session });
    return {
      verifiedUntil: after.verifiedUntil,
      claims: claims.map(({ state, changedFacts }) => ({ state, changedFacts })),
    };
  });
}

it.each([true, false])('what is verified waits to be looked at anew: by a claim, %s', async (hasClaim) => {
  const waiting = [{ state: 'SUBMITTED', changedFacts: ['NAME'] }];
  expect(await renamed(inDays(9), hasClaim)).toEqual({ verifiedUntil: null, claims: waiting });
});

it('what is over comes not back, also before anybody swept', async () => {
  const over = [{ state: 'VERIFIED', changedFacts: undefined }];
  expect(await renamed(inDays(10), true)).toEqual({ verifiedUntil: null, claims: over });
  expect(await renamed(inDays(10), false)).toEqual({ verifiedUntil: null, claims: [] });
});
