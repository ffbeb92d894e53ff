import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import { globalId } from '../../../kit/global-id/global-id.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { createLog } from '../../../kit/log/log.ts';
import type { Participant } from '../../../kit/participation/participant.ts';
import { PROVABLE_SECONDS } from '../../../kit/proof/provable.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { rightsDatabase, type RightsDatabase } from '../../../test/kit/rights-database.ts';
import { rightsDesk } from '../../../test/kit/rights-desk.ts';
import { until } from '../../../test/kit/world.ts';
import type { CaseSeams } from '../case/case-seams.ts';
import { PrivacyCaseReason, PrivacyRight } from '../case/privacy-case.enum.ts';
import { CASES_KEPT_SECONDS } from '../case/privacy-case.record.ts';

import.meta.jest.setTimeout(180_000);

const log = createLog('test', () => undefined);
const client = { network: 'unknown', device: 'unknown', addressKey: 'visitor' };
let database: RightsDatabase;
beforeAll(async () => void (database = await rightsDatabase()));
afterAll(() => database?.close());

const account = (roles: ('PRIVACY_OFFICER' | 'SUPPORT')[] = []): Extract<Viewer, { kind: 'account' }> => ({
  kind: 'account',
  accountId: randomBytes(12).toString('hex'),
  sessionId: randomBytes(12).toString('hex'),
  roles,
});
/** A part of the directory that knows everybody who has an account, by the address that the account’s id makes. */
const member = (restrict: Participant['restrict'] = async () => ({ changed: 1 })): Participant =>
  ({
    name: 'member',
    identify: async (sought) => {
      const accountId = 'accountId' in sought ? sought.accountId : /^([0-9a-f]{24})@/.exec(sought.email)?.[1];
      if (!accountId) return { references: [], account: null };
      const known = {
        email: `${accountId}@member.example`,
        name: 'Ayşe',
        locale: 'EN',
        country: 'DE',
        isStaff: false,
      } as const;
      return { references: [{ ref: accountId, kind: 'ANYBODY' }], account: { accountId, ...known } };
    },
    restrict,
  }) as Partial<Participant> as Participant;
const deskWith = (given: { participant?: Participant; seams?: CaseSeams; now?: () => Date } = {}) => {
  const { connection, events, keys } = database;
  const { participant = member(), ...more } = given;
  return rightsDesk({ connection, events, keyring: keys.keyring, participants: [participant], log, ...more });
};
type Desk = ReturnType<typeof deskWith>;
async function open(desk: Desk, viewer: Viewer, rights: PrivacyRight[]) {
  const outcome = await desk.caseOpening.open(
    { rights, idempotencyKey: randomUUID() },
    { viewer, client, locale: 'EN' },
  );
  if (outcome.kind !== 'done') throw new Error(`Expected a case, got ${JSON.stringify(outcome)}.`);
  return (await desk.caseStore.byId(outcome.reference!))!;
}

/** As a cancellation files it that was proven by the password. */
async function filed(desk: Desk, accountId: string, rights: PrivacyRight[]) {
  const person = await desk.applicants.identified({ accountId });
  const [now, by] = [new Date(), { role: 'SUBJECT', accountId } as const];
  const said = { rights, text: null, name: null, country: 'DE', representatives: [] };
  const from = { email: person.account!.email, applicantRef: newSubjectRef(), openedBy: accountId, proof: null };
  const given = { said, ...from, channel: 'SITE', locale: 'EN', receivedAt: now, by } as const;
  const found = desk.caseFiling.opened(given, now);
  await database.connection.transaction((session) =>
    desk.caseFiling.proven(found, { person, provenBy: 'SESSION', by }, session, now),
  );
  return (await desk.caseStore.byId(found._id))!;
}

it('of applications at once, of one person for the same, makes one case', async () => {
  const [desk, viewer] = [deskWith(), account()];
  const opened = await Promise.all(Array.from({ length: 10 }, () => open(desk, viewer, [PrivacyRight.OBJECTION])));
  expect(new Set(opened.map(({ number }) => number)).size).toBe(1);
  expect(await desk.caseStore.ofAccount(viewer.accountId)).toHaveLength(1);
});

