import { mongo, type Connection } from 'mongoose';
import { connect } from '../../kit/mongo/connect.ts';
import { askRight } from '../kit/asking-rights.ts';
import { colleaguesIn, type Colleagues } from '../kit/colleagues.ts';
import { approvedErasure, certified } from '../kit/erasing-rights.ts';
import { insistent } from '../kit/insisting.ts';
import { newcomer, type Newcomer } from '../kit/newcomer.ts';
import { importedBy, photoOf, stockedShop, type StockedShop } from '../kit/stocked-shop.ts';
import { savedSearch } from '../kit/subscribing.ts';
import { startWorld, until, type World } from '../kit/world.ts';
import { figure } from '../privacy/figure.ts';

import.meta.jest.setTimeout(300_000);

/** Companies with everything that may hang on them in the catalog, and somebody who looks for what they sell. */
let world: World;
let colleagues: Colleagues;
let stored: Record<(typeof DATABASES)[number], Connection>;
const DATABASES = ['member', 'catalog', 'events'] as const;
beforeAll(async () => {
  world = insistent(await startWorld({ companies: 0, products: 0, purgeHours: 0 }));
  colleagues = await colleaguesIn(world);
  const opened = connect(world.servers.mongo.uri, DATABASES);
  stored = Object.fromEntries(DATABASES.map((name, at) => [name, opened[at]!])) as typeof stored;
  await stored.member.asPromise();
}, 120_000);
afterAll(async () => {
  await stored?.member.close();
  await colleagues?.close();
  await world?.stop();
});

/** Where something of a company with goods is stored, in catalog and in what is published. */
const PLACES = [
  'catalog.companyCards',
  'catalog.heldProducts',
  'catalog.imageFiles.chunks',
  'catalog.imageFiles.files',
  'catalog.images',
  'catalog.importJobs',
  'catalog.importReports',
  'catalog.products',
  'catalog.sponsorships',
  'catalog.uploadedFiles.chunks',
  'catalog.uploadedFiles.files',
  'catalog.uploads',
  'events.companyCards',
  'events.memberships',
  'events.productListings',
  'events.searchMatches',
];

/** Every document of the databases in which a text stands, as it lies there. */
async function holding(...texts: string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const [name, { db }] of Object.entries(stored))
    for (const { name: collection } of await db!.listCollections({ type: 'collection' }).toArray())
      for await (const document of db!.collection(collection).find()) {
        const bytes = mongo.BSON.EJSON.stringify(document);
        if (texts.some((text) => bytes.includes(text)))
          found.set(`${name}.${collection} ${String(document._id)}`, bytes);
      }
  return found;
}
const placesOf = (those: Map<string, string>) =>
  [...new Set([...those.keys()].map((key) => key.split(' ')[0]!))].toSorted();

/** What names a shop: its own id, its word, and the ids of its products, pictures, files and imports. */
async function namesOf({ companyId, word }: StockedShop): Promise<string[]> {
  const { catalog } = stored;
  const own = { companyId } as object;
  const ids = async (of: string, path = '_id') => (await catalog.collection(of).distinct(path, own)) as string[];
  return [
    companyId,
    word,
    ...(await ids('products')),
    ...(await ids('images')),
    ...(await ids('images', 'sizes.fileId')),
    ...(await ids('importJobs')),
    ...(await ids('importJobs', 'fileId')),
    ...(await ids('uploads', 'fileId')),
  ];
}

const statuses = async (urls: readonly string[], headers: Record<string, string> = {}) => [
  ...new Set(await Promise.all(urls.map(async (url) => (await fetch(world.address + url, { headers })).status))),
];

/** A shop whose product somebody was told of who had saved a search. */
async function soughtShop(owner: Newcomer, word: string): Promise<StockedShop> {
  const buyer = await colleagues.alone();
  await savedSearch(world, { query: word, locale: 'EN' }, buyer.headers);
  const shop = await stockedShop(world, owner.headers, word);
  const told = { companyId: shop.companyId, doneAt: { $ne: null } };
  await until(async () => (await stored.events.collection('searchMatches').countDocuments(told)) === 1, 60_000);
  await until(async () => (await world.mailbox(buyer.email)).length === 1, 60_000);
  await until(async () => (await found(word)) === 1, 60_000);
  return shop;
}
let asked = 0;
const found = async (word: string): Promise<number> => {
  const query = `query Found${++asked} ($q: String) { searchProducts(query: $q, first: 9) { edges { node { id } } } }`;
  return (await world.ask(query, { q: word })).data.searchProducts.edges.length;
};

async function erased({ headers }: Newcomer) {
  const { case: opened } = await askRight(world, 'openPrivacyCase', { rights: ['ERASURE'] }, headers);
  await approvedErasure(world, opened.id);
  const over = await certified(world, opened.id, 200_000);
  expect(over.plan).toMatchObject({ state: 'CERTIFIED', blockedBy: null });
  return over;
}

