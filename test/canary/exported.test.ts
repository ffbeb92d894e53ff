import 'reflect-metadata';
import type { Connection } from 'mongoose';
import { dataMapOf } from '../../kit/data-map/data-map.ts';
import { exportPlanOf } from '../../kit/data-map/export-plan.ts';
import { startMongod, type MongoServer } from '../../kit/local-servers/mongod.process.ts';
import type { PersonRecord } from '../../kit/participation/participant.ts';
import { ensureCollections, type RecordDeclaration } from '../../kit/record/record.ts';
import { Records } from '../../kit/record/records.ts';
import { newSubjectRef } from '../../kit/subject-keys/subject-ref.ts';
import { CATALOG_EVENTS, CATALOG_RECORDS } from '../../subgraphs/catalog/catalog.ts';
import { catalogUploadRecord } from '../../subgraphs/catalog/upload/catalog-files.record.ts';
import { documentRecord } from '../../subgraphs/member/document/document.record.ts';
import { inquiryMessageRecord } from '../../subgraphs/member/inquiry-message/inquiry-message.record.ts';
import { MEMBER_EVENTS, MEMBER_RECORDS } from '../../subgraphs/member/member.ts';
import { PRIVACY_EVENTS, PRIVACY_RECORDS } from '../../subgraphs/privacy/privacy.ts';
import { startTestKeys, type TestKeys } from '../kit/keyring.ts';
import { participantsOver, type Participants } from '../kit/participants.ts';
import { numbersIn, scanBytes } from './scan.ts';
import { MODES, TwoPeople } from './two-people.ts';

/**
 * Two people are named side by side at every place where anybody is stored, in the same records and the same lists. What the three
 * participants tell of the one is held against what is declared: all that an export includes, and not a canary more.
 */
let mongod: MongoServer;
let keys: TestKeys;
let over: Participants;
const people = new TwoPeople();
const BYTES = /\.(files|chunks)$/;

async function plant(connection: Connection, records: readonly RecordDeclaration[]): Promise<void> {
  await ensureCollections(connection, records);
  for (const declaration of records) {
    const stored = MODES.map((mode) => people.filled(declaration, mode));
    await new Records(connection, declaration, keys.keyring).put(stored);
  }
}

beforeAll(async () => {
  mongod = await startMongod({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  over = await participantsOver(mongod.uri, keys.keyring);
  const { member, catalog, privacy, events } = over.connections;
  await plant(member, MEMBER_RECORDS);
  await plant(catalog, CATALOG_RECORDS);
  await plant(privacy, PRIVACY_RECORDS);
  await plant(events, [...MEMBER_EVENTS, ...CATALOG_EVENTS, ...PRIVACY_EVENTS]);
}, 120_000);
afterAll(async () => {
  await over?.close();
  await mongod?.stop();
  await keys?.close();
});

const exported = (owner: 'ayse' | 'bora'): Promise<PersonRecord[]> => over.told(people.references[owner]);

/** Which canaries are in what is told, by where they were put. */
const seenIn = (records: readonly PersonRecord[]) =>
  numbersIn(scanBytes(Buffer.from(JSON.stringify(records.map(({ values }) => values))), 'export'));
const placesOf = (numbers: readonly number[]) =>
  numbers.map((number) => {
    const { collection, path, mode, owner } = people.planted[number]!;
    return `${collection}.${path} (${mode}, ${owner})`;
  });

/** What a person wrote to the other side is sealed under the key of the thread. */
const WRITTEN = ['body', 'attachments[].filename', 'messageId'];

it.each(['ayse', 'bora'] as const)(
  '%s gets every includable path that is theirs, and no other canary',
  async (owner) => {
    const theirs = people.planted.filter((one) =>
      one.collection === 'inquiryMessages' && WRITTEN.includes(one.path)
        ? (one.mode === 'bora') === (owner === 'bora')
        : one.owner === owner && one.onExport === 'include' && !BYTES.test(one.collection),
    );
    const seen = seenIn(await exported(owner));
    expect(theirs.length).toBeGreaterThan(100);
    expect(placesOf(seen)).toEqual(placesOf(theirs.map(({ number }) => number)));
  },
  60_000,
);

const pathsIn = (value: unknown, path: string): string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => pathsIn(item, `${path}[]`));
  if (value === null || typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([name, inner]) => pathsIn(inner, path === '' ? name : `${path}.${name}`));
};

it('of each place an export holds the paths that are declared to be included, texts or not', async () => {
  const events = [...MEMBER_EVENTS, ...CATALOG_EVENTS, ...PRIVACY_EVENTS];
  const plan = exportPlanOf(
    dataMapOf([
      { name: 'member', records: MEMBER_RECORDS },
      { name: 'events', records: events },
      { name: 'catalog', records: CATALOG_RECORDS },
      { name: 'privacy', records: PRIVACY_RECORDS },
    ]),
  );
  const records = await exported('ayse');
  const told = plan.filter(({ include, collection }) => include.length > 0 && !BYTES.test(collection));
  for (const { store, collection, subjectPath, include } of told) {
    const here = records.filter(
      (one) => one.store === store && one.collection === collection && one.subjectPath === subjectPath,
    );
    const isAuthors = subjectPath === 'authors[].authorRef';
    const also = isAuthors ? [...WRITTEN, 'at'] : [];
    const isNobody = here.length === 0 && /namedRef|threadRef/.test(subjectPath);
    const paths = new Set(here.flatMap(({ values }) => pathsIn(values, '')));
    expect([collection, subjectPath, [...paths].toSorted()]).toEqual([
      collection,
      subjectPath,
      isNobody ? [] : [...include, ...also].toSorted(),
    ]);
  }
});

