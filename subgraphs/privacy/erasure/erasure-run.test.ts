import 'reflect-metadata';
import type { ClientSession, Connection } from 'mongoose';
import { erasureWorld, officer, type ErasureWorld } from '../../../test/kit/erasure-world.ts';
import type { MemoryPart } from '../../../test/kit/memory-part.ts';
import type { Erasure } from './erasure.record.ts';

import.meta.jest.setTimeout(300_000);

let world: ErasureWorld;
const running: { stop(): Promise<void> }[] = [];
beforeAll(async () => void (world = await erasureWorld()));
afterAll(() => world?.database.close());
beforeEach(() => {
  for (const part of world.parts) [part.does, part.fates, part.named] = [{}, [], []];
  [world.around.held, world.around.ledger, world.around.orders].forEach((all) => all.splice(0));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
  await world.database.connection.collection('erasures').deleteMany({});
});

const begin = (services = world.erasures) => {
  for (const work of services.erasureWork) {
    running.push(work);
    work.start();
  }
};
/** As after a restart, by so many seconds later. */
const restarted = async (seconds: number, over?: Connection) => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
  world.clock.ahead += seconds * 1_000;
  begin(world.services(over));
};
const left = (ref: string) => world.parts.flatMap(({ stored }) => stored.filter((one) => one.ref === ref));
const auditedSteps = async ({ _id }: { _id: string }) => {
  const told = await world.database.events
    .collection('auditEvents')
    .find({ reasonRef: _id, actor: 'system' })
    .toArray();
  return told.map(({ action }) => action as string).filter((action) => action !== 'CASE_OPENED');
};
const STEPS = [
  'FENCE',
  'DRAIN',
  'REVOKE_SESSIONS',
  'UNINDEX',
  'ERASE',
  'KEY_DESTROYED',
  'PURGE',
  'VERIFY_ERASURE',
  'CERTIFY',
];

it('goes from the second approval to the certificate by itself, each step once and written down', async () => {
  begin();
  const { accountId, ref } = world.person(5);
  const found = await world.opened(accountId);
  await world.approved(found);
  const { certificate, steps, keysDestroyed } = await world.reaches(found, 'CERTIFIED', 'BLOCKED');
  expect(certificate?.document).toBe(`signed.${world.issued.length}`);
  expect(steps.map(({ predicted, counted, changed }) => [predicted, counted, changed])).toEqual([
    [3, 3, 3],
    [2, 2, 2],
  ]);
  expect([left(ref), keysDestroyed]).toEqual([[], 1]);
  expect(await world.database.keys.keyring.destroyed([ref])).toEqual(new Set([ref]));
  expect(await auditedSteps(found)).toEqual(STEPS);
  expect(world.issued.at(-1)).toMatchObject({
    caseNumber: found.number,
    ground: 'NO_CONSENT',
    census: { left: 0 },
    engine: { indexes: ['companies-1', 'products-1'], purged: true },
    ledgerSequence: 1,
    residuals: [{ kind: 'BACKUP' }, { kind: 'RECIPIENT' }, { kind: 'CASE_FILE' }, { kind: 'AUDIT_LOG' }],
  });
  expect(world.around.ledger).toMatchObject([{ references: [{ ref }] }]);
  const over = (await world.desk.caseStore.byId(found._id))!;
  expect([over.state, over.items[0]?.reason]).toEqual(['FULFILLED', 'DONE_AS_ASKED']);
  const mails = await world.database.connection.collection('mails').find({ subjectRef: found.applicantRef }).toArray();
  expect(mails.filter(({ template }) => template === 'erasureDone')).toHaveLength(1);
});

/** A connection whose process dies at its n-th write: before it, or right after. */
const dyingAt = (write: number, isAfter: boolean): Connection => {
  let count = 0;
  const { connection } = world.database;
  const transaction = async (work: (session: ClientSession) => Promise<unknown>) => {
    count += 1;
    if (count === write && !isAfter) throw new Error('killed');
    await connection.transaction(work);
    if (count === write) throw new Error('killed');
  };
  return new Proxy(connection, {
    get: (of, name) => (name === 'transaction' ? transaction : (Reflect.get(of, name) as unknown)),
  });
};

