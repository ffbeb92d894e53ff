import type { Connection } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { fenceRecord } from '../../../kit/fence/fence.record.ts';
import { fencesOf } from '../../../kit/fence/fences.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ChangeFeed } from '../../../kit/mongo/change-feed.ts';
import { createLog } from '../../../kit/log/log.ts';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { ensureCollections, modelOf } from '../../../kit/record/record.ts';
import { Records } from '../../../kit/record/records.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { companyCardRecord, type CompanyCard } from '../../../schema/events/company-card.ts';
import { until } from '../../../test/kit/world.ts';
import { CardIntake } from './card-intake.ts';
import { CompanyCards } from './company-cards.ts';
import { eventPositionRecord } from './event-position.record.ts';

let servers: LocalServers;
let keys: TestKeys;
let connections: readonly [Connection, Connection];
let intake: CardIntake;

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  connections = connect(servers.mongo.uri, ['catalog', 'events']);
  const [catalog, events] = connections;
  await catalog.asPromise();
  await ensureCollections(catalog, [companyCardRecord, eventPositionRecord, fenceRecord]);
  await ensureCollections(events, [companyCardRecord, fenceRecord]);
  intake = begun();
});

afterAll(async () => {
  await intake?.stop();
  await connections?.[0].close();
  await servers?.stop();
  await keys?.close();
});

const sealedCards = () => new Records(connections[0], companyCardRecord, keys.keyring);
const published = () => new Records(connections[1], companyCardRecord, keys.keyring);
const cards = () => sealedCards().collection;
const positions = () => modelOf(connections[0], eventPositionRecord);

function begun(): CardIntake {
  const log = createLog('test', () => undefined);
  const feed = new ChangeFeed(connections[1]);
  const started = new CardIntake({
    feed,
    published: published().collection,
    cards: cards(),
    positions: positions(),
    log,
  });
  started.start();
  return started;
}

const card = (id: string, version: number, changes: Partial<CompanyCard> = {}): CompanyCard => ({
  _id: id,
  traderRef: null,
  slug: id,
  name: { en: `${id} ${version}` },
  country: 'TR',
  region: null,
  city: { tr: 'Bursa' },
  mainProducts: [],
  description: {},
  categoryCodes: [],
  verifiedUntil: null,
  hidden: false,
  createdAt: new Date(0),
  version,
  ...changes,
});
const publish = (one: CompanyCard) => published().put([one]);
const stored = (id: string) => cards().findOne({ _id: id });
const versionOf = async (id: string) => (await stored(id))?.['version'];

it('copies a card and each change of it, and is right again when the same version says something else', async () => {
  await publish(card('a', 1));
  await until(async () => (await versionOf('a')) === 1);
  for (let version = 2; version <= 30; version++) await publish(card('a', version));
  await until(async () => (await versionOf('a')) === 30);
  await publish(card('a', 30, { hidden: true }));
  await until(async () => (await stored('a'))?.['hidden'] === true);
  expect(await stored('a')).toEqual(card('a', 30, { hidden: true }));
});

it('never goes backwards, and takes in the others of a batch beside an old one', async () => {
  await intake.stop();
  await sealedCards().put([card('b', 9)]);
  await publish(card('b', 3));
  for (let number = 0; number < 20; number++) await publish(card(`b${number}`, 1));
  intake = begun();
  await until(async () => (await versionOf('b19')) === 1);
  expect(await versionOf('b')).toBe(9);
});

it.each(['rubbish', null])('reads all cards anew when its position is %p', async (resumeToken) => {
  await intake.stop();
  await cards().deleteMany({});
  await positions().updateOne({ _id: companyCardRecord.collection }, { $set: { resumeToken } });
  intake = begun();
  await until(async () => (await cards().countDocuments()) === (await published().collection.countDocuments()));
  // The position is kept after the cards are: a crash between the two reads them again, and loses none.
  const position = async () => (await positions().findById(companyCardRecord.collection).lean())?.resumeToken;
  await until(async () => (await position())?.includes('_data') === true);
  expect(await stored('b')).not.toBeNull();
});

it('keeps in memory no card that changed while it was read', async () => {
  await intake.stop();
  await cards().deleteMany({});
  await sealedCards().put([card('c', 1)]);
  const memory = new CompanyCards(sealedCards());
  const reading = memory.current(['c'], () => undefined);
  memory.forget('c');
  await reading;
  await cards().updateOne({ _id: 'c' }, { $set: { hidden: true, version: 2 } });
  expect((await memory.get(['c'])).get('c')).toMatchObject({ hidden: true, version: 2 });
  await cards().updateOne({ _id: 'c' }, { $set: { version: 3 } });
  await sleep(10);
  expect((await memory.get(['c'])).get('c')).toMatchObject({ version: 2 });
  memory.clear();
  expect((await memory.get(['c', 'absent'])).size).toBe(1);
  intake = begun();
});

it('copies a trader’s card as the bytes that it is, which open in the copy until the key is destroyed', async () => {
  const traderRef = newSubjectRef();
  const trader = card('d', 1, { traderRef, name: { tr: 'Ayşe Yılmaz Vana' }, description: { en: 'Valves by Ayşe' } });
  await publish(trader);
  await until(async () => (await versionOf('d')) === 1);
  const copied = await stored('d');
  expect(copied).toEqual(await published().collection.findOne({ _id: 'd' }));
  expect(JSON.stringify(copied)).not.toMatch(/Ayşe|Bursa|Valves/);
  expect(await sealedCards().findById('d')).toEqual(trader);
  const memory = new CompanyCards(sealedCards());
  expect((await memory.get(['d'])).get('d')).toEqual(trader);
  await keys.keyring.destroy([traderRef]);
  expect(await sealedCards().findById('d')).toBeNull();
  expect(await sealedCards().idsOf({ _id: { $in: ['c', 'd'] } })).toEqual(new Set(['c']));
  // Until it is told, this memory knows the card for half a minute at most.
  memory.forget('d');
  expect((await memory.get(['d'])).size).toBe(0);
});

it('makes no card of a trader who is being erased, keeps up the one that is there, and goes on with others', async () => {
  const [gone, known] = [newSubjectRef(), newSubjectRef()];
  await publish(card('f', 1, { traderRef: known }));
  await until(async () => (await versionOf('f')) === 1);
  await fencesOf(connections[0]).fence([gone, known]);
  await publish(card('e', 1, { traderRef: gone }));
  await publish(card('f', 2, { traderRef: known, hidden: true }));
  await publish(card('g', 1));
  await until(async () => (await versionOf('g')) === 1 && (await versionOf('f')) === 2);
  expect(await stored('f')).toMatchObject({ hidden: true });
  expect(await stored('e')).toBeNull();
});