it('of a sole trader’s goods, pictures, files and sponsorship nothing is left, and of another’s nothing changes', async () => {
  const [trader, other] = [await newcomer(world, { legalForm: 'SOLE_TRADER' }), await newcomer(world)];
  const theirs = await soughtShop(other, 'zorvanit');
  const shop = await soughtShop(trader, 'qelbarim');
  const { companyId } = shop;
  const [membership] = await stored.events.collection('memberships').find({ companyId }).toArray();
  const colleague = await colleagues.member({ accountId: String(membership!._id) } as never, 'EDITOR');
  await importedBy(world, colleague.headers, shop.word);
  await photoOf(world, colleague.headers);
  const [names, otherNames] = [await namesOf(shop), await namesOf(theirs)];
  const [before, others] = [await holding(...names), await holding(...otherNames)];
  expect(placesOf(before)).toEqual(placesOf(others));
  expect(placesOf(before)).toEqual(expect.arrayContaining(PLACES));
  expect(await statuses([...shop.pictures.shown, ...shop.pictures.drafted])).toEqual([200]);

  const over = await erased(trader);
  expect(over.plan.companies).toMatchObject([{ fate: 'ERASED' }]);
  expect([...(await holding(shop.word)).keys()]).toEqual([]);
  const left = [...(await holding(...names)).values()].filter((bytes) => !isOfADay(bytes, colleague.accountId));
  figure('documents of an erased trader’s goods, before and after', `${before.size} and ${left.length}`);
  expect(left).toEqual([]);
  expect(await statuses([...shop.pictures.shown, ...shop.pictures.drafted])).toEqual([404]);
  expect(await found(shop.word)).toBe(0);
  const acts = await world.ask('{ viewer { company { id } } }', {}, colleague.headers);
  expect(acts.data.viewer.company).toBeNull();

  expect(await holding(...otherNames)).toEqual(others);
  expect(await statuses(theirs.pictures.shown)).toEqual([200]);
  expect(await found(theirs.word)).toBe(1);
});

/** That a request took effect, by what it made; and that somebody else brought a file, without the file. Both go by themselves. */
const isOfADay = (bytes: string, accountId: string): boolean => {
  const { reference, accountId: by, fileId } = mongo.BSON.EJSON.parse(bytes) as Record<string, unknown>;
  return typeof reference === 'string' || (by === accountId && typeof fileId === 'string');
};

it('what its last owner leaves behind is kept as declared, and neither it nor its pictures are shown', async () => {
  const owner = await newcomer(world);
  const shop = await soughtShop(owner, 'mirtavelon');
  const { companyId } = shop;
  const kept = async () => {
    const { catalog } = stored;
    const [images, products] = [
      await catalog.collection('images').find({ companyId }).toArray(),
      await catalog.collection('products').find({ companyId }).sort({ _id: 1 }).toArray(),
    ];
    const fileIds = images.flatMap(({ sizes }) => (sizes as { fileId: string }[]).map(({ fileId }) => fileId));
    const ids = products.map(({ _id }) => _id);
    const files = { _id: { $in: fileIds } } as object;
    return {
      images,
      files: await catalog.collection('imageFiles.files').find(files).toArray(),
      chunks: await catalog.collection('imageFiles.chunks').countDocuments({ files_id: { $in: fileIds } }),
      sponsorships: await catalog
        .collection('sponsorships')
        .find({ productId: { $in: ids } })
        .toArray(),
      goods: products.map(({ _id, name, images: shown, createdAt }) => ({ _id, name, shown, createdAt })),
      statuses: products.map(({ status }) => status as string).toSorted(),
    };
  };
  const before = await kept();
  expect(before.files).toHaveLength(18);
  expect(before.chunks).toBeGreaterThanOrEqual(18);
  expect(before.statuses).toEqual(['DRAFT', 'DRAFT', 'PUBLISHED']);

  const over = await erased(owner);
  expect(over.plan.companies).toMatchObject([{ fate: 'WITHDRAWN' }]);
  expect(await kept()).toEqual({ ...before, statuses: ['DRAFT', 'DRAFT', 'WITHDRAWN'] });
  expect(await statuses(shop.pictures.shown)).toEqual([404]);
  expect(await statuses(shop.pictures.drafted)).toEqual([404]);
  expect(await found(shop.word)).toBe(0);
  const [company] = await stored.member
    .collection('companies')
    .find({ _id: companyId as never })
    .toArray();
  expect(company).toMatchObject({ stoppedBy: ['OWNERS'] });
  expect(placesOf(await holding(companyId))).toEqual([
    'catalog.companyCards',
    'catalog.images',
    'catalog.products',
    'events.companyCards',
    'events.productListings',
    'events.searchMatches',
    'member.companies',
  ]);
});
