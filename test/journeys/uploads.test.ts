import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { crc32, deflateSync, gzipSync } from 'node:zlib';
import { decodeJwt } from 'jose';
import type { Connection } from 'mongoose';
import sharp from 'sharp';
import { connect } from '../../kit/mongo/connect.ts';
import { companies } from '../../seed/company/companies.ts';
import { newcomer } from '../kit/newcomer.ts';
import { actorIn, announce, pdf, send, uploaded, type Actor, type Announcement } from '../kit/uploading.ts';
import { startWorld, until, type World } from '../kit/world.ts';

let world: World;
let owner: Actor;
let databases: Record<'member' | 'catalog', Connection>;
let png: Buffer;
let jpeg: Buffer;
const [ours, theirs] = [...companies(2)].map(({ id }) => id) as [string, string];
const LICENCE = { kind: 'BUSINESS_LICENCE', contentType: 'application/pdf' };
const PICTURE = { kind: 'PRODUCT_IMAGE', filename: 'pump.png', contentType: 'image/png' };
const TABLE = { kind: 'IMPORT_FILE', filename: 'goods.csv', contentType: 'text/csv' };
/** How many files and chunks there are, wherever they could be. */
const left = async () => {
  const counts = [];
  for (const [database, bucket] of [
    ['member', 'documentFiles'],
    ['catalog', 'uploadedFiles'],
    ['catalog', 'imageFiles'],
  ] as const)
    for (const part of ['files', 'chunks'])
      counts.push(await databases[database].collection(`${bucket}.${part}`).countDocuments());
  return counts;
};
const zip = () => Buffer.concat([Buffer.from('504b030414000000', 'hex'), gzipSync(Buffer.alloc(5_000_000))]);

beforeAll(async () => {
  world = await startWorld({ products: 20, companies: 5 });
  owner = await actorIn(world, ours);
  const [member, catalog] = connect(world.servers.mongo.uri, ['member', 'catalog']);
  await member.asPromise();
  databases = { member, catalog };
  const picture = sharp({ create: { width: 300, height: 200, channels: 3, background: '#27c' } });
  [png, jpeg] = await Promise.all([picture.clone().png().toBuffer(), picture.clone().jpeg().toBuffer()]);
}, 120_000);
afterAll(async () => {
  await databases?.member.close();
  await world?.stop();
}, 60_000);

it('announces a file, and is told anew where to send it', async () => {
  const announced = { ...LICENCE, idempotencyKey: 'told-anew' };
  const first = await announce(world, owner, pdf(), announced);
  expect(first).toMatchObject({ __typename: 'Upload', maxBytes: pdf().length });
  const told = decodeJwt(new URL(first.url, world.address).searchParams.get('ticket')!);
  expect(JSON.stringify(told)).not.toMatch(/Ayşe|licence of/);
  expect((await announce(world, owner, pdf(), announced)).id).toBe(first.id);
  expect(await announce(world, owner, pdf(), { ...announced, byteSize: 7 })).toMatchObject({
    __typename: 'IdempotencyKeyReused',
  });
  const sent = await send(world, first.url, pdf(), owner.headers);
  expect(sent).toMatchObject({ status: 201, upload: { id: first.id } });
});

it.each<[string, Partial<Announcement>]>([
  ['filename', { filename: '' }],
  ['filename', { filename: '../../etc/passwd' }],
  ['filename', { filename: 'a\u202ephp.pdf' }],
  ['filename', { filename: 'x'.repeat(201) }],
  ['contentType', { contentType: 'image/svg+xml' }],
  ['contentType', { contentType: 'text/html' }],
  ['byteSize', { byteSize: 0 }],
  ['byteSize', { byteSize: -1 }],
  ['byteSize', { byteSize: 21 * 1024 * 1024 }],
])('announcing is refused by the name of what is wrong: %s %j', async (field, own) => {
  expect(await announce(world, owner, pdf(), { ...LICENCE, ...own })).toMatchObject({
    __typename: 'InvalidInput',
    field,
  });
});

it('announcing is for owners and editors of a company', async () => {
  const reader = await actorIn(world, ours, 'VIEWER');
  expect(await announce(world, reader, pdf())).toMatchObject({ __typename: 'NotAllowed', reason: 'VIEWER_ONLY' });
  const nobody = { accountId: '', subjectRef: '', headers: await world.sessions.bearer() };
  expect(await announce(world, nobody, pdf())).toMatchObject({ reason: 'NO_COMPANY' });
});

