import { randomUUID } from 'node:crypto';
import { companies } from '../../seed/company/companies.ts';
import { actorIn, announce, send, uploaded, type Actor } from '../kit/uploading.ts';
import { startWorld, until, type World } from '../kit/world.ts';

let world: World;
const companyIds = [...companies(4)].map(({ id }) => id);
let owner: Actor;

beforeAll(async () => {
  world = await startWorld({ companies: 12, products: 150 });
  owner = await actorIn(world, companyIds[0]!);
}, 120_000);

afterAll(() => world?.stop());

const SHOWN = `__typename ... on ImportJob { id state stopReason failure dryRun total processed created updated unchanged failed startedAt finishedAt }`;
const JOB = `${SHOWN} ... on Problem { message } ... on InvalidInput { field } ... on NotAllowed { reason }`;
const IMPORT = `mutation Import($input: ImportProductsInput!) { importProducts(input: $input) { ${JOB} } }`;
const ROWS = `query Rows($id: ID!, $first: Int!, $after: String, $outcome: ImportRowOutcome) { importJob(id: $id) {
  id state rows(first: $first, after: $after, outcome: $outcome) { edges { cursor node { id line externalId productId outcome problems { field message } } }
  pageInfo { hasNextPage endCursor } } } }`;

interface RowPage {
  edges: { node: { line: number } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

async function imported(input: object, who: Actor = owner) {
  const given = { format: 'NDJSON', idempotencyKey: randomUUID(), ...input };
  const { data, errors } = await world.ask(IMPORT, { input: given }, who.headers);
  if (!data) throw new Error(JSON.stringify(errors));
  return data.importProducts;
}

async function ended(id: string, who: Actor = owner) {
  const job = async () =>
    (await world.ask(`query Job($id: ID!) { node(id: $id) { ${SHOWN} } }`, { id }, who.headers)).data?.node;
  await until(async () => (await job())?.finishedAt != null, 60_000);
  return job();
}

const row = (number: number, more: object = {}) =>
  JSON.stringify({
    externalId: `J-${number}`,
    status: 'PUBLISHED',
    name: { en: `Importable sluice ${number}` },
    categoryCode: '10.10.05',
    ...more,
  });

async function found(words: string): Promise<number> {
  const { data } = await world.ask(
    `query Found${Date.now()} ($words: String) { searchProducts(query: $words, first: 1) { totalCount { value } } }`,
    { words },
  );
  return data.searchProducts.totalCount.value;
}

it('takes an uploaded file of 1,000 rows in, shows what came of each, and lets readers find them', async () => {
  const text = Array.from({ length: 1_000 }, (_, number) => row(number)).join('\n');
  const file = { kind: 'IMPORT_FILE', filename: 'goods.ndjson', contentType: 'application/x-ndjson' };
  const uploadId = await uploaded(world, owner, Buffer.from(`${text}\nno row`), file);
  const started = await imported({ uploadId });
  expect(started).toMatchObject({ __typename: 'ImportJob', processed: 0, dryRun: false });
  const job = await ended(started.id);
  expect(job).toMatchObject({ state: 'PARTLY_FAILED', total: 1_001, processed: 1_001, created: 1_000, failed: 1 });
  await until(async () => (await found('Importable sluice')) >= 1_000, 30_000);

  const lines: number[] = [];
  let after: string | null = null;
  do {
    const { data }: { data: { importJob: { rows: RowPage } } | null } = await world.ask(
      ROWS,
      { id: started.id, first: 100, after },
      owner.headers,
    );
    const { edges, pageInfo }: RowPage = data!.importJob.rows;
    lines.push(...edges.map(({ node }) => node.line));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after);
  expect(lines).toEqual(Array.from({ length: 1_001 }, (_, index) => index + 1));
  const { data } = await world.ask(ROWS, { id: started.id, first: 10, outcome: 'REFUSED' }, owner.headers);
  expect(data.importJob.rows.edges.map(({ node }: { node: object }) => node)).toEqual([
    {
      id: expect.any(String),
      line: 1_001,
      externalId: null,
      productId: null,
      outcome: 'REFUSED',
      problems: [{ field: '', message: expect.stringContaining('no JSON') }],
    },
  ]);
  const again = 'query Again($id: ID!) { node(id: $id) { id ... on ImportRow { line outcome } } }';
  const { id } = data.importJob.rows.edges[0].node;
  const [own, foreign] = [owner, await actorIn(world, companyIds[1]!)];
  expect((await world.ask(again, { id }, own.headers)).data.node).toEqual({ id, line: 1_001, outcome: 'REFUSED' });
  expect((await world.ask(again, { id }, foreign.headers)).data.node).toBeNull();
  expect(await imported({ uploadId })).toMatchObject({ __typename: 'NotFound' });
}, 120_000);

it('the same request fifty times, at once and later, is one import', async () => {
  const input = { content: row(5_000), idempotencyKey: randomUUID() };
  const all = await Promise.all(Array.from({ length: 50 }, () => imported(input)));
  expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  expect(await ended(all[0].id)).toMatchObject({ state: 'SUCCEEDED', created: 1 });
  expect(await imported(input)).toMatchObject({ id: all[0].id, state: 'SUCCEEDED' });
  expect(await imported({ ...input, content: row(5_001) })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
}, 60_000);

it('shows an import, its rows and its list to nobody but its company, and lets viewers and guests begin none', async () => {
  const { id } = await imported({ content: row(1) });
  await ended(id);
  const other = await actorIn(world, companyIds[1]!);
  const reader = await actorIn(world, companyIds[0]!, 'VIEWER');
  const asks = async (headers: Record<string, string>) =>
    (await world.ask(ROWS, { id, first: 1 }, headers)).data?.importJob?.id ?? null;
  expect(await asks(owner.headers)).toBe(id);
  expect(await asks(reader.headers)).toBe(id);
  expect(await asks(other.headers)).toBeNull();
  expect(await asks({})).toBeNull();
  expect(await imported({ content: row(1) }, reader)).toMatchObject({
    __typename: 'NotAllowed',
    reason: 'VIEWER_ONLY',
  });
  const CANCEL = `mutation Cancel($input: CancelImportInput!) { cancelImport(input: $input) { ${JOB} } }`;
  const cancel = async (who: Actor) => (await world.ask(CANCEL, { input: { id } }, who.headers)).data.cancelImport;
  expect(await cancel(other)).toMatchObject({ __typename: 'NotFound' });
  expect(await cancel(owner)).toMatchObject({ state: 'SUCCEEDED' });
  const { errors } = await world.ask(IMPORT, { input: { format: 'CSV', content: 'x', idempotencyKey: randomUUID() } });
  expect(errors?.[0]!.extensions.code).toBe('UNAUTHENTICATED');
}, 60_000);

it('a cancelled import goes no further', async () => {
  const text = Array.from({ length: 5_000 }, (_, number) => row(10_000 + number, { status: 'DRAFT' })).join('\n');
  const file = { kind: 'IMPORT_FILE', filename: 'goods.ndjson', contentType: 'application/x-ndjson' };
  const { id } = await imported({ uploadId: await uploaded(world, owner, Buffer.from(text), file) });
  const CANCEL = `mutation Cancel($input: CancelImportInput!) { cancelImport(input: $input) { ${JOB} } }`;
  const { data } = await world.ask(CANCEL, { input: { id, idempotencyKey: randomUUID() } }, owner.headers);
  expect(data.cancelImport).toMatchObject({ state: 'CANCELLED' });
  const { processed } = await ended(id);
  expect(processed).toBeLessThan(5_000);
  const { id: next } = await imported({ content: row(1) });
  expect(await ended(next)).toMatchObject({ state: 'SUCCEEDED' });
  expect(await ended(id)).toMatchObject({ state: 'CANCELLED', processed });
}, 60_000);

it.each([
  ['CSV', 'externalId,name_en,companyId\n1,a,b', '"companyId"'],
  ['CSV', 'externalId,name_en,__proto__\n1,a,b', '"__proto__"'],
  ['CSV', 'externalId,externalId\n1,2', '`externalId` twice'],
  ['CSV', '', 'empty file'],
  ['CSV', 'externalId,name_en\n1,"a', 'left open'],
  ['NDJSON', 'x'.repeat(262_145), 'at most 262144'],
  ['NDJSON', '{"externalId":"1\0"}', 'zero byte'],
])('refuses what is given along by what is wrong with it, and makes no import: %#', async (format, content, reason) => {
  expect(await imported({ format, content })).toMatchObject({
    __typename: 'InvalidInput',
    field: 'content',
    message: expect.stringContaining(reason),
  });
});

it('takes no upload of another company, of another kind, or of none', async () => {
  const other = await actorIn(world, companyIds[2]!);
  const file = { kind: 'IMPORT_FILE', filename: 'a.csv', contentType: 'text/csv' };
  const theirs = await uploaded(world, other, Buffer.from('externalId,name_en\n1,a'), file);
  const { id: unsent } = await announce(world, owner, Buffer.from('a'), file);
  for (const uploadId of [theirs, unsent, 'x', '{"$ne":""}', 'f'.repeat(24)])
    expect(await imported({ uploadId })).toMatchObject({ __typename: 'NotFound' });
  expect(await imported({ uploadId: theirs, content: 'x' })).toMatchObject({ __typename: 'InvalidInput' });
  expect(await imported({})).toMatchObject({ __typename: 'InvalidInput' });
});

it.each([
  ['not UTF-8', Buffer.concat([Buffer.from('externalId,name_en\n1,a\n'), Buffer.from([0xe7, 0x20])])],
  ['an archive', Buffer.from('PK\u0003\u0004\0\0\0\0 externalId,name_en\n1,a')],
])(
  'an upload that is %s writes nothing, whichever door notices',
  async (_, bytes) => {
    const who = await actorIn(world, companyIds[3]!);
    const file = { kind: 'IMPORT_FILE', filename: 'a.csv', contentType: 'text/csv' };
    const { id: uploadId, url } = await announce(world, who, bytes, file);
    const sent = await send(world, url, bytes);
    if (sent.status === 201) {
      const { id } = await imported({ uploadId, format: 'CSV' }, who);
      expect(await ended(id, who)).toMatchObject({
        state: 'FAILED',
        created: 0,
        failure: expect.stringContaining('UTF-8'),
      });
    } else expect(sent).toMatchObject({ status: 422, reason: 'CONTENT' });
  },
  60_000,
);
