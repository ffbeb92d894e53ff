import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import { Allowances } from '../../../kit/allowance/allowances.ts';
import { globalId } from '../../../kit/global-id/global-id.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import { createLog } from '../../../kit/log/log.ts';
import type { Participant } from '../../../kit/participation/participant.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { rightsDatabase, type RightsDatabase } from '../../../test/kit/rights-database.ts';
import { rightsDesk } from '../../../test/kit/rights-desk.ts';
import { casesOf } from '../case-opening/case-references.ts';
import { PendingCases } from '../case-opening/pending-cases.ts';
import { noted, SYSTEM } from '../case/case-history.ts';
import type { CaseSeams } from '../case/case-seams.ts';
import {
  PersonProof,
  PrivacyCaseChannel,
  PrivacyCaseReason,
  PrivacyRight,
  RepresentativeAuthority,
} from '../case/privacy-case.enum.ts';
import type { PrivacyCase } from '../case/privacy-case.record.ts';
import { RestrictionLifting } from '../restriction/restriction-lifting.ts';

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
const addressOf = ({ accountId }: { accountId: string }) => `${accountId}@member.example`;
/** A part of the directory that knows everybody who has an account, by the address that the account’s id makes. */
const member = {
  name: 'member',
  identify: async (sought) => {
    const accountId = 'accountId' in sought ? sought.accountId : /^([0-9a-f]{24})@/.exec(sought.email)?.[1];
    if (!accountId) return { references: [], account: null };
    const known = {
      email: addressOf({ accountId }),
      name: 'Ayşe',
      locale: 'EN',
      country: 'DE',
      isStaff: false,
    } as const;
    return { references: [], account: { accountId, ...known } };
  },
  restrict: async () => ({ changed: 1 }),
} as Partial<Participant> as Participant;
/** A part that has something of everybody, by the account alone. */
const catalog = {
  name: 'catalog',
  identify: async (sought) => {
    const references = 'accountId' in sought ? [{ ref: sought.accountId, kind: 'ANYBODY' as const }] : [];
    return { references, account: null };
  },
  restrict: async () => ({ changed: 1 }),
} as Partial<Participant> as Participant;
const deskWith = (seams: CaseSeams = {}) => {
  const { connection, events, keys } = database;
  return rightsDesk({ connection, events, keyring: keys.keyring, participants: [member, catalog], log, seams });
};
type Desk = ReturnType<typeof deskWith>;

async function open(desk: Desk, viewer: Viewer, rights: PrivacyRight[]): Promise<PrivacyCase> {
  const asker = { viewer, client, locale: 'EN' } as const;
  const outcome = await desk.caseOpening.open({ rights, idempotencyKey: randomUUID() }, asker);
  if (outcome.kind !== 'done') throw new Error(`Expected a case, got ${JSON.stringify(outcome)}.`);
  return (await desk.caseStore.byId(outcome.reference!))!;
}
/** Whoever reads an address that no account has asks from it. */
async function provenFrom(desk: Desk, email: string): Promise<string> {
  const [now, by] = [new Date(), { role: 'SUBJECT', accountId: null } as const];
  const said = { rights: ['OBJECTION' as const], text: null, name: null, country: 'DE', representatives: [] };
  const from = {
    email,
    applicantRef: newSubjectRef(),
    openedBy: null,
    proof: null,
    channel: 'SITE',
    locale: 'EN',
  } as const;
  const found = desk.caseFiling.opened({ said, ...from, receivedAt: now, by }, now);
  const proof = { person: { references: [], account: null }, provenBy: 'ADDRESS', by } as const;
  return database.connection.transaction((session) => desk.caseFiling.proven(found, proof, session, now));
}
const change = ({ _id, version }: PrivacyCase) => ({
  id: globalId('PrivacyCase', _id),
  expectedVersion: version,
  idempotencyKey: randomUUID(),
});

it('whoever reads an address that an account had before joins none of its cases, and is told of none', async () => {
  const [desk, viewer] = [deskWith(), account()];
  const before = await open(desk, viewer, [PrivacyRight.OBJECTION]);
  const now = await provenFrom(desk, addressOf(viewer));
  expect(now).not.toBe(before._id);
  const files = casesOf(desk.caseStore, new PendingCases(database.connection, database.keys.keyring));
  const theirs = (await desk.caseStore.byId(now))!.applicantRef;
  expect((await files({ email: addressOf(viewer) })).references.map(({ ref }) => ref)).toEqual([theirs]);
  expect((await files({ accountId: viewer.accountId })).references.map(({ ref }) => ref)).toEqual([
    before.applicantRef,
  ]);
});

it('knows somebody by the account, too, to which their address leads', async () => {
  const viewer = account();
  const { references } = await deskWith().applicants.identified({ email: addressOf(viewer) });
  expect(references).toEqual([{ ref: viewer.accountId, kind: 'ANYBODY' }]);
});

it('no officer lets themselves act for another', async () => {
  const [desk, officer, support] = [deskWith(), account(['PRIVACY_OFFICER']), account(['SUPPORT'])];
  const representative = {
    name: 'Can Vekil',
    personEmail: addressOf(account()),
    authority: RepresentativeAuthority.POWER_OF_ATTORNEY,
    authorityDeclared: true,
  };
  const input = {
    channel: PrivacyCaseChannel.LETTER,
    receivedAt: new Date(Date.now() - 1_000),
    rights: [PrivacyRight.COPY],
    email: addressOf(officer),
    representative,
    locale: LocaleEnum.EN,
    idempotencyKey: randomUUID(),
  };
  const taken = await desk.caseRegistering.register(support, input);
  const found = (await desk.caseStore.byId(taken.kind === 'done' ? taken.reference! : ''))!;
  const confirm = (viewer: Viewer) =>
    desk.caseIdentity.confirm(viewer, { ...change(found), how: PersonProof.IDENTITY_DOCUMENT });
  expect(await confirm(officer)).toMatchObject({ kind: 'refused', refusal: { reason: 'OWN_CASE' } });
  expect(await confirm(account(['PRIVACY_OFFICER']))).toMatchObject({ kind: 'done' });
});