it('begins an archive and a cancellation once, in the transaction of the proof, and hears what came of them', async () => {
  const begun: string[] = [];
  const seams: CaseSeams = {
    exporting: {
      begin: async ({ caseId, to }) => void begun.push(`export ${caseId} ${to.email}`),
      stop: async () => undefined,
    },
    cancelling: { begin: async ({ caseId, accountId }) => begun.push(`cancel ${caseId} ${accountId}`) > 0 },
  };
  const [desk, viewer] = [deskWith({ seams }), account()];
  const rights = [PrivacyRight.ACCESS, PrivacyRight.COPY, PrivacyRight.ACCOUNT_CANCELLATION];
  const found = await filed(desk, viewer.accountId, rights);
  const { _id, items } = found;
  expect(begun).toEqual([`export ${_id} ${viewer.accountId}@member.example`, `cancel ${_id} ${viewer.accountId}`]);
  expect(items.map(({ waitsFor }) => waitsFor)).toEqual(['EXPORT', 'EXPORT', 'CANCELLATION']);
  await open(desk, viewer, [PrivacyRight.COPY]);
  expect(begun).toHaveLength(2);
  const told = (what: 'done' | 'takenBack' | 'failed', wait: 'EXPORT' | 'CANCELLATION') =>
    database.connection.transaction((session) => desk.caseOutcomes[what](_id, wait, session));
  for (let time = 0; time < 2; time++) await told('done', 'EXPORT');
  await told('takenBack', 'CANCELLATION');
  const over = (await desk.caseStore.byId(_id))!;
  expect([over.state, over.items.map(({ state }) => state)]).toEqual([
    'PARTLY_FULFILLED',
    ['FULFILLED', 'FULFILLED', 'WITHDRAWN'],
  ]);
  expect(over.history.filter(({ act }) => act === 'FULFILLED')).toHaveLength(2);
});

it('gives an officer back what was carried out and not fetched, told once or twice, and nothing that is over', async () => {
  const seams: CaseSeams = { exporting: { begin: async () => undefined, stop: async () => undefined } };
  const [desk, viewer] = [deskWith({ seams }), account()];
  const { _id } = await filed(desk, viewer.accountId, [PrivacyRight.COPY]);
  const told = (what: 'done' | 'failed') =>
    database.connection.transaction((session) => desk.caseOutcomes[what](_id, 'EXPORT', session));
  const items = async () => (await desk.caseStore.byId(_id))!.items.map(({ state, waitsFor }) => [state, waitsFor]);
  for (let time = 0; time < 2; time++) await told('failed');
  expect(await items()).toEqual([['IN_PROGRESS', null]]);
  const again = await filed(desk, account().accountId, [PrivacyRight.COPY]);
  await database.connection.transaction((session) => desk.caseOutcomes.done(again._id, 'EXPORT', session));
  await database.connection.transaction((session) => desk.caseOutcomes.failed(again._id, 'EXPORT', session));
  expect((await desk.caseStore.byId(again._id))!.state).toBe('FULFILLED');
});

it('leaves to an officer what nothing carries out', async () => {
  const found = await open(deskWith(), account(), [PrivacyRight.COPY, PrivacyRight.ERASURE]);
  expect(found.items.map(({ state, waitsFor }) => [state, waitsFor])).toEqual([
    ['IN_PROGRESS', null],
    ['TRIAGE', null],
  ]);
});

it('does nothing where a part does not know whether it is the person', async () => {
  const participant = { ...member(), identify: () => Promise.reject(new Error('away')) };
  const viewer = account();
  await expect(open(deskWith({ participant }), viewer, [PrivacyRight.OBJECTION])).rejects.toThrow('does not answer');
  expect(await deskWith().caseStore.ofAccount(viewer.accountId)).toEqual([]);
});

