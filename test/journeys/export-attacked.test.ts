import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { get } from 'node:http';
import type { Connection } from 'mongoose';
import { connect } from '../../kit/mongo/connect.ts';
import { pdf, uploaded } from '../kit/uploading.ts';
import { cancel } from '../kit/leaving.ts';
import { exportAsked, exportReady, exportShown } from '../kit/my-export.ts';
import { newcomer, type Newcomer } from '../kit/newcomer.ts';
import { unzipped } from '../kit/unzipped.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(240_000);

let world: World;
let privacy: Connection;
let ayse: Newcomer;
let bora: Newcomer;
beforeAll(async () => {
  // Whoever goes away is seen to go by whoever hands over.
  world = await startWorld({ companies: 0, products: 0, shape: 'one process' });
  [privacy] = connect(world.servers.mongo.uri, ['privacy']);
  await privacy.asPromise();
  ayse = await newcomer(world, { name: 'Ayşe Saldırı', locale: 'EN' });
  bora = await newcomer(world, { name: 'Bora Merak', locale: 'EN' });
});
afterAll(async () => {
  await privacy?.close();
  await world?.stop();
});

const exports = () => privacy.collection('personalDataExports');

const archive = (path: string, code: string, init: RequestInit = {}) =>
  fetch(`${world.address}${path}/archive?code=${code}`, init);
const stateOf = async ({ headers }: Newcomer, id: string) => (await exportShown(world, headers, id))?.state ?? null;

it('somebody else’s code and session open nothing, and what only looks at a link uses nothing up', async () => {
  const hers = await exportReady(world, ayse.headers, ayse.email);
  const his = await exportReady(world, bora.headers, bora.email);
  expect((await archive(hers.path, his.code, { headers: bora.headers })).status).toBe(403);
  expect((await archive(his.path, hers.code, { headers: ayse.headers })).status).toBe(403);
  for (let time = 0; time < 20; time++)
    for (const method of ['GET', 'HEAD'])
      expect((await fetch(`${world.address}${hers.path}`, { method })).status).toBe(200);
  expect((await archive(hers.path, hers.code, { method: 'HEAD' })).status).toBe(404);
  for (const wrong of [`${hers.path}/archive/`, `${hers.path}/../${his.path.split('/')[2]}x`, `${hers.path}%00`])
    expect((await fetch(`${world.address}${wrong}`)).status).toBe(404);
  expect([await stateOf(ayse, hers.id), await stateOf(bora, hers.id)]).toEqual(['READY', null]);
  // A part is asked for, and all of it comes.
  const whole = await archive(hers.path, hers.code, { headers: { range: 'bytes=0-9' } });
  expect(whole.status).toBe(200);
  expect((await unzipped(Buffer.from(await whole.arrayBuffer()))).has('data.json')).toBe(true);
});

it('of twenty who fetch at once one gets it; who goes away in the middle may come back, four times', async () => {
  // More than lies on the way.
  const file = Buffer.concat([pdf(), randomBytes(9_000_000), pdf()]);
  await uploaded(world, { ...bora, accountId: '', subjectRef: '' }, file);
  const { id, path, code } = await exportReady(world, bora.headers, bora.email);
  for (let time = 0; time < 4; time++) {
    const request = get(`${world.address}${path}/archive?code=${code}`);
    const [response] = (await once(request, 'response')) as [NodeJS.ReadableStream & { statusCode: number }];
    expect(response.statusCode).toBe(200);
    await once(response, 'readable');
    expect((await archive(path, code)).status).toBe(409);
    request.destroy();
    await until(
      async () =>
        (await exports().findOne({ state: 'READY', fileId: { $type: 'string' }, fetches: time + 1 }))?.[
          'fetchingUntil'
        ] === null,
      30_000,
    );
  }
  const answers = await Promise.all(Array.from({ length: 20 }, () => archive(path, code)));
  const got = await Promise.all(answers.map(async (one) => ({ status: one.status, bytes: await one.arrayBuffer() })));
  expect(got.filter(({ status }) => status === 200)).toHaveLength(1);
  await until(async () => (await stateOf(bora, id)) === 'FETCHED');
  expect((await archive(path, code)).status).toBe(404);
});

it('whoever cancelled the account reads no code any more, and without it the link opens nothing', async () => {
  const who = await newcomer(world, { locale: 'EN' });
  const { path, id } = await exportReady(world, who.headers, who.email);
  expect((await cancel(world, who)).__typename).toBe('AccountCancellation');
  await until(async () => (await exportAsked(world, who.headers)).errors !== undefined, 30_000);
  expect(
    (await world.ask('query S($id: ID!) { node(id: $id) { id } }', { id }, who.headers)).data?.node ?? null,
  ).toBeNull();
  expect((await archive(path, '')).status).toBe(403);
});

it('nothing of whoever exports is logged: no link, no code, no name, no address', async () => {
  const { path, code } = await exportReady(world, ayse.headers, ayse.email);
  await archive(path, '00000000');
  await (await archive(path, code)).arrayBuffer();
  await fetch(`${world.address}${path}?${randomUUID()}`);
  const logged = world.logged.join('\n');
  for (const secret of [path.split('/')[2]!, code, code.replace('-', ''), ayse.email, 'Saldırı', bora.email])
    expect([secret, logged.includes(secret)]).toEqual([secret, false]);
});
