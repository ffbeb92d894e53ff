import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import sharp from 'sharp';
import { connect } from '../../kit/mongo/connect.ts';
import { companies } from '../../seed/company/companies.ts';
import { startObjectServer, type ObjectServer } from '../kit/object-server.ts';
import { actorIn, uploaded, type Actor } from '../kit/uploading.ts';
import { startWorld, until, type World } from '../kit/world.ts';

const IMAGES = 'id images { id: imageId sizes { url contentType } }';
const mutation = (name: string) =>
  `mutation M($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { __typename ... on Product { ${IMAGES} } ... on Problem { message } } }`;
const PHOTO = { kind: 'PRODUCT_IMAGE', filename: 'pump.jpg', contentType: 'image/jpeg' };

let bucket: ObjectServer;
let world: World;
let owner: Actor;
let catalog: Connection;
const run = async (name: string, input: object) => {
  const all = { idempotencyKey: randomUUID(), ...input };
  const { data, errors } = await world.ask(mutation(name), { input: all }, owner.headers);
  if (!data?.[name]) throw new Error(JSON.stringify(errors));
  return data[name];
};
const get = (url: string) => fetch(world.address + url);
const ready = async () => (await fetch(`${world.address}/health/ready`)).status === 200;
/** A published product with a picture, and the address of each size. */
async function shown() {
  const photo = sharp({ create: { width: 600, height: 400, channels: 3, background: '#27c' } });
  const name = [{ locale: 'EN', text: 'Pump' }];
  const { id: productId } = await run('createProduct', { name, categoryCode: '10.20.05' });
  const uploadId = await uploaded(world, owner, await photo.jpeg().toBuffer(), PHOTO);
  const { images } = await run('addProductImage', { productId, uploadId });
  await run('publishProduct', { id: productId });
  const urls = images[0].sizes.map(({ url }: { url: string }) => url.split('?')[0]!) as string[];
  return { productId, imageId: images[0].id as string, urls };
}

beforeAll(async () => {
  bucket = await startObjectServer();
  world = await startWorld({ products: 20, companies: 5, imagePlace: bucket.place });
  owner = await actorIn(world, [...companies(1)][0]!.id);
  [catalog] = connect(world.servers.mongo.uri, ['catalog']);
  await catalog.asPromise();
}, 120_000);
afterAll(async () => {
  await catalog?.close();
  await world?.stop();
  await bucket?.stop();
}, 60_000);

it('a picture lies in the bucket, is shown through the gateway alone, and goes for good', async () => {
  const { productId, imageId, urls } = await shown();
  for (const url of urls) {
    const answer = await get(url);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'public, no-cache']);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([...bucket.objects.values()].some((one) => one.equals(bytes))).toBe(true);
  }
  expect(urls.every((url) => url.startsWith('/images/'))).toBe(true);
  expect(bucket.objects.size).toBe(urls.length);
  expect(await catalog.collection('imageFiles.chunks').countDocuments()).toBe(0);
  expect((await fetch(`${bucket.place.endpoint}/${bucket.place.bucket}/${[...bucket.objects.keys()][0]}`)).status).toBe(
    403,
  );
  await run('withdrawProduct', { id: productId });
  for (const url of urls) expect((await get(url)).status).toBe(404);
  await run('publishProduct', { id: productId });
  expect((await get(urls[0]!)).status).toBe(200);
  await run('removeProductImage', { productId, imageId });
  for (const url of urls) expect((await get(url)).status).toBe(404);
  await until(() => bucket.objects.size === 0, 30_000);
  await until(async () => (await catalog.collection('imageFiles.objects').countDocuments()) === 0);
});

it('an object that is not what was written is not shown', async () => {
  const { productId, imageId, urls } = await shown();
  for (const object of bucket.objects.values()) object[100]! ^= 1;
  const { status, headers } = await get(urls[0]!);
  // No cache keeps that it was not there, nor takes it for the picture.
  expect([status, headers.get('etag'), headers.get('cache-control')]).toEqual([500, null, 'no-store']);
  await run('removeProductImage', { productId, imageId });
});

it('a bucket that does not answer keeps nobody waiting for a picture', async () => {
  const { productId, imageId, urls } = await shown();
  bucket.silent = true;
  const answer = await fetch(world.address + urls[0]!, { signal: AbortSignal.timeout(8_000) });
  bucket.silent = false;
  expect([answer.status, answer.headers.get('etag')]).toEqual([500, null]);
  expect((await get(urls[0]!)).status).toBe(200);
  await run('removeProductImage', { productId, imageId });
});

it('without its bucket the directory stays ready for everything else, takes no picture, and says why', async () => {
  bucket.has = false;
  await until(async () => (await ready()) && world.logged.some((line) => line.includes('NoSuchBucket')));
  await expect(shown()).rejects.toThrow('Expected it uploaded');
  bucket.has = true;
  expect(await ready()).toBe(true);
});
