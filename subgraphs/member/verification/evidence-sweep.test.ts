import 'reflect-metadata';
import type { ClientSession } from 'mongoose';
import { connect } from '../../../kit/mongo/connect.ts';
import { GridFsStore } from '../../../kit/files/grid-fs.file-store.ts';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { createLog } from '../../../kit/log/log.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { Companies } from '../company/companies.ts';
import { Documents } from '../document/documents.ts';
import { MEMBER_EVENTS, MEMBER_RECORDS } from '../member.ts';
import { documentFiles } from '../upload/document-files.record.ts';
import type { ClaimRecord } from './claim.record.ts';
import { ClaimStore } from './claim-store.ts';
import { Claims } from './claims.ts';
import { earlierCheck } from './earlier-check.ts';
import { EvidenceSweep } from './evidence-sweep.ts';

const DAY = 86_400_000;
const BEGUN = Date.now();
let servers: LocalServers;
let keys: TestKeys;
let member: ReturnType<typeof connect>[number];
let events: ReturnType<typeof connect>[number];
let clock = BEGUN;
const now = () => new Date(clock);

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  [member, events] = connect(servers.mongo.uri, ['member', 'events']);
  await member.asPromise();
  await ensureCollections(member, MEMBER_RECORDS);
  await ensureCollections(events, MEMBER_EVENTS);
}, 60_000);
afterAll(async () => {
  await member?.close();
  await servers?.stop();
  await keys?.close();
});
beforeEach(() => {
  clock = BEGUN;
});

/** What does the work, over a company with one claim that has one document of two chunks. */
async function claimed(state: Partial<ClaimRecord>) {
  const { keyring } = keys;
  const companies = new Companies(member, events, keyring);
  const files = new GridFsStore({ connection: member, records: documentFiles, keyring });
  const [fileRef, subjectRef] = [newSubjectRef(), newSubjectRef()];
  const bytes = (async function* () {
    yield Buffer.alloc(400_000, 'evidence');
  })();
  const { fileId } = await files.put(bytes, { subjectRef: fileRef, most: 1_000_000, until: new Date(clock + DAY) });
  const taken = { fileId, fileRef, subjectRef, contentType: 'application/pdf', byteSize: 400_000, filename: 'a.pdf' };
  const take = async (_: string, __: object, session: ClientSession) =>
    (await files.keep(fileId, session)) ? taken : null;
  const documents = new Documents({ connection: member, keyring, files, uploads: { take }, now });
  const store = new ClaimStore(member, keyring, companies);
  const letters = { post: async () => undefined };
  const claims = new Claims({ events, companies, store, documents, letters, now });
  let id = '';
  const companyId = await member.transaction(async (session: ClientSession) => {
    const { _id } = await companies.create({ name: { en: 'A' }, country: 'TR', traderRef: null }, session);
    const acting = { accountId: 'a'.repeat(24), subjectRef, companyId: _id, role: 'OWNER', paused: false } as const;
    const claim = { kind: 'EXISTENCE', statement: 'Ayşe', scope: null, validUntil: null, evidence: ['x'] } as const;
    id = (await claims.submit(acting, claim, session)) as string;
    const made = await store.byId(id, session);
    await store.put({ ...made!, ...state, version: 2 }, session);
    return _id;
  });
  const sweep = new EvidenceSweep({ connection: member, store, documents, log: createLog('t', () => undefined), now });
  const chunks = () => member.collection('documentFiles.chunks').countDocuments({ files_id: fileId });
  const verifiedUntil = async () => (await companies.byId(companyId))!.verifiedUntil;
  return { id, companyId, claims, store, sweep, chunks, verifiedUntil, documents, companies };
}

it('a verification counts until its expiry, and its evidence goes ninety days later, bytes and all', async () => {
  const expiresAt = new Date(BEGUN + 10 * DAY);
  const { id, companyId, claims, store, sweep, chunks, verifiedUntil } = await claimed({
    state: 'VERIFIED',
    expiresAt,
  });
  expect(await verifiedUntil()).toEqual(expiresAt);
  expect(await claims.liveOf(companyId)).toHaveLength(1);
  expect(await sweep.run()).toEqual({ expired: 0, emptied: 0 });
  clock = BEGUN + 10 * DAY;
  // By the date alone, before anybody swept.
  expect(await claims.liveOf(companyId)).toEqual([]);
  const both = await Promise.all([sweep.run(), sweep.run()]);
  expect(both.reduce((sum, { expired }) => sum + expired, 0)).toBe(1);
  expect(await store.byId(id)).toMatchObject({ state: 'EXPIRED', closedAt: expiresAt });
  expect(await verifiedUntil()).toBeNull();
  clock = BEGUN + 100 * DAY - 1;
  await sweep.run();
  expect(await chunks()).toBe(2);
  expect((await store.byId(id))!.said).toHaveLength(1);
  clock = BEGUN + 100 * DAY;
  expect((await sweep.run()).emptied).toBe(1);
  expect(await chunks()).toBe(0);
  expect(await member.collection('documents').countDocuments({ companyId })).toBe(0);
  expect(await store.byId(id)).toMatchObject({ state: 'EXPIRED', said: [], evidence: [], evidenceDueAt: null });
  expect(await sweep.run()).toEqual({ expired: 0, emptied: 0 });
});

it('a claim that is decided against keeps its evidence for ninety days, and no longer', async () => {
  const staff = { accountId: 'd'.repeat(24), role: 'VERIFIER' } as const;
  const taken = { by: staff.accountId, at: now() };
  const { id, claims, sweep, chunks, documents, companyId } = await claimed({ state: 'IN_REVIEW', taken });
  const against = { verdict: 'REJECTED', method: 'DOCUMENT_CHECK', reason: 'EVIDENCE_FORGED' } as const;
  await member.transaction((session: ClientSession) =>
    claims.decide(id, staff, { ...against, text: null, doesNotProve: null, expiresAt: null }, session),
  );
  clock = BEGUN + 89 * DAY;
  await sweep.run();
  expect(await chunks()).toBe(2);
  clock = BEGUN + 91 * DAY;
  // Whoever sweeps the documents first.
  await documents.sweep();
  expect(await member.collection('documents').countDocuments({ companyId })).toBe(0);
  await sweep.run();
  expect(await chunks()).toBe(0);
});

it('gives what was verified before claims were kept one claim, however often and by whomever it is looked at', async () => {
  const { companies, store } = await claimed({ state: 'SUBMITTED' });
  const verifiedUntil = new Date(BEGUN + 30 * DAY);
  const made = await member.transaction((session: ClientSession) =>
    companies.create({ name: { en: 'Old' }, country: 'TR', traderRef: null }, session),
  );
  await companies.save([{ ...made, verifiedUntil }]);
  const adopted = await Promise.all([store.adoptEarlierChecks(), store.adoptEarlierChecks()]);
  expect(adopted[0] + adopted[1]).toBe(1);
  const [claim] = (await store.ofCompanies([made._id], {})).get(made._id)!;
  expect(claim).toEqual(earlierCheck({ _id: made._id, verifiedUntil, updatedAt: claim!.createdAt }));
  expect(await store.adoptEarlierChecks()).toBe(0);
});
