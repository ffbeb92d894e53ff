import 'reflect-metadata';
import { mongo } from 'mongoose';
import type { ErasureCount, ErasureTarget } from '../../kit/participation/erasing.ts';
import { Records } from '../../kit/record/records.ts';
import { Engine } from '../../subgraphs/catalog/engine/engine.ts';
import { erasingIn, type ErasingHere } from '../kit/erasing.ts';
import { startWorld, until, type World } from '../kit/world.ts';
import { STORES } from './classified.ts';
import { Planting, type Writer } from './planting.ts';
import { alertsOf, companyOf, peopleIn, threadsOf, waitingOf, type People } from './written-by-people.ts';
import { changesOf, judgedOf, reportsOf } from './written-to-staff.ts';

import.meta.jest.setTimeout(300_000);

/**
 * Canaries are written into every field about people that the API takes, through the gateway. Then one of them is erased by what the participants
 * do, and everything that is stored is opened and looked through, as is the search engine. What the others wrote is the control of every scan.
 */
let world: World;
let people: People;
let here: ErasingHere;
let target: ErasureTarget;
let foreseen: ErasureCount[];
let changed: ErasureCount[];
let others: Map<string, string>;
const planting = new Planting();

beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
  people = await peopleIn(world, planting);
  await companyOf(world, people, planting);
  const threads = await threadsOf(world, people, planting);
  await alertsOf(world, people, planting);
  await judgedOf(world, people, planting);
  await reportsOf(world, people, threads, planting);
  await changesOf(world, people, planting);
  await waitingOf(world, people, planting);
  here = await erasingIn(world);
  await settled();
  target = await here.target(people.ayse.email);
  await here.fenced(target);
  others = await bystanders();
  foreseen = await here.foreseen(target);
  changed = await here.erased(target);
}, 300_000);
afterAll(async () => {
  await here?.close();
  await people?.colleagues.close();
  await world?.stop();
});

/** Waits until what was written is where it comes to lie by itself, and found. */
async function settled(): Promise<void> {
  const { member, events, catalog } = here.connections;
  await until(async () => (await member!.collection('inboundMails').countDocuments({ handledAt: null })) === 0, 60_000);
  await until(async () => (await member!.collection('mails').countDocuments()) === 0, 60_000);
  const card = { traderRef: { $type: 'string' } } as const;
  await until(async () => {
    const [told, followed] = await Promise.all(
      [events!, catalog!].map((of) => of.collection('companyCards').findOne(card)),
    );
    return told !== null && told!['version'] === followed?.['version'];
  }, 60_000);
  const waiting = { state: { $in: ['QUEUED', 'RUNNING'] } };
  await until(async () => (await catalog!.collection('importJobs').countDocuments(waiting)) === 0, 60_000);
  await until(async () => (await inEngine()).includes(written('ayse')[0]!.slice(0, 9)), 60_000);
}

const written = (owner: Writer) => planting.written.filter((one) => one.owner === owner).map(({ text }) => text);
const connectionOf = (store: string) => here.connections[store]!;

/** Every stored document, opened where its keys are there. */
async function opened(): Promise<{ place: string; text: string }[]> {
  const found: { place: string; text: string }[] = [];
  for (const [store, records] of STORES)
    for (const declaration of records) {
      const stored = new Records(connectionOf(store), declaration, world.keys.keyring);
      for (const one of await stored.find({}, { damaged: () => undefined }))
        found.push({ place: `${store}.${declaration.collection}`, text: textOf(one) });
    }
  return found;
}
/** As it is, and what its bytes say. */
const textOf = (value: unknown): string => {
  const bytes: string[] = [];
  const json = JSON.stringify(value, (_, inner: unknown) => {
    const data =
      (inner as { type?: unknown; data?: number[] } | null)?.type === 'Buffer'
        ? (inner as { data: number[] }).data
        : null;
    if (data) bytes.push(Buffer.from(data).toString('latin1'));
    return data ? undefined : inner;
  });
  return `${json}\n${bytes.join('\n')}`.toLowerCase();
};

