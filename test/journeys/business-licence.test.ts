import type { Connection } from 'mongoose';
import { connect } from '../../kit/mongo/connect.ts';
import { globalId } from '../../kit/global-id/global-id.ts';
import { modelOf } from '../../kit/record/record.ts';
import { endedSessionRecord } from '../../schema/events/ended-session.record.ts';
import { companies } from '../../seed/company/companies.ts';
import { sessionIn } from '../kit/session-pair.ts';
import { actorIn, pdf, uploaded, type Actor } from '../kit/uploading.ts';
import { startWorld, until, type World } from '../kit/world.ts';

const SUBMIT = `mutation Submit($input: SubmitBusinessLicenceInput!) { submitBusinessLicence(input: $input) {
  __typename ... on CompanyDocument { id: documentId contentType byteSize filename submittedAt url } ... on Problem { message }
  ... on NotAllowed { reason } ... on NotFound { field } } }`;
const LICENCE = `query Licence($id: ID!) { company(id: $id) { businessLicence { id: documentId url filename } } }`;
const WORDS = 'a sentence that stands in the licence alone';

let world: World;
let owner: Actor;
let member: Connection;
let events: Connection;
const [ours, theirs] = [...companies(2)].map(({ id }) => id) as [string, string];
const verifier = { accountId: 'd'.repeat(24), headers: { authorization: '' } };
const submit = async (uploadId: string, { headers } = owner, idempotencyKey = `submit-${uploadId}`) =>
  (await world.ask(SUBMIT, { input: { uploadId, idempotencyKey } }, headers)).data.submitBusinessLicence;
const licence = async (headers: Record<string, string>) =>
  (await world.ask(LICENCE, { id: globalId('Company', ours) }, headers)).data.company.businessLicence;
/** How many readings the audit log holds, once it has taken in all that was told. */
const audited = async () => {
  await until(async () => (await events.collection('auditEvents').countDocuments({})) === 0);
  return events.useDb('privacy').collection('auditEntries').countDocuments({ record: 'documents', action: 'READ' });
};

beforeAll(async () => {
  world = await startWorld({ products: 20, companies: 5 });
  owner = await actorIn(world, ours);
  verifier.headers = { authorization: `Bearer ${await world.sessions.token(['VERIFIER'], verifier.accountId)}` };
  [member, events] = connect(world.servers.mongo.uri, ['member', 'events']);
  await member.asPromise();
}, 120_000);
afterAll(async () => {
  await member?.close();
  await world?.stop();
}, 60_000);

it('a licence is handed in by its company, read by a verifier alone, and never stored as it is', async () => {
  const bytes = pdf(WORDS, 600_000);
  const uploadId = await uploaded(world, owner, bytes, { filename: 'Ayşe licence.pdf' });
  const submitted = await submit(uploadId);
  expect(submitted).toMatchObject({ __typename: 'CompanyDocument', filename: 'Ayşe licence.pdf', url: null });
  expect(await submit(uploadId)).toEqual(submitted);
  expect(await licence(owner.headers)).toEqual({ id: submitted.id, url: null, filename: 'Ayşe licence.pdf' });
  for (const stranger of [{}, (await actorIn(world, theirs)).headers, await world.sessions.bearer('SUPPORT')])
    expect(await licence(stranger)).toBeNull();

  const unread = await audited();
  const { url } = await licence(verifier.headers);
  const before = await audited();
  expect(before).toBe(unread + 1);
  const read = await fetch(world.address + url);
  expect(Buffer.from(await read.arrayBuffer()).equals(bytes)).toBe(true);
  expect(await audited()).toBe(before + 1);
  expect(Object.fromEntries(read.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'cache-control': 'private, no-store',
    'content-disposition': `attachment; filename="${submitted.id}.pdf"`,
    'x-content-type-options': 'nosniff',
  });
  const chunks = await member.collection('documentFiles.chunks').find().toArray();
  expect(chunks.length).toBe(3);
  for (const { data } of chunks) expect(Buffer.from(data.buffer).toString()).not.toContain(WORDS);
  expect(JSON.stringify(await member.collection('documents').find().toArray())).not.toContain('Ayşe');
});

it.each([
  ['of another document', (url: string) => url.replace(/documents\/\w{4}/, 'documents/0000')],
  ['by somebody else', (url: string) => url.replace(/by=\w/, 'by=e')],
  ['for longer', (url: string) => url.replace(/until=\d/, 'until=9')],
  ['without a signature', (url: string) => url.replace(/&signature=.*/, '')],
  [
    'with another signature',
    (url: string) => url.replace(/signature=(.)/, (_, first) => `signature=${first === '0' ? '1' : '0'}`),
  ],
])('an address holds for what it was made for alone, and nothing is written down: not %s', async (_, change) => {
  const { url } = await licence(verifier.headers);
  const before = await audited();
  expect((await fetch(world.address + change(url))).status).toBe(404);
  expect(await audited()).toBe(before);
});

it('an address ends with the session in which it was asked for', async () => {
  const token = await world.sessions.token(['VERIFIER'], verifier.accountId);
  const { url } = await licence({ authorization: `Bearer ${token}` });
  expect((await fetch(world.address + url)).status).toBe(200);
  await modelOf(events, endedSessionRecord).create({ _id: sessionIn(token), endedAt: new Date() });
  const before = await audited();
  expect((await fetch(world.address + url)).status).toBe(404);
  expect(await audited()).toBe(before);
  expect((await fetch(world.address + (await licence(verifier.headers)).url)).status).toBe(200);
});

it('what is foreign, of another kind, used, or asked for by a reader is refused, and changes nothing', async () => {
  const stranger = await actorIn(world, theirs);
  const reader = await actorIn(world, ours, 'VIEWER');
  const foreign = await uploaded(world, stranger, pdf());
  const evidence = await uploaded(world, owner, pdf(), { kind: 'CLAIM_EVIDENCE' });
  const own = await uploaded(world, owner, pdf('another'));
  for (const id of [foreign, evidence, 'a'.repeat(24), '../../etc', ''])
    expect(await submit(id)).toMatchObject({ __typename: 'NotFound', field: 'uploadId' });
  expect(await submit(own, reader)).toMatchObject({ __typename: 'NotAllowed', reason: 'VIEWER_ONLY' });
  expect(await submit(own)).toMatchObject({ __typename: 'CompanyDocument' });
  expect(await submit(own, owner, 'another-key')).toMatchObject({ __typename: 'NotFound' });
  expect((await licence(owner.headers)).filename).toBe('licence of Ayşe.pdf');
});

it('fifty hands at once hand in one document; the one before it goes ninety days later', async () => {
  const before = await licence(owner.headers);
  const uploadId = await uploaded(world, owner, pdf('once'));
  const all = await Promise.all(Array.from({ length: 50 }, () => submit(uploadId)));
  expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  const ids = await member.collection('documents').find({ goesAt: null }).toArray();
  expect(ids.map(({ _id }) => String(_id))).toEqual([all[0].id]);
  const old = await member.collection<{ _id: string; goesAt: Date }>('documents').findOne({ _id: before.id });
  expect(Math.round((old!.goesAt.getTime() - Date.now()) / 86_400_000)).toBe(90);
}, 60_000);