it('nobody takes back or refuses a restriction that is being carried out', async () => {
  const [desk, viewer, officer] = [deskWith(), account(), account(['PRIVACY_OFFICER'])];
  const found = await open(desk, viewer, [PrivacyRight.RESTRICTION, PrivacyRight.OBJECTION]);
  const said = { right: PrivacyRight.RESTRICTION, reason: PrivacyCaseReason.DONE_AS_ASKED, text: 'Kept, not used.' };
  expect(await desk.caseDeciding.decide(officer, { ...change(found), ...said })).toMatchObject({ kind: 'done' });
  const begun = (await desk.caseStore.byId(found._id))!;
  const runs = { kind: 'refused', refusal: { reason: 'RESTRICTION_RUNS' } };
  expect(await desk.caseWithdrawing.withdraw(viewer, change(begun), client)).toMatchObject(runs);
  const no = { reason: PrivacyCaseReason.EXCESSIVE, text: 'No.' };
  expect(await desk.caseDeciding.refuse(officer, { ...change(begun), ...no })).toMatchObject(runs);
  const other = { ...change(begun), rights: [PrivacyRight.OBJECTION] };
  expect(await desk.caseWithdrawing.withdraw(viewer, other, client)).toMatchObject({ kind: 'done' });
});

it.each(['refused', 'taken back'])('hands over no archive that was %s while it was made', async (how) => {
  const stopped: string[] = [];
  const exporting = {
    begin: async () => undefined,
    stop: async ({ caseId }: { caseId: string }) => void stopped.push(caseId),
  };
  const [desk, viewer, officer] = [deskWith({ exporting }), account(), account(['PRIVACY_OFFICER'])];
  const close = async (rights: PrivacyRight[]) => {
    const input = { ...change((await desk.caseStore.ofAccount(viewer.accountId))[0]!), rights };
    const no = { reason: PrivacyCaseReason.EXCESSIVE, text: 'No.' };
    const outcome =
      how === 'refused'
        ? await desk.caseDeciding.refuse(officer, { ...input, ...no })
        : await desk.caseWithdrawing.withdraw(viewer, input, client);
    expect(outcome).toMatchObject({ kind: 'done' });
  };
  const { _id } = await open(desk, viewer, [PrivacyRight.ACCESS, PrivacyRight.COPY, PrivacyRight.OBJECTION]);
  await close([PrivacyRight.COPY]);
  // It answers the other, too.
  expect(stopped).toEqual([]);
  await close([PrivacyRight.ACCESS]);
  expect(stopped).toEqual([_id]);
});

it('keeps what staff did in the history, however often the same is asked again', async () => {
  const officer = { role: 'PRIVACY_OFFICER', accountId: account().accountId } as const;
  const now = new Date();
  let found = await open(deskWith(), account(), [PrivacyRight.OBJECTION]);
  found = noted(found, 'REFUSED', officer, now, { right: 'OBJECTION', reason: 'EXCESSIVE' });
  for (let time = 0; time < 600; time++) found = noted(found, 'JOINED', SYSTEM, now);
  expect(found.history).toHaveLength(500);
  expect(found.history[0]).toMatchObject({ act: 'OPENED' });
  expect(found.history).toContainEqual(expect.objectContaining({ act: 'REFUSED', role: 'PRIVACY_OFFICER' }));
});

it('whoever asks for a restriction anew can still have the one of before lifted, and the next', async () => {
  const [desk, viewer] = [deskWith(), account()];
  const { connection, events, keys } = database;
  const [allowances, idempotency] = [
    new Allowances(connection, keys.keyring),
    new Idempotency(connection, keys.keyring),
  ];
  const store = desk.caseStore;
  const lifting = new RestrictionLifting({ connection, events, allowances, idempotency, store, now: () => new Date() });
  const latest = async () => (await store.ofAccount(viewer.accountId))[0]!;
  const lift = async () => lifting.lift(viewer, change(await latest()), client);
  /** As when every part has stopped. */
  const restricted = async () => {
    const found = await latest();
    const done = { state: 'FULFILLED', closedAt: new Date() } as const;
    const items = found.items.map((item) => (item.right === 'RESTRICTION' ? { ...item, ...done } : item));
    const next = noted({ ...found, items }, 'FULFILLED', SYSTEM, new Date(), { right: 'RESTRICTION' });
    await connection.transaction((session) => store.put(next, session));
  };
  const rights = [PrivacyRight.OBJECTION, PrivacyRight.RESTRICTION];
  await open(desk, viewer, rights);
  await restricted();
  expect((await open(desk, viewer, rights)).items).toHaveLength(3);
  expect(await lift()).toMatchObject({ kind: 'done' });
  expect(await lift()).toMatchObject({ kind: 'refused', refusal: { reason: 'NOT_RESTRICTED' } });
  await connection.collection('caseTasks').deleteMany({ task: 'LIFT' });
  await restricted();
  expect(await lift()).toMatchObject({ kind: 'done' });
});