/** Everything that the search engine holds, in every index. */
async function inEngine(): Promise<string> {
  const { url, masterKey } = world.servers.meili;
  const engine = new Engine(url, masterKey);
  try {
    const { results } = await engine.admin.getRawIndexes({ limit: 100 });
    const all = await Promise.all(results.map(({ uid }) => engine.admin.index(uid).getDocuments({ limit: 1_000 })));
    return JSON.stringify(all.map((one) => one.results)).toLowerCase();
  } finally {
    await engine.close();
  }
}

/** Counts of what was written, whoever wrote it. */
const COUNTING = new Set(['subjectFences', 'allowances', 'disclosures']);

/** What is about the others alone, byte by byte as it is stored. */
async function bystanders(): Promise<Map<string, string>> {
  const hers = target.references.map(({ ref }) => ref);
  const company = target.companies.map(({ companyId }) => companyId);
  const known = await Promise.all(
    [people.bora.email, people.cem.email, people.deniz].map((email) => here.target(email)),
  );
  const theirs = known
    .flatMap(({ references }) => references.map(({ ref }) => ref))
    .filter((ref) => !hers.includes(ref));
  const found = new Map<string, string>();
  for (const [store, records] of STORES)
    for (const { collection } of records.filter((one) => !COUNTING.has(one.collection)))
      for await (const document of connectionOf(store).collection(collection).find()) {
        const bytes = mongo.BSON.EJSON.stringify(document);
        const names = (refs: readonly string[]) => refs.some((ref) => bytes.includes(ref));
        if (names(theirs) && !names(hers) && !names(company))
          found.set(`${store}.${collection}.${String(document._id)}`, bytes);
      }
  return found;
}

const of = (counts: readonly ErasureCount[]) =>
  counts.map((one) => `${one.store}.${one.collection}.${one.subjectPath} ${one.action}: ${one.records}`).toSorted();

/** What the law, or the other side of a thread, keeps: it names nobody any more. */
const LEFT_TO_OTHERS = new Set(['member.inquiryMessages', 'member.inquiryFiles.chunks']);

it('changes at each place as much as was foreseen', () => {
  expect(of(changed)).toEqual(of(foreseen));
  expect(changed.length).toBeGreaterThan(20);
});

it('leaves none of her texts anywhere, but what she wrote to the other side of a thread', async () => {
  const stored = await opened();
  const left = written('ayse').flatMap((text) =>
    stored.filter((one) => one.text.includes(text.toLowerCase())).map(({ place }) => ({ place, text })),
  );
  expect(left.filter(({ place }) => !LEFT_TO_OTHERS.has(place))).toEqual([]);
  const theirs = [...written('bora'), ...written('cem')];
  expect(theirs.filter((text) => !stored.some((one) => one.text.includes(text)))).toEqual([]);
});

it('leaves her in no reference but those that a duty keeps, and each participant says so', async () => {
  const left = await Promise.all(here.over.all.map((one) => one.verify(target)));
  expect(left.flat()).toEqual([]);
});

it('takes her and her company out of the search engine, and out of its files with the next build', async () => {
  const engine = await inEngine();
  expect(written('ayse').filter((text) => engine.includes(text.toLowerCase()))).toEqual([]);
  expect(written('cem').some((text) => engine.includes(text))).toBe(true);
  await here.purged(target);
});

it('leaves what is about others byte by byte as it was', async () => {
  const after = await bystanders();
  expect(others.size).toBeGreaterThan(20);
  expect([...others].filter(([id, bytes]) => after.get(id) !== bytes).map(([id]) => id)).toEqual([]);
});

it('does nothing more when it is asked again, and answers the same', async () => {
  expect(await here.foreseen(target)).toEqual([]);
  expect(of(await here.erased(target))).toEqual(of(changed));
});
