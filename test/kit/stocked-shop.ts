import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { localIdOf } from '../../kit/global-id/global-id.ts';
import { change, draft } from './selling.ts';
import { uploaded } from './uploading.ts';
import { until, type World } from './world.ts';

type Headers = Record<string, string>;

/** A company that sells: everything that may hang on it in the catalog was made through the API. */
export interface StockedShop {
  /** Its company, and the product that is shown, as the API names them. */
  company: string;
  product: string;
  /** The id of the company as databases have it. */
  companyId: string;
  /** A word that stands in the names of its products, and nowhere else. */
  word: string;
  /** Where its pictures are: of the product that is shown, and of a draft, signed for its members. */
  pictures: { shown: string[]; drafted: string[] };
}

const PHOTO = { kind: 'PRODUCT_IMAGE', filename: 'valve.jpg', contentType: 'image/jpeg' };
const ROWS = { kind: 'IMPORT_FILE', filename: 'goods.ndjson', contentType: 'application/x-ndjson' };
const ADD = `mutation ($input: AddProductImageInput!) { addProductImage(input: $input) { __typename
  ... on Product { images { sizes { url } } } ... on Problem { message } } }`;
const IMPORT = `mutation ($input: ImportProductsInput!) { importProducts(input: $input) { __typename
  ... on ImportJob { id } ... on Problem { message } } }`;
const SPONSOR = `mutation ($input: SponsorProductInput!) { sponsorProduct(input: $input) { __typename
  ... on Sponsorship { state } ... on Problem { message } } }`;

/** Uploads a photo that no product has yet; answers its upload. */
export async function photoOf(world: World, headers: Headers, background = '#27c'): Promise<string> {
  const photo = sharp({ create: { width: 700, height: 500, channels: 3, background } }).jpeg();
  return uploaded(world, { headers } as never, await photo.toBuffer(), PHOTO);
}

/** Brings a file of products in, one row of which is refused; as soon as it is worked through. */
export async function importedBy(world: World, headers: Headers, word: string): Promise<void> {
  const row = (externalId: string, categoryCode: string) =>
    JSON.stringify({ externalId, status: 'DRAFT', name: { en: `Flange ${word} ${externalId}` }, categoryCode });
  const rows = Buffer.from([row(`${word}-1`, '10.10.05'), row(`${word}-2`, 'none')].join('\n'));
  const uploadId = await uploaded(world, { headers } as never, rows, ROWS);
  const { id } = await done(world, 'importProducts', IMPORT, { format: 'NDJSON', uploadId }, headers, 'ImportJob');
  const JOB = 'query Job($id: ID!) { node(id: $id) { ... on ImportJob { finishedAt } } }';
  await until(async () => (await world.ask(JOB, { id }, headers)).data?.node?.finishedAt != null, 60_000);
}

/** A product with a photo and one that is a draft, the first sponsored; an import with its report; a photo that no product has. */
export async function stockedShop(world: World, headers: Headers, word: string): Promise<StockedShop> {
  const { data } = await world.ask('{ viewer { company { id } } }', {}, headers);
  const company: string = data.viewer.company.id;
  const photographed = async (name: string) => {
    const { id } = await draft(world, { name: [{ locale: 'EN', text: name }] }, headers);
    const input = { productId: id, uploadId: await photoOf(world, headers) };
    const { images } = await done(world, 'addProductImage', ADD, input, headers, 'Product');
    return { id: id as string, urls: images[0].sizes.map(({ url }: { url: string }) => url) as string[] };
  };
  const [shown, drafted] = [await photographed(`Valve ${word}`), await photographed(`Valve ${word} to come`)];
  await change(world, 'publishProduct', { id: shown.id, idempotencyKey: randomUUID() }, headers);
  const sponsored = { productId: shown.id, reason: 'CONTRACT', until: new Date(Date.now() + 8 * 86_400_000) };
  const administrator = await world.sessions.bearer('ADMINISTRATOR');
  await done(world, 'sponsorProduct', SPONSOR, sponsored, administrator, 'Sponsorship');
  await importedBy(world, headers, word);
  await photoOf(world, headers, '#c72');
  const pictures = { shown: shown.urls.map((url) => url.split('?')[0]!), drafted: drafted.urls };
  return { company, product: shown.id, companyId: localIdOf('Company', company)!, word, pictures };
}

/** What the API answers; throws for everything but the type that is meant. */
async function done(world: World, name: string, query: string, input: object, headers: Headers, type: string) {
  const given = { input: { idempotencyKey: randomUUID(), ...input } };
  const { data, errors } = await world.ask(query, given, headers);
  if (data?.[name]?.__typename !== type)
    throw new Error(`Expected ${type} of ${name}, got ${JSON.stringify(data?.[name] ?? errors)}.`);
  return data[name];
}
