import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import sharp from 'sharp';
import { connect } from '../../kit/mongo/connect.ts';
import { companies } from '../../seed/company/companies.ts';
import { actorIn, uploaded, type Actor } from '../kit/uploading.ts';
import { startWorld, until, type World } from '../kit/world.ts';

const IMAGES = 'id version images { id: imageId alt sizes { width height url contentType } }';
const PROBLEMS =
  '... on Problem { message } ... on NotFound { field } ... on InvalidInput { field } ... on NotAllowed { reason }';
const mutation = (name: string) =>
  `mutation M($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { __typename ... on Product { ${IMAGES} } ${PROBLEMS} } }`;
const OTHERS = `query Seen($id: ID!) { product(id: $id) { ${IMAGES} } }`;
const PHOTO = { kind: 'PRODUCT_IMAGE', filename: 'pump.jpg', contentType: 'image/jpeg' };

interface Shown {
  id: string;
  alt: string | null;
  sizes: { width: number; height: number; url: string; contentType: string }[];
}
let world: World;
let owner: Actor;
let catalog: Connection;
const [ours, theirs] = [...companies(2)].map(({ id }) => id) as [string, string];
const run = async (name: string, input: object, { headers } = owner) => {
  const { data, errors } = await world.ask(
    mutation(name),
    { input: { idempotencyKey: randomUUID(), ...input } },
    headers,
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data[name];
};
const seen = async (id: string, headers: Record<string, string> = {}): Promise<Shown[] | undefined> =>
  (await world.ask(OTHERS, { id }, headers)).data.product?.images;
const get = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(world.address + url, { method, headers });
/** A photo as a telephone makes it: on its side, and with the place where it was taken. */
const photo = (background = '#27c', width = 1_600, height = 1_000) =>
  sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .withExif({
      IFD0: { Orientation: '6', Artist: 'A. Photographer' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '41/1 0/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '29/1 0/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
const draft = async () => {
  const input = { name: [{ locale: 'EN', text: 'Pump' }], categoryCode: '10.20.05', idempotencyKey: randomUUID() };
  const { data, errors } = await world.ask(mutation('createProduct'), { input }, owner.headers);
  if (!data?.createProduct.id) throw new Error(JSON.stringify(errors ?? data));
  return data.createProduct.id as string;
};
const withPhoto = async (productId: string, background?: string) =>
  run('addProductImage', {
    productId,
    uploadId: await uploaded(world, owner, await photo(background), PHOTO),
    alt: [{ locale: 'EN', text: 'A blue pump' }],
  });

beforeAll(async () => {
  world = await startWorld({ products: 20, companies: 5 });
  owner = await actorIn(world, ours);
  [catalog] = connect(world.servers.mongo.uri, ['catalog']);
  await catalog.asPromise();
}, 120_000);
afterAll(async () => {
  await catalog?.close();
  await world?.stop();
}, 60_000);

it('a photo is shown upright, in its sizes, and without the place where it was taken', async () => {
  const productId = await draft();
  const { __typename, images } = await withPhoto(productId);
  expect([__typename, images[0].alt]).toEqual(['Product', 'A blue pump']);
  await run('publishProduct', { id: productId });
  const [image] = (await seen(productId))!;
  expect(image!.sizes.map(({ width, contentType }) => [width, contentType])).toEqual(
    [160, 480, 1_000].flatMap((width) => [
      [width, 'image/webp'],
      [width, 'image/jpeg'],
    ]),
  );
  for (const { url, width, height, contentType } of image!.sizes) {
    const answer = await get(url);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': contentType,
      'cache-control': 'public, no-cache',
      'x-content-type-options': 'nosniff',
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const found = await sharp(bytes).metadata();
    expect([found.width, found.height, found.exif, found.xmp, found.iptc, found.orientation]).toEqual([
      width,
      height,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(bytes.toString('latin1')).not.toMatch(/Exif|GPS|Photographer/);
  }
  expect(await catalog.collection('uploadedFiles.chunks').countDocuments()).toBe(0);
});

it('a copy is asked after at each use, and HEAD says what GET would', async () => {
  const productId = await draft();
  await withPhoto(productId);
  await run('publishProduct', { id: productId });
  const { url } = (await seen(productId))![0]!.sizes[0]!;
  const first = await get(url);
  const etag = first.headers.get('etag')!;
  const length = (await first.arrayBuffer()).byteLength;
  for (const known of [etag, `"other", W/${etag}`, '*'])
    expect((await get(url, { 'if-none-match': known })).status).toBe(304);
  expect((await get(url, { 'if-none-match': '"other"' })).status).toBe(200);
  const head = await get(url, {}, 'HEAD');
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, String(length), '']);
});

it('a draft is seen by its company alone, by an address that is signed; a published one is gone the moment it is withdrawn', async () => {
  const productId = await draft();
  const [image] = (await withPhoto(productId)).images as Shown[];
  const { url } = image!.sizes[0]!;
  const bare = url.split('?')[0]!;
  expect((await get(url)).headers.get('cache-control')).toBe('private, no-store');
  for (const other of [bare, url.replace(/signature=../, 'signature=00'), url.replace(/until=\d/, 'until=9')])
    expect((await get(other)).status).toBe(404);
  expect(await seen(productId, (await actorIn(world, theirs)).headers)).toBeUndefined();
  await run('publishProduct', { id: productId });
  const { headers } = await get(bare);
  await run('withdrawProduct', { id: productId });
  expect((await get(bare, { 'if-none-match': headers.get('etag')! })).status).toBe(404);
  await run('publishProduct', { id: productId });
  expect((await get(bare)).status).toBe(200);
  const cards = catalog.collection<{ _id: string }>('companyCards');
  await cards.updateOne({ _id: ours }, { $set: { hidden: true } });
  await until(async () => (await get(bare)).status === 404);
  await cards.updateOne({ _id: ours }, { $set: { hidden: false } });
  await until(async () => (await get(bare)).status === 200);
});

it('a picture of a product that staff take down is gone at once, also from whoever kept a copy', async () => {
  const productId = await draft();
  await withPhoto(productId);
  await run('publishProduct', { id: productId });
  const { url } = (await seen(productId))![0]!.sizes[0]!;
  const etag = (await get(url)).headers.get('etag')!;
  const takeDown = `mutation Take($input: ModerateProductInput!) { takeDownProduct(input: $input) { __typename } }`;
  const input = { id: productId, reason: 'COUNTERFEIT', idempotencyKey: randomUUID() };
  const { data } = await world.ask(takeDown, { input }, await world.sessions.bearer('SUPPORT'));
  expect(data.takeDownProduct.__typename).toBe('ModerationDecision');
  expect((await get(url)).status).toBe(404);
  expect((await get(url, { 'if-none-match': etag })).status).toBe(404);
});

it('pictures are put in order and taken away for good', async () => {
  const productId = await draft();
  await withPhoto(productId, '#f00');
  const { images, version } = await withPhoto(productId, '#0f0');
  const [a, b] = images.map(({ id }: Shown) => id) as [string, string];
  const ordered = await run('orderProductImages', { productId, imageIds: [b, a], expectedVersion: version });
  expect(ordered.images.map(({ id }: Shown) => id)).toEqual([b, a]);
  expect((await run('orderProductImages', { productId, imageIds: [a], expectedVersion: version })).__typename).toBe(
    'ProductVersionConflict',
  );
  for (const imageIds of [[a], [a, a], [a, b, b], []])
    expect(await run('orderProductImages', { productId, imageIds })).toMatchObject({ field: 'imageIds' });
  await run('publishProduct', { id: productId });
  const { url } = (await seen(productId))!.find(({ id }) => id === a)!.sizes[0]!;
  const removed = await run('removeProductImage', { productId, imageId: a });
  expect(removed.images.map(({ id }: Shown) => id)).toEqual([b]);
  expect((await get(url)).status).toBe(404);
  expect(await run('removeProductImage', { productId, imageId: a })).toMatchObject({ field: 'imageId' });
});

it('what is foreign or used is refused, and one request adds one picture', async () => {
  const productId = await draft();
  const stranger = await actorIn(world, theirs);
  const foreign = await uploaded(world, stranger, await photo(), PHOTO);
  expect(await run('addProductImage', { productId, uploadId: foreign })).toMatchObject({ field: 'uploadId' });
  expect(await run('addProductImage', { productId, uploadId: foreign }, stranger)).toMatchObject({
    field: 'productId',
  });
  const uploadId = await uploaded(world, owner, await photo(), PHOTO);
  const idempotencyKey = randomUUID();
  const all = await Promise.all(
    Array.from({ length: 20 }, () => run('addProductImage', { productId, uploadId, idempotencyKey })),
  );
  expect(all.map(({ images }) => images.length)).toEqual(Array.from({ length: 20 }, () => 1));
  expect(await run('addProductImage', { productId, uploadId })).toMatchObject({ field: 'uploadId' });
});

it('of a product that is deleted no picture is left', async () => {
  const productId = await draft();
  await withPhoto(productId);
  const kept = await catalog.collection('imageFiles.files').countDocuments({ kept: true });
  const { data } = await world.ask(
    'mutation Delete($input: DeleteProductInput!) { deleteProduct(input: $input) { __typename } }',
    { input: { id: productId, idempotencyKey: randomUUID() } },
    owner.headers,
  );
  expect(data.deleteProduct.__typename).toBe('DeletedProduct');
  expect(await catalog.collection('imageFiles.files').countDocuments({ kept: true })).toBe(kept - 6);
  const goesNow = { kept: false, dueAt: { $lte: new Date() } };
  await until(async () => (await catalog.collection('imageFiles.files').countDocuments(goesNow)) === 0, 30_000);
  expect(await catalog.collection('imageFiles.files').countDocuments(goesNow)).toBe(0);
});

it.each([
  '/images/..%2f..%2fetc/0000000000000000/160.webp',
  '/images/..%2f..%2f/..%2f/..%2f',
  `/images/${'a'.repeat(24)}/0000000000000000/160.webp`,
  `/images/${'a'.repeat(24)}/0000000000000000/160.svg`,
  `/images/${'a'.repeat(24)}/0000000000000000/..;`,
  '/documents/..%2fsecret',
])('nothing is at %s', async (path) => {
  expect((await get(path)).status).toBe(404);
});
