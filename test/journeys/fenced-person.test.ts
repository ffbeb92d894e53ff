import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { fencesOf } from '../../kit/fence/fences.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { newcomer, type Newcomer } from '../kit/newcomer.ts';
import { restrictingIn, type RestrictingHere } from '../kit/restricting.ts';
import { pdf } from '../kit/uploading.ts';
import { startWorld, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(180_000);

let world: World;
let here: RestrictingHere;
let databases: readonly Connection[];
let person: Newcomer;
let subjectRef: string;
beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
  here = await restrictingIn(world);
  databases = connect(world.servers.mongo.uri, ['member', 'events', 'catalog', 'privacy']);
  await databases[0]!.asPromise();
  person = await newcomer(world);
  subjectRef = (await here.person(person.email)).account.subjectRef;
}, 120_000);
afterAll(async () => {
  await databases?.[0]?.close();
  await here?.close();
  await world?.stop();
});

const UPDATE = `mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { __typename } }`;
const ANNOUNCE = `mutation ($input: CreateUploadInput!) { createUpload(input: $input) { __typename ... on Upload { url } } }`;
const RESET = `mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { __typename } }`;
const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { __typename } }`;
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }`;
const once = () => ({ idempotencyKey: randomUUID() });
const kept = async () =>
  (await here.connections[0].collection('accounts').findOne({ subjectRef }))!['version'] as number;

it('says to a person who is being erased that nothing more is stored, whatever they send', async () => {
  const licence = { kind: 'BUSINESS_LICENCE', filename: 'a.pdf', contentType: 'application/pdf' };
  const announced = { ...licence, byteSize: pdf().length, ...once() };
  const { data } = await world.ask(ANNOUNCE, { input: announced }, person.headers);
  const version = await kept();
  for (const database of databases) await fencesOf(database).fence([subjectRef]);

  const input = { expectedVersion: version, name: 'Somebody Else', ...once() };
  const { errors } = await world.ask(UPDATE, { input }, person.headers);
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  expect(errors![0]!.message).toContain('register anew');
  expect(await kept()).toBe(version);

  const sent = await fetch(new URL(data.createUpload.url, world.address), {
    method: 'PUT',
    body: new Uint8Array(pdf()),
    headers: { ...person.headers, 'content-type': 'application/pdf' },
  });
  expect(sent.status).toBe(403);
  expect(await sent.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN', reason: 'NOBODY_THERE' } }] });
  expect(await here.connections[0].collection('documentFiles.files').countDocuments({ subjectRef })).toBe(0);
});

it('says to a stranger what it says of an address that nobody has, and mails nothing', async () => {
  const mails = (await world.mailbox(person.email)).length;
  const { version: acceptedPolicyVersion } = (await world.ask('{ privacyPolicy { version } }')).data.privacyPolicy;
  const registered = {
    companyName: 'Örnek Vana',
    country: 'TR',
    name: 'Ayşe Örnek',
    contactPerson: 'Mehmet Örnek',
    password: 'Çınar-Gölgesi-8',
    acceptedPolicyVersion,
    authorisationDeclared: true,
  };
  const answersOf = async (email: string) => {
    const asked = [
      await world.ask(RESET, { input: { email, ...once() } }),
      await world.ask(REGISTER, { input: { ...registered, email, ...once() } }),
      await world.ask(SIGN_IN, { input: { login: email, password: 'Kavak-Gölgesi-9' } }),
    ];
    return asked.map(({ data, errors }) => errors ?? data);
  };
  expect(await answersOf(person.email)).toEqual(await answersOf('nobody@nowhere.example'));
  expect(await here.connections[0].collection('mails').countDocuments({ subjectRef })).toBe(0);
  expect(await world.mailbox(person.email)).toHaveLength(mails);
});