describe('of what does not hold, nothing is left', () => {
  const file = (name: string): Buffer =>
    ({
      'a zip called pdf': zip(),
      'a zip called png': zip(),
      'a pdf with something behind it': Buffer.concat([pdf(), zip()]),
      'a page called pdf': Buffer.from('<html><script>alert(1)</script>%PDF-1.4 %%EOF</html>'),
      'a cut png': png.subarray(0, png.length - 40),
      'a png with an archive behind it': Buffer.concat([png, zip()]),
      'a jpeg called png': jpeg,
      'a picture in words': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
      'a table in UTF-16': Buffer.from('\ufeffname;price\n', 'utf16le'),
      'a table with a broken character': Buffer.concat([Buffer.from('name\n'), Buffer.from('c3', 'hex')]),
      'a table that is an archive': zip(),
    })[name]!;

  it.each([
    ['a zip called pdf', LICENCE],
    ['a zip called png', { ...PICTURE, kind: 'CLAIM_EVIDENCE' }],
    ['a pdf with something behind it', LICENCE],
    ['a page called pdf', LICENCE],
    ['a cut png', { ...PICTURE, kind: 'BUSINESS_LICENCE' }],
    ['a cut png', PICTURE],
    ['a png with an archive behind it', { ...PICTURE, kind: 'BUSINESS_LICENCE' }],
    ['a jpeg called png', PICTURE],
    ['a picture in words', PICTURE],
    ['a table in UTF-16', TABLE],
    ['a table with a broken character', TABLE],
    ['a table that is an archive', TABLE],
  ])('%s: %j', async (name, own) => {
    const before = await left();
    const bytes = file(name);
    const { url } = await announce(world, owner, bytes, own);
    expect(await send(world, url, bytes)).toMatchObject({ status: 422, reason: 'CONTENT' });
    expect(await left()).toEqual(before);
  });

  it('a picture that unfolds to 400 million pixels', async () => {
    const [before, bytes] = [await left(), bomb()];
    const { url } = await announce(world, owner, bytes, PICTURE);
    expect(await send(world, url, bytes)).toMatchObject({ status: 422, reason: 'CONTENT' });
    expect(await left()).toEqual(before);
  });

  it.each([
    ['longer', 1, 413],
    ['shorter', -1, 400],
  ])('%s than it was said to be, told and untold', async (_, more, status) => {
    const before = await left();
    const bytes = pdf();
    const { url } = await announce(world, owner, bytes, { ...LICENCE, byteSize: bytes.length - more });
    expect(await send(world, url, bytes)).toMatchObject({ status, reason: 'LENGTH' });
    const stream = new Response(new Uint8Array(bytes)).body!;
    expect(await send(world, url, stream)).toMatchObject({ status, reason: 'LENGTH' });
    expect(await left()).toEqual(before);
  });

  it.each([
    [{ 'content-type': 'text/html' }, 'TYPE'],
    [{ 'content-encoding': 'gzip' }, 'ENCODING'],
  ])('sent with %j', async (headers: Record<string, string>, reason) => {
    const before = await left();
    const { url } = await announce(world, owner, pdf());
    expect(await send(world, url, pdf(), headers)).toMatchObject({ status: 415, reason });
    expect(await left()).toEqual(before);
  });

  it('broken off half-way by its sender', async () => {
    const before = await left();
    const { url } = await announce(world, owner, Buffer.alloc(2_000_000), TABLE);
    const sending = request(`${world.address}${url}`, { method: 'PUT', headers: { 'content-length': 2_000_000 } });
    sending.on('error', () => undefined);
    sending.write(Buffer.alloc(1_500_000, 'a'));
    await until(async () => (await left())[2]! > before[2]!);
    sending.destroy();
    await until(async () => String(await left()) === String(before));
    expect(await left()).toEqual(before);
  });
});

