import 'reflect-metadata';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { heldValues } from '../../subgraphs/privacy/personal-data/held-values.ts';
import { exportOf } from '../kit/my-export.ts';
import { unzipped } from '../kit/unzipped.ts';
import { startWorld, until, type World } from '../kit/world.ts';
import { CHOSEN, NOT_TOLD, NOT_WRITTEN, placesForText } from './classified.ts';
import { Planting, type Writer } from './planting.ts';
import { alertsOf, companyOf, peopleIn, threadsOf, waitingOf, type People } from './written-by-people.ts';
import { askedByGuest, casesOf, changesOf, judgedOf, reportsOf } from './written-to-staff.ts';

import.meta.jest.setTimeout(300_000);

/**
 * Canaries are written into every field about people that the API takes, by several who share company and threads, through the gateway.
 * Then each asks for their data and fetches it by the link of the mail.
 */
let world: World;
let people: People;
const planting = new Planting();
const archives = new Map<Writer, Map<string, Buffer>>();

beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
  people = await peopleIn(world, planting);
  await companyOf(world, people, planting);
  const threads = await threadsOf(world, people, planting);
  await alertsOf(world, people, planting);
  await judgedOf(world, people, planting);
  await reportsOf(world, people, threads, planting);
  await casesOf(world, people, planting);
  await changesOf(world, people, planting);
  await waitingOf(world, people, planting);
  await settled();
  const { ayse, bora, deniz, secrets } = people;
  secrets.push(
    ...[...(await world.mailbox())].flatMap(({ text }) =>
      [...text.matchAll(/#token=([\w.-]+)/g)].map(([, token]) => token!),
    ),
  );
  archives.set('ayse', await exportOf(world, ayse.headers, ayse.email));
  archives.set('bora', await exportOf(world, bora.headers, bora.email));
  await askedByGuest(world, deniz);
  archives.set('deniz', await byLinkAlone(deniz));
}, 300_000);
afterAll(async () => {
  await people?.colleagues.close();
  await world?.stop();
});

/** Waits until what was written is where it comes to lie by itself. */
async function settled(): Promise<void> {
  const [member, events] = people.colleagues.connections;
  const catalog = events.useDb('catalog');
  const card = { traderRef: { $type: 'string' } } as const;
  await until(async () => (await member.collection('inboundMails').countDocuments({ handledAt: null })) === 0, 60_000);
  await until(async () => {
    const [told, followed] = [
      await events.collection('companyCards').findOne(card),
      await catalog.collection('companyCards').findOne(card),
    ];
    return told !== null && told['version'] === followed?.['version'];
  }, 60_000);
  const waiting = { state: { $in: ['QUEUED', 'RUNNING'] } };
  await until(async () => (await catalog.collection('importJobs').countDocuments(waiting)) === 0, 60_000);
}

/** The archive of whoever has no account: by the link of the mail. */
async function byLinkAlone(email: string): Promise<Map<string, Buffer>> {
  const link = async () =>
    (await world.mailbox(email)).flatMap(({ text }) => /\/personal-data-exports\/[\w-]{67}/.exec(text) ?? []).at(-1);
  await until(async () => (await link()) !== undefined, 60_000);
  const response = await fetch(`${world.address}${await link()}/archive`);
  expect(response.status).toBe(200);
  return unzipped(Buffer.from(await response.arrayBuffer()));
}

interface Data {
  $schema: string;
  records: { store: string; collection: string; values: object }[];
}
const dataOf = (who: Writer) => JSON.parse(archives.get(who)!.get('data.json')!.toString()) as Data;
/** What an archive says at each place: database, collection and path. */
function saidAt(who: Writer): Map<string, string> {
  const said = new Map<string, string>();
  for (const { store, collection, values } of dataOf(who).records)
    for (const { path, value } of heldValues(values)) {
      const place = `${store}.${collection}.${path}`;
      if (value !== null) said.set(place, `${said.get(place) ?? ''}\n${value}`.toLowerCase());
    }
  return said;
}
const wholeOf = (who: Writer) =>
  [...archives.get(who)!]
    .map(([path, bytes]) => `${path}\n${bytes.toString()}`)
    .join('\n')
    .toLowerCase();

const OWNERS = ['ayse', 'bora', 'deniz'] as const;

it.each(OWNERS)('%s gets every text of theirs, at each place where it is stored, as data and to read', (owner) => {
  const said = saidAt(owner);
  const page = archives.get(owner)!.get('index.html')!.toString().toLowerCase();
  const theirs = planting.written.filter((one) => one.owner === owner);
  const due = theirs.flatMap(({ text, places }) => places.map((place) => ({ place, text })));
  const missing = due.filter(({ place, text }) => !said.get(place)?.includes(text));
  expect(missing).toEqual([]);
  expect(due.length).toBeGreaterThan({ ayse: 60, bora: 3, deniz: 18 }[owner]);
  const whole = wholeOf(owner);
  expect(theirs.filter(({ text }) => !whole.includes(text))).toEqual([]);
  expect(theirs.filter(({ text, places }) => places.length > 0 && !page.includes(text))).toEqual([]);
});

it.each(OWNERS)('%s gets nothing of anybody else, and no secret', (owner) => {
  const whole = wholeOf(owner);
  const others = planting.written.filter((one) => one.owner !== owner);
  expect(others.length).toBeGreaterThan(20);
  expect(others.filter(({ text }) => whole.includes(text))).toEqual([]);
  expect(people.secrets.length).toBeGreaterThan(10);
  expect(people.secrets.filter((secret) => whole.includes(secret.toLowerCase()))).toEqual([]);
  expect(whole).not.toMatch(/argon2|\$scrypt|"[a-z]*(hash|hashes|tokens|secret)"/);
});

it('every declared place that takes a text was written, or is named here with why not', () => {
  const written = new Set(planting.written.flatMap(({ places }) => places));
  const included = placesForText()
    .filter(({ onExport }) => onExport === 'include')
    .map(({ place }) => place);
  const named = [...CHOSEN, ...Object.keys(NOT_WRITTEN), ...Object.keys(NOT_TOLD)];
  expect(included.filter((place) => !written.has(place) && !named.includes(place))).toEqual([]);
  expect(named.filter((place) => !included.includes(place) || written.has(place))).toEqual([]);
  const said = new Set(OWNERS.flatMap((owner) => [...saidAt(owner).keys()]));
  expect(CHOSEN.filter((place) => !said.has(place))).toEqual([]);
});

it('each archive is valid against the schema that is published', async () => {
  const schema = (await (await fetch(`${world.address}/schemas/personal-data-export.json`)).json()) as { $id: string };
  const isValid = new Ajv2020({ allErrors: true, formats: { 'date-time': true } }).compile(schema);
  for (const owner of OWNERS) {
    expect(isValid(dataOf(owner)) ? [] : isValid.errors).toEqual([]);
    expect(dataOf(owner).$schema).toBe(schema.$id);
  }
});
