import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import { Allowances } from '../../../kit/allowance/allowances.ts';
import { globalId } from '../../../kit/global-id/global-id.ts';
import { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import { createLog } from '../../../kit/log/log.ts';
import type { Participant } from '../../../kit/participation/participant.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { rightsDatabase, type RightsDatabase } from '../../../test/kit/rights-database.ts';
import { rightsDesk } from '../../../test/kit/rights-desk.ts';
import { until } from '../../../test/kit/world.ts';
import { PrivacyCaseReason, PrivacyRight } from '../case/privacy-case.enum.ts';
import { RestrictionLifting } from './restriction-lifting.ts';

import.meta.jest.setTimeout(180_000);

const log = createLog('test', () => undefined);
const client = { network: 'unknown', device: 'unknown', addressKey: 'visitor' };
let database: RightsDatabase;
beforeAll(async () => void (database = await rightsDatabase()));
afterAll(() => database?.close());

const account = (roles: 'PRIVACY_OFFICER'[] = []): Extract<Viewer, { kind: 'account' }> => ({
  kind: 'account',
  accountId: randomBytes(12).toString('hex'),
  sessionId: randomBytes(12).toString('hex'),
  roles,
});
const participant = {
  name: 'member',
  identify: async () => {
    const known = { email: 'a@member.example', name: 'Ayşe', locale: 'EN', country: 'DE', isStaff: false } as const;
    return { references: [{ ref: person.accountId, kind: 'ANYBODY' }], account: { ...known, ...person } };
  },
  restrict: async () => ({ changed: 1 }),
} as Partial<Participant> as Participant;
const viewer = account();
const person = { accountId: viewer.accountId };

it('of a case that is asked by again, what was restricted is taken back each time, also when more of it was refused', async () => {
  const { connection, events, keys } = database;
  const { keyring } = keys;
  const desk = rightsDesk({ connection, events, keyring, participants: [participant], log });
  const [allowances, idempotency] = [new Allowances(connection, keyring), new Idempotency(connection, keyring)];
  const now = () => new Date();
  const lifting = new RestrictionLifting({ connection, events, allowances, idempotency, store: desk.caseStore, now });
  const ask = async () => {
    const rights = [PrivacyRight.RESTRICTION, PrivacyRight.OBJECTION];
    const outcome = await desk.caseOpening.open(
      { rights, idempotencyKey: randomUUID() },
      { viewer, client, locale: 'EN' },
    );
    return outcome.kind === 'done' ? outcome.reference! : '';
  };
  const _id = await ask();
  const stored = async () => (await desk.caseStore.byId(_id))!;
  const officer = account(['PRIVACY_OFFICER']);
  const own = async () => {
    const { version: expectedVersion } = await stored();
    return { id: globalId('PrivacyCase', _id), expectedVersion, text: 'As it is.', idempotencyKey: randomUUID() };
  };
  const restrict = async () => {
    const said = { right: PrivacyRight.RESTRICTION, reason: PrivacyCaseReason.DONE_AS_ASKED };
    expect((await desk.caseDeciding.decide(officer, { ...(await own()), ...said })).kind).toBe('done');
    const state = async () => (await stored()).items.findLast(({ right }) => right === 'RESTRICTION')!.state;
    await until(async () => (await state()) === 'FULFILLED', 30_000);
  };
  const lift = async () => {
    const { id, idempotencyKey } = await own();
    const outcome = await lifting.lift(viewer, { id, idempotencyKey }, client);
    await connection.collection('caseTasks').deleteMany({ task: 'LIFT' });
    return outcome;
  };
  for (const work of desk.caseWork) work.start();
  try {
    await restrict();
    expect((await lift()).kind).toBe('done');
    expect(await lift()).toMatchObject({ refusal: { reason: 'NOT_RESTRICTED' } });
    expect(await ask()).toBe(_id);
    expect(await lift()).toMatchObject({ refusal: { reason: 'NOT_RESTRICTED' } });
    await restrict();
    expect(await ask()).toBe(_id);
    const refused = { rights: [PrivacyRight.RESTRICTION], reason: PrivacyCaseReason.MANIFESTLY_UNFOUNDED };
    expect((await desk.caseDeciding.refuse(officer, { ...(await own()), ...refused })).kind).toBe('done');
    expect((await lift()).kind).toBe('done');
  } finally {
    await Promise.all(desk.caseWork.map((work) => work.stop()));
  }
});