describe('a ticket', () => {
  it('is good for its own upload and its own account alone', async () => {
    const [first, second] = [await announce(world, owner, pdf()), await announce(world, owner, pdf('2'))];
    const foreign = first.url.replace(first.id, second.id);
    expect(await send(world, foreign, pdf())).toMatchObject({ status: 401, reason: 'TICKET' });
    const stranger = await actorIn(world, theirs);
    expect(await send(world, first.url, pdf(), stranger.headers)).toMatchObject({ status: 403, reason: 'NOT_YOURS' });
    for (const url of [
      first.url.slice(0, -4),
      `/uploads/${first.id}`,
      `/uploads/${first.id}?ticket=${(await world.sessions.token([], owner.accountId)).slice(0, 4_000)}`,
    ])
      expect(await send(world, url, pdf())).toMatchObject({ status: 401, reason: 'TICKET' });
    for (const path of ['/uploads/..%2f..%2fetc%2fpasswd', '/uploads/%00', '/uploads/'])
      expect((await fetch(world.address + path, { method: 'PUT', body: 'x' })).status).toBeGreaterThanOrEqual(400);
  });

  it('ends with the membership that it was given for', async () => {
    const leaving = await actorIn(world, ours, 'EDITOR');
    const { url } = await announce(world, leaving, pdf());
    const events = databases.member.useDb('events');
    await events.collection<{ _id: string }>('memberships').deleteOne({ _id: leaving.accountId });
    expect(await send(world, url, pdf())).toMatchObject({ status: 403, reason: 'NOT_YOURS' });
  });

  it.each([
    ['BUSINESS_LICENCE', LICENCE],
    ['IMPORT_FILE', TABLE],
  ])('ends with the session in which it was given: %s', async (_, kind) => {
    const leaving: Actor = { accountId: '', subjectRef: '', headers: (await newcomer(world)).headers };
    const announced = (text: string) => announce(world, leaving, pdf(text), kind);
    const [sent, late] = [await announced('in time'), await announced('too late')];
    const bytes = (text: string) => (kind === TABLE ? Buffer.from(text.padEnd(pdf(text).length)) : pdf(text));
    expect(await send(world, sent.url, bytes('in time'))).toMatchObject({ status: 201 });
    const before = await left();
    const signOut = 'mutation Out($input: SignOutInput!) { signOut(input: $input) { __typename } }';
    const { data } = await world.ask(signOut, { input: {} }, leaving.headers);
    expect(data.signOut.__typename).toBe('SignedOut');
    for (const headers of [{}, leaving.headers])
      expect(await send(world, late.url, bytes('too late'), headers)).toMatchObject({
        status: 401,
        reason: 'SESSION_ENDED',
      });
    expect(await left()).toEqual(before);
  });

  it('takes the same file again as often as it comes, and at once; another one not at all', async () => {
    const bytes = pdf('parallel', 300_000);
    const { url } = await announce(world, owner, bytes);
    const before = await left();
    const sent = await Promise.all(Array.from({ length: 8 }, () => send(world, url, bytes)));
    const statuses = sent.map(({ status }) => status);
    expect([200, 201].map((one) => statuses.filter((status) => status === one).length)).toEqual([7, 1]);
    expect(await send(world, url, bytes)).toMatchObject({ status: 200 });
    const other = pdf('parallex', 300_000);
    expect(await send(world, url, other)).toMatchObject({ status: 409, reason: 'OTHER_FILE' });
    const [files, chunks] = await left();
    expect([files! - before[0]!, chunks! - before[1]!]).toEqual([1, 2]);
  });
});

it('an import file of some megabytes comes in as a stream and is stored sealed', async () => {
  const line = `${randomBytes(30).toString('hex')};pump;12.50\n`;
  const bytes = Buffer.from(`id;name;price\n${line.repeat(60_000)}`);
  await uploaded(world, owner, bytes, TABLE);
  const stored = databases.catalog.collection('uploadedFiles.chunks').find();
  for await (const { data } of stored) expect(Buffer.from(data.buffer).toString('latin1')).not.toContain('pump');
  const [upload] = await databases.catalog.collection('uploads').find({ kind: 'IMPORT_FILE' }).toArray();
  expect(JSON.stringify(upload)).not.toContain(createHash('sha256').update(bytes).digest('base64'));
}, 60_000);

it('pages of the app may send files from their origin, others may not', async () => {
  const ask = (origin: string) =>
    fetch(`${world.address}/uploads/${'a'.repeat(24)}`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'PUT' },
    });
  expect((await ask('https://app.example')).headers.get('access-control-allow-methods')).toContain('PUT');
  expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
});

/** A PNG of 20,000 by 20,000 black points in 50 kilobytes. */
function bomb(): Buffer {
  const side = 20_000;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const points = deflateSync(Buffer.alloc(side * (1 + side / 8)));
  const parts = [pngPart('IHDR', header), pngPart('IDAT', points), pngPart('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]);
}

function pngPart(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