it('canaries are planted of secrets, of others and of nobody too: a participant that told them would be seen', () => {
  const kinds = new Set(people.planted.map(({ onExport }) => onExport));
  expect(kinds).toEqual(new Set(['include', 'exclude secret', 'exclude of others', 'not personal']));
});

it('every place where the two are named is counted, each by itself, and what is nowhere is not', async () => {
  const counts = (await Promise.all(over.all.map((one) => one.count(people.references.ayse)))).flat();
  const told = new Set((await exported('ayse')).map((one) => `${one.store}.${one.collection}.${one.subjectPath}`));
  const counted = counts.map(({ store, collection, subjectPath }) => `${store}.${collection}.${subjectPath}`);
  const kept = [...told].filter((place) => !place.startsWith('search.'));
  expect(counted).toEqual(expect.arrayContaining(kept));
  expect(counted).toContain('member.invitations.inviterRef');
  const stranger = [{ ref: newSubjectRef(), kind: 'MEMBER' as const }];
  for (const one of over.all) {
    expect(await one.count(stranger)).toEqual([]);
    expect(await one.count([])).toEqual([]);
  }
});

it('of lists an export holds only the items that name the person, and of the search engine only that it is there', async () => {
  const records = await exported('ayse');
  const inCompany = ({ subjectPath, store }: PersonRecord) =>
    subjectPath === 'persons[].personRef' && store !== 'privacy';
  const persons = records.filter(inCompany);
  expect(persons.map(({ values }) => (values['persons'] as object[]).length)).toEqual([1, 1, 1]);
  const indexed = records.filter(({ store }) => store === 'search');
  expect(indexed.length).toBeGreaterThan(0);
  for (const { values, summarised } of indexed) {
    expect(values).toEqual({});
    expect(summarised).toContain('card.name.en');
  }
});

it('a file is opened for whoever it belongs to, and for nobody else', async () => {
  const [member, catalog] = over.all;
  const { services, brought, connections } = over;
  const { keyring } = keys;
  const owners = ['ayse', 'bora'] as const;
  const stores = [services.papers.files, services.inquiryFiles, brought] as const;
  for (const [index, store] of stores.entries()) {
    const ids: string[] = [];
    for (const owner of owners) {
      const subjectRef = newSubjectRef();
      const put = async function* () {
        yield Buffer.from(`file of ${owner}`);
      };
      ids.push((await store.put(put(), { subjectRef, most: 100, until: new Date(Date.now() + 60_000) })).fileId);
      const attachment = { fileId: ids.at(-1)!, filename: 'a.pdf', contentType: 'application/pdf', byteSize: 12 };
      const declaration = [documentRecord, inquiryMessageRecord, catalogUploadRecord][index]! as RecordDeclaration;
      const record = people.filled(declaration, owner);
      const own = declaration === (inquiryMessageRecord as unknown) ? { attachments: [attachment] } : attachment;
      const where = store === brought ? connections.catalog : connections.member;
      await new Records(where, declaration, keyring).put([{ ...record, ...own }] as never);
    }
    const asked = store === brought ? catalog : member;
    const file = await asked.file(people.references.ayse, ids[0]!);
    const chunks: Uint8Array[] = [];
    for await (const chunk of file!) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe('file of ayse');
    expect(await asked.file(people.references.ayse, ids[1]!)).toBeNull();
    expect(await asked.file([], ids[0]!)).toBeNull();
    const named = (await exported('ayse')).flatMap(({ files }) => files.map(({ fileId }) => fileId));
    expect(named.filter((id) => ids.includes(id))).toEqual([ids[0]]);
    await store.remove(ids[0]!);
    expect(await asked.file(people.references.ayse, ids[0]!)).toBeNull();
  }
}, 60_000);

it('whoever’s key is destroyed is told nothing, and the other all the same', async () => {
  const before = seenIn(await exported('bora')).length;
  await keys.keyring.destroy(people.references.ayse.map(({ ref }) => ref).filter((ref) => ref.length === 26));
  const sealed = (await exported('ayse')).filter(({ collection }) => collection === 'accounts');
  expect(sealed).toEqual([]);
  expect(seenIn(await exported('bora')).length).toBeGreaterThan(before / 2);
});

it('says by which declaration it works, and for which collections', async () => {
  const described = await Promise.all(over.all.map((one) => one.describe()));
  expect(new Set(described.map(({ mapHash }) => mapHash)).size).toBe(3);
  const all = described.flatMap(({ collections }) => collections);
  expect(new Set(all).size).toBe(all.length);
  expect(all).toEqual(
    expect.arrayContaining(['member.accounts', 'events.memberships', 'search.products', 'privacy.mails']),
  );
});
