import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { fencesOf } from '../../../kit/fence/fences.ts';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { accountOf } from '../../../test/kit/colleagues.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { sessionPair } from '../../../test/kit/session-pair.ts';
import { restrictingIn, type RestrictingHere } from '../../../test/kit/restricting.ts';
import { presentContact } from '../company/company.presenter.ts';
import type { CompanyRecord } from '../company/company.record.ts';
import { MEMBER_EVENTS, MEMBER_RECORDS } from '../member.ts';
import { withContact } from '../store-contact/contact-edit.ts';
import { presentStoreContacts } from '../store-contact/store-contacts.presenter.ts';
import { maySignIn, mayBeMailed, statusFor } from './restriction.policy.ts';

let servers: LocalServers;
let keys: TestKeys;
let here: RestrictingHere;
let member: Connection;
beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  const [connection, events] = connect(servers.mongo.uri, ['member', 'events']) as [Connection, Connection];
  member = connection;
  await member.asPromise();
  await ensureCollections(member, MEMBER_RECORDS);
  await ensureCollections(events, MEMBER_EVENTS);
  here = await restrictingIn({ servers, keys, sessions: sessionPair() });
}, 60_000);
afterAll(async () => {
  await here?.close();
  await member?.close();
  await servers?.stop();
  await keys?.close();
});

const inTransaction = (work: (session: ClientSession) => Promise<unknown>) =>
  here.connections[0].transaction(async (session: ClientSession) => void (await work(session)));
const opened = async (traderRef: string | null = null): Promise<CompanyRecord> => {
  let made!: CompanyRecord;
  await inTransaction(async (session) => {
    made = await here.companies.create({ name: { tr: 'Anka' }, country: 'TR', traderRef }, session);
  });
  return made;
};
const cardHidden = async (_id: string) =>
  (await here.connections[1].collection('companyCards').findOne({ _id: _id as never }))!['hidden'];

it('a contact person is seen by nobody, is kept when the list is written anew, and is shown again', async () => {
  const personRef = newSubjectRef();
  const line = { name: 'Ayşe', role: 'Sales', email: null, telephone: null, shown: true, declaredAt: new Date() };
  const company = { ...(await opened()), persons: [{ personRef, ...line }] };
  await here.companies.save([company]);
  const references = [{ ref: personRef, kind: 'CONTACT_PERSON' as const }];
  expect(await here.restricting.restrict(references, 'RESTRICTION')).toEqual({ changed: 1 });
  const stopped = (await here.companies.byId(company._id))!;
  expect(presentContact(stopped, ['PUBLIC', 'AFTER_INQUIRY'])).toBeNull();
  expect(presentStoreContacts(stopped).persons).toEqual([]);

  const another = { name: 'Can', role: 'Sales', visibility: 'PUBLIC' as const, authorisationDeclared: true };
  const written = withContact(stopped, { persons: [another] }, new Date());
  expect(written.persons.map(({ name }) => name)).toEqual(['Can', 'Ayşe']);
  expect(() => withContact(stopped, { persons: [{ ...another, personId: personRef }] }, new Date())).toThrow(
    /id of a contact person/,
  );
  await here.companies.save([written]);
  expect(await here.restricting.lift(references, 'RESTRICTION')).toEqual({ changed: 1 });
  const shown = presentContact((await here.companies.byId(company._id))!);
  expect(shown!.persons.map(({ name }) => name)).toEqual(['Can', 'Ayşe']);
});

it('a sole trader is hidden as a company, and stays so for a suspension that comes meanwhile', async () => {
  const traderRef = newSubjectRef();
  const { _id } = await opened(traderRef);
  const references = [{ ref: traderRef, kind: 'SOLE_TRADER' as const }];
  await here.restricting.restrict(references, 'ACCOUNT_LEFT');
  await here.restricting.restrict(references, 'RESTRICTION');
  expect([await cardHidden(_id), await here.companies.shown([_id])]).toEqual([true, [null]]);
  await here.companies.setStatus(_id, 'SUSPENDED');
  await here.companies.setStatus(_id, 'ACTIVE');
  expect(await cardHidden(_id)).toBe(true);
  await here.companies.setStatus(_id, 'SUSPENDED');
  await here.restricting.lift(references, 'ACCOUNT_LEFT');
  await here.restricting.lift(references, 'RESTRICTION');
  expect(await cardHidden(_id)).toBe(true);
  await here.companies.setStatus(_id, 'ACTIVE');
  expect(await cardHidden(_id)).toBe(false);
});

it('staff are left alone, and what names no person changes nothing', async () => {
  const [_id, subjectRef] = [randomBytes(12).toString('hex'), newSubjectRef()];
  const account = { ...accountOf(_id, subjectRef, `${_id}@staff.example`), kind: 'STAFF' as const };
  await inTransaction((session) => here.accounts.add(account, session, new Date()));
  const references = [
    { ref: subjectRef, kind: 'STAFF' as const },
    { ref: _id, kind: 'ANYBODY' as const },
  ];
  expect(await here.restricting.restrict(references, 'ACCOUNT_LEFT')).toEqual({ changed: 0 });
  expect((await here.accounts.byId(_id))!.status).toBe('ACTIVE');
});

it('whoever is erased is stopped once: what an erasure that goes on later asks again changes nothing', async () => {
  const personRef = newSubjectRef();
  const references = [{ ref: personRef, kind: 'GUEST' as const }];
  expect(await here.restricting.restrict(references, 'ERASURE')).toEqual({ changed: 1 });
  await fencesOf(here.connections[0]).fence([personRef]);
  expect(await here.restricting.restrict(references, 'ERASURE')).toEqual({ changed: 0 });
  await member.collection('restrictions').deleteMany({ subjectRef: personRef });
  for (const reason of ['ERASURE', 'RESTRICTION'] as const)
    expect(await here.restricting.restrict(references, reason)).toEqual({ changed: 0 });
  expect(await member.collection('restrictions').countDocuments({ subjectRef: personRef })).toBe(0);
});

it('a state of an account follows from the reasons that hold', () => {
  expect(statusFor('ACTIVE', ['RESTRICTION', 'ACCOUNT_LEFT'])).toBe('CANCELLED');
  expect(statusFor('CANCELLED', ['RESTRICTION'])).toBe('RESTRICTED');
  expect(statusFor('RESTRICTED', [])).toBe('ACTIVE');
  expect(statusFor('DISABLED', [])).toBe('DISABLED');
  expect((['ACTIVE', 'RESTRICTED', 'CANCELLED', 'DISABLED'] as const).map((status) => maySignIn({ status }))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(mayBeMailed([], 'productAlert')).toBe(true);
  expect(mayBeMailed(['RESTRICTION'], 'productAlert')).toBe(false);
  expect(mayBeMailed(['RESTRICTION'], 'resetPassword')).toBe(true);
  expect(mayBeMailed(['RESTRICTION', 'ACCOUNT_LEFT'], 'resetPassword')).toBe(false);
});
