import { randomUUID } from 'node:crypto';
import { readGlobalId } from '../../kit/global-id/global-id.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { modelOf } from '../../kit/record/record.ts';
import { endedSessionRecord } from '../../schema/events/ended-session.record.ts';
import { membershipRecord } from '../../schema/events/membership.record.ts';
import { sessionIn } from '../kit/session-pair.ts';
import { actorIn, uploaded, type Actor } from '../kit/uploading.ts';
import { startWorld, until, type World } from '../kit/world.ts';

let world: World;
let companyId: string;
let owner: Actor;

beforeAll(async () => {
  world = await startWorld({ companies: 6, products: 300 });
  const { data } = await world.ask(`{ searchProducts(first: 1) { edges { node { company { id } } } } }`);
  companyId = readGlobalId(data.searchProducts.edges[0].node.company.id)!.local;
  owner = await actorIn(world, companyId);
}, 120_000);

afterAll(() => world?.stop());

const EXPORT = `mutation Export($input: ExportProductsInput!) { exportProducts(input: $input) { __typename
  ... on ExportJob { id url format expiresAt } ... on Problem { message } ... on NotAllowed { reason } } }`;
const exported = async (who: Actor, format: string, idempotencyKey: string = randomUUID()) =>
  (await world.ask(EXPORT, { input: { format, idempotencyKey } }, who.headers)).data.exportProducts;
const fetched = (url: string, method = 'GET') => fetch(`${world.address}${url}`, { method });

const IMPORT = `mutation Import($input: ImportProductsInput!) { importProducts(input: $input) { __typename
  ... on ImportJob { id } ... on Problem { message } } }`;
const JOB = `query Job($id: ID!) { importJob(id: $id) { state failure total created updated unchanged failed finishedAt } }`;

it.each([
  ['CSV', 'text/csv'],
  ['NDJSON', 'application/x-ndjson'],
])(
  'a catalogue goes out as %s and comes back without a change',
  async (format, contentType) => {
    const { url } = await exported(owner, format);
    const response = await fetched(url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain(contentType);
    expect(response.headers.get('content-disposition')).toContain('attachment');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const bytes = Buffer.from(await response.arrayBuffer());
    const uploadId = await uploaded(world, owner, bytes, { kind: 'IMPORT_FILE', filename: 'back', contentType });
    const input = { format, uploadId, idempotencyKey: randomUUID() };
    const { id } = (await world.ask(IMPORT, { input }, owner.headers)).data.importProducts;
    const job = async () => (await world.ask(JOB, { id }, owner.headers)).data.importJob;
    await until(async () => (await job()).finishedAt !== null, 30_000);
    const { total, ...rest } = await job();
    expect(total).toBeGreaterThan(10);
    expect(rest).toMatchObject({ state: 'SUCCEEDED', unchanged: total, created: 0, updated: 0, failed: 0 });
  },
  60_000,
);

it('the address alone opens the catalogue, and no other address does', async () => {
  const { id, url } = await exported(owner, 'NDJSON');
  expect((await fetched(url, 'HEAD')).status).toBe(200);
  const other = await exported(owner, 'NDJSON');
  const swapped = `${other.url.split('?')[0]}?${url.split('?')[1]}`;
  for (const wrong of [
    url.split('?')[0],
    url.replace(/.$/, (last: string) => (last === '0' ? '1' : '0')),
    swapped,
    '/downloads/x',
  ])
    expect((await fetched(wrong)).status).toBe(404);
  const again = await world.ask(
    `query Job($id: ID!) { node(id: $id) { ... on ExportJob { url } } }`,
    { id },
    owner.headers,
  );
  expect((await fetched(again.data.node.url)).status).toBe(200);
  const stranger = await actorIn(world, 'f'.repeat(24));
  const seen = await world.ask(`query Job($id: ID!) { node(id: $id) { id } }`, { id }, stranger.headers);
  expect(seen.data.node).toBeNull();
});

it('ends with the right of whoever asked, and guests and viewers get none', async () => {
  const editor = await actorIn(world, companyId, 'EDITOR');
  const { url } = await exported(editor, 'CSV');
  expect((await fetched(url, 'HEAD')).status).toBe(200);
  const [events] = connect(world.servers.mongo.uri, ['events']);
  await events.asPromise();
  await modelOf(events, membershipRecord).deleteOne({ _id: editor.accountId });
  expect((await fetched(url)).status).toBe(404);
  const opened = await exported(owner, 'CSV');
  await modelOf(events, endedSessionRecord).create({
    _id: sessionIn(owner.headers.authorization.slice('Bearer '.length)),
    endedAt: new Date(),
  });
  expect((await fetched(opened.url)).status).toBe(404);
  await events.close();
  const reader = await actorIn(world, companyId, 'VIEWER');
  expect(await exported(reader, 'CSV')).toMatchObject({ __typename: 'NotAllowed', reason: 'VIEWER_ONLY' });
  const { errors } = await world.ask(EXPORT, { input: { format: 'CSV', idempotencyKey: randomUUID() } });
  expect(errors?.[0]!.extensions.code).toBe('UNAUTHENTICATED');
});