it('restricts by every part, says what is in the way, and goes on when it is not any more', async () => {
  let isAway = true;
  const asked: unknown[] = [];
  const participant = member(async (references, reason) => {
    asked.push([references, reason]);
    if (isAway) throw new Error('away');
    return { changed: 3 };
  });
  const [desk, viewer, officer] = [deskWith({ participant }), account(), account(['PRIVACY_OFFICER'])];
  const { _id, version } = await open(desk, viewer, [PrivacyRight.RESTRICTION]);
  const said = {
    right: PrivacyRight.RESTRICTION,
    reason: PrivacyCaseReason.DONE_AS_ASKED,
    text: 'It is kept, and not used.',
  };
  const input = { id: globalId('PrivacyCase', _id), expectedVersion: version, ...said, idempotencyKey: randomUUID() };
  expect(await desk.caseDeciding.decide(officer, input)).toMatchObject({ kind: 'done' });
  for (const work of desk.caseWork) work.start();
  try {
    const state = async () => (await desk.caseStore.byId(_id))!.state;
    await until(async () => (await state()) === 'BLOCKED', 30_000);
    isAway = false;
    await until(async () => (await state()) === 'FULFILLED', 60_000);
  } finally {
    await Promise.all(desk.caseWork.map((work) => work.stop()));
  }
  expect(asked[0]).toEqual([[{ ref: viewer.accountId, kind: 'ANYBODY' }], 'RESTRICTION']);
  const audited = await database.events.collection('auditEvents').findOne({ action: 'RESTRICT', reasonRef: _id });
  expect(audited).toMatchObject({ count: 3, role: 'SYSTEM' });
});

it('keeps by which references somebody was restricted, also when they are known by others later', async () => {
  const [viewer, officer] = [account(), account(['PRIVACY_OFFICER'])];
  const refs = ['a'.repeat(24), 'b'.repeat(24)];
  const known = (ref: string): Participant => ({
    ...member(),
    identify: async (sought) => ({ ...(await member().identify(sought)), references: [{ ref, kind: 'ANYBODY' }] }),
  });
  const [before, after] = [deskWith({ participant: known(refs[0]!) }), deskWith({ participant: known(refs[1]!) })];
  const { _id, version } = await open(before, viewer, [PrivacyRight.RESTRICTION, PrivacyRight.OBJECTION]);
  const said = { right: PrivacyRight.RESTRICTION, reason: PrivacyCaseReason.DONE_AS_ASKED, text: 'It is kept.' };
  const input = { id: globalId('PrivacyCase', _id), expectedVersion: version, ...said, idempotencyKey: randomUUID() };
  expect(await before.caseDeciding.decide(officer, input)).toMatchObject({ kind: 'done' });
  expect((await open(after, viewer, [PrivacyRight.OBJECTION]))._id).toBe(_id);
  const { subjects } = (await after.caseStore.byId(_id))!;
  expect(subjects.map(({ personRef }) => personRef).toSorted()).toEqual(refs);
});

it('lets go of what nobody proved after seven days, and of a case three years after it was closed, each with its key', async () => {
  const { connection, keys } = database;
  let now = new Date('2026-03-01T00:00:00Z');
  const desk = deskWith({ now: () => now });
  const [, , sweep] = desk.caseWork;
  const email = `${randomUUID()}@buyer.example`;
  const guest = { viewer: { kind: 'anonymous' } as const, client, locale: 'EN' as const };
  await desk.caseOpening.open({ rights: [PrivacyRight.COPY], email, idempotencyKey: randomUUID() }, guest);
  const [pending] = await connection.collection('pendingPrivacyCases').find().toArray();
  const found = await open(desk, account(), [PrivacyRight.OBJECTION]);
  const later = (seconds: number) => (now = new Date(new Date('2026-03-01T00:00:00Z').getTime() + seconds * 1_000));
  const destroyed = async (ref: string) => (await keys.keyring.destroyed([ref])).has(ref);
  later(PROVABLE_SECONDS - 60);
  await sweep.run();
  expect(await connection.collection('pendingPrivacyCases').countDocuments()).toBe(1);
  later(PROVABLE_SECONDS + 60);
  await sweep.run();
  expect(await connection.collection('pendingPrivacyCases').countDocuments()).toBe(0);
  expect(await destroyed(pending!['subjectRef'] as string)).toBe(true);
  const closed = { $set: { closedAt: new Date('2026-03-01T00:00:00Z') } };
  await connection.collection<{ _id: string }>('privacyCases').updateOne({ _id: found._id }, closed);
  later(CASES_KEPT_SECONDS - 60);
  await sweep.run();
  expect(await destroyed(found.applicantRef)).toBe(false);
  later(CASES_KEPT_SECONDS + 60);
  await sweep.run();
  expect(await destroyed(found.applicantRef)).toBe(true);
  expect(await connection.collection<{ _id: string }>('privacyCases').findOne({ _id: found._id })).toBeNull();
});