it.each(Array.from({ length: 10 }, (_, at) => [at + 1]))(
  'killed before or after its write number %i it goes on by itself, and does nothing twice',
  async (write) => {
    for (const isAfter of [false, true]) {
      const { accountId, ref } = world.person(3);
      const found = await world.opened(accountId);
      await world.approved(found);
      await restarted(0, dyingAt(write, isAfter));
      await world.reachesOrPauses(found);
      await restarted(60);
      const { steps } = await world.reaches(found, 'CERTIFIED', 'BLOCKED');
      expect(steps.map(({ counted, changed }) => [counted, changed])).toEqual([
        [2, 2],
        [1, 1],
      ]);
      expect([left(ref), await auditedSteps(found)]).toEqual([[], STEPS]);
      expect(world.around.ledger.filter(({ references }) => references.some((one) => one.ref === ref))).toHaveLength(1);
    }
  },
);

const lies: [string, (part: MemoryPart, ref: string) => void, Erasure['blockedBy'] & object][] = [
  [
    'erased nothing and says 0',
    (part) => (part.does = { erase: async () => ({ done: true, counts: [] }) }),
    { code: 'COUNT_DIFFERS', place: expect.any(String) as never },
  ],
  [
    'erased nothing and says that it did, and that nothing is left',
    (part) =>
      (part.does = {
        erase: async () => ({
          done: true,
          counts: [
            {
              store: 'catalog',
              collection: 'things',
              subjectPath: 'subjectRef',
              action: 'delete document',
              records: 1,
            },
          ],
        }),
        verify: async () => [],
      }),
    { code: 'SOMETHING_LEFT', place: 'catalog.things subjectRef: 1' },
  ],
  [
    'says that something is left',
    (part) =>
      (part.does = { verify: async () => [{ store: 'catalog', collection: 'things', subjectPath: 'a', records: 2 }] }),
    { code: 'SOMETHING_LEFT', place: 'catalog.things a: 2' },
  ],
  [
    'goes on storing',
    (part) => (part.does = { fence: async () => ({ changed: 1 }) }),
    { code: 'NOT_FENCED', place: 'catalog' },
  ],
  [
    'stores something at another place before the fence',
    (part, ref) =>
      (part.does = {
        unindex: part.unindex,
        fence: async () => {
          if (!part.stored.some(({ id }) => id === `late ${ref}`))
            part.stored.push({ store: 'catalog', collection: 'others', id: `late ${ref}`, ref });
          return { changed: 0 };
        },
      }),
    { code: 'OTHER_PLACES', place: 'catalog.others subjectRef delete document' },
  ],
];
it.each(lies)('a part that %s leads to no certificate', async (_, lie, blockedBy) => {
  const { accountId, ref } = world.person(2);
  const found = await world.opened(accountId);
  await world.approved(found);
  lie(world.parts[1]!, ref);
  const before = world.issued.length;
  await restarted(0);
  expect(await world.reaches(found, 'CERTIFIED', 'BLOCKED')).toMatchObject({
    state: 'BLOCKED',
    blockedBy,
    certificate: null,
  });
  expect(world.issued).toHaveLength(before);
  expect((await world.desk.caseStore.byId(found._id))!.items).toMatchObject([
    { state: 'BLOCKED', waitsFor: 'ERASURE' },
  ]);
});

it('keys that nobody destroyed, and a company that is still found, lead to none either', async () => {
  for (const code of ['KEY_LEFT', 'INDEX_LEFT']) {
    const { accountId } = world.person(2);
    const companyId = accountId;
    if (code === 'INDEX_LEFT') {
      world.member.fates = [{ companyId, fate: 'ERASED' }];
      world.around.indexed.add(companyId);
    }
    const found = await world.opened(accountId);
    await world.approved(found);
    if (code === 'KEY_LEFT') for (const part of world.parts) part.does = { shred: async () => ({ destroyed: 1 }) };
    await restarted(0);
    expect((await world.reaches(found, 'CERTIFIED', 'BLOCKED')).blockedBy?.code).toBe(code);
    for (const part of world.parts) part.does = {};
  }
});

it.each(['OTHER_DECLARATION', 'OTHER_COMPANIES', 'OTHER_REFERENCES'] as const)(
  '%s than approved blocks it, and an officer plans anew',
  async (code) => {
    const { accountId } = world.person(2);
    const found = await world.opened(accountId);
    await world.approved(found);
    const hash = world.parts[2]!.mapHash;
    if (code === 'OTHER_DECLARATION') world.parts[2]!.mapHash = 'f'.repeat(64);
    if (code === 'OTHER_COMPANIES') world.member.fates = [{ companyId: '2'.repeat(24), fate: 'LIVES_ON' }];
    if (code === 'OTHER_REFERENCES') world.member.people.get(accountId)!.push({ ref: '1'.repeat(26), kind: 'GUEST' });
    await restarted(0);
    expect((await world.reaches(found, 'CERTIFIED', 'BLOCKED')).blockedBy?.code).toBe(code);
    const before = await world.erasureOf(found);
    const after = await world.approved(found);
    expect(after._id).not.toBe(before._id);
    await world.reaches(found, 'CERTIFIED');
    expect((await world.erasures.erasureStore.byId(before._id))!.state).toBe('VOID');
    world.parts[2]!.mapHash = hash;
  },
);

it('a part that is away is waited for, and no officer has to do anything', async () => {
  const { accountId, ref } = world.person(2);
  const found = await world.opened(accountId);
  world.parts[1]!.does = { erase: () => Promise.reject(new Error('away')) };
  await world.approved(found);
  await restarted(0);
  await world.blockedBy(found, 'PART_UNAVAILABLE');
  expect([(await world.erasureOf(found)).state, left(ref).length > 0]).toEqual(['RUNNING', true]);
  world.parts[1]!.does = {};
  await world.reaches(found, 'CERTIFIED');
  expect(left(ref)).toEqual([]);
});

it('what a hold keeps stays with its key, is told of, and goes by itself when it is released', async () => {
  const { accountId, ref } = world.person(4);
  const { store, collection, id } = left(ref)[0]!;
  world.around.held.push({ store, collection, id, basis: 'DISPUTE', reviewAt: new Date('2027-06-01T00:00:00Z') });
  const found = await world.opened(accountId);
  const { _id } = await world.approved(found);
  await restarted(0);
  const waiting = await world.reaches(found, 'WAITING', 'BLOCKED');
  expect(waiting.certificate?.residuals[0]).toMatchObject({
    kind: 'LEGAL_HOLD',
    until: new Date('2027-06-01T00:00:00Z'),
  });
  expect(left(ref)).toMatchObject([{ id }]);
  expect(await world.database.keys.keyring.destroyed([ref])).toEqual(new Set());
  expect((await world.desk.caseStore.byId(found._id))!.items).toMatchObject([
    { state: 'FULFILLED', reason: 'DONE_IN_PART' },
  ]);
  expect([...world.around.waiting]).toEqual([_id]);
  world.around.held.splice(0);
  await world.erasures.approvedErasures.resume(_id);
  const over = await world.reaches(found, 'CERTIFIED', 'BLOCKED');
  expect(over.certificate?.residuals.some(({ kind }) => kind === 'LEGAL_HOLD')).toBe(false);
  expect([left(ref), over.steps.map(({ counted, changed }) => [counted, changed])]).toEqual([
    [],
    [
      [2, 2],
      [2, 2],
    ],
  ]);
  expect(await world.database.keys.keyring.destroyed([ref])).toEqual(new Set([ref]));
});

it('takes a name out of a text of somebody else where an officer said so, and waits for files of the index', async () => {
  world.member.named = [{ store: 'member', collection: 'inquiryMessages', id: 'm1', path: 'text', times: 2 }];
  const { accountId } = world.person(2);
  const found = await world.opened(accountId);
  await world.plan(found, officer());
  await world.settled(found, 'REDACT');
  for (let at = 0; at < 2; at++) await world.approve(found, officer());
  const until = new Date(world.now().getTime() + 3_600_000);
  world.parts[1]!.does = { purge: async () => ({ done: false, until: until.toISOString() }) };
  await restarted(0);
  await world.steps(found, 'PURGE');
  expect([world.member.named, (await world.erasureOf(found)).certificate]).toEqual([[], null]);
  world.parts[1]!.does = {};
  world.clock.ahead += 60_000;
  await world.reaches(found, 'CERTIFIED');
});
