import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDirectory, type Directory } from '../../directory.ts';
import { startLocalServers, type LocalServers } from '../../kit/local-servers/local-servers.ts';
import { createLog } from '../../kit/log/log.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { openFileKeyStore } from '../../kit/subject-keys/file.key-store.ts';
import { openFileWrappingKeys } from '../../kit/subject-keys/file.wrapping-keys.ts';
import type { KeyStore } from '../../kit/subject-keys/key-store.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import { openKeyring } from '../../kit/subject-keys/subject-keyring.ts';
import { Companies } from '../../subgraphs/member/company/companies.ts';
import { companyRecord, type CompanyRecord } from '../../subgraphs/member/company/company.record.ts';
import { client } from '../kit/client.ts';
import { until } from '../kit/world.ts';
import { canary } from './canary.ts';
import { Canaries, filled } from './filled.ts';
import { recover } from './recovery.ts';
import { numbersIn, scan, scanBytes, without } from './scan.ts';
import { sessionPair } from '../kit/session-pair.ts';

/**
 * What is declared encrypted is looked for where it must not be: in the files of the database (journal, oplog and log among them, nothing compressed), in
 * the index and in the log of the directory, after it was stored through the data layer, changed, removed, and its keys destroyed.
 */
const CONTROL = 900_000;
const PUBLIC = /^(name|city|description)\./;

let folder: string;
let servers: LocalServers;
let directory: Directory;
let keyring: Keyring;
let companies: Companies;
let close: () => Promise<void>;
const logged: string[] = [];
const canaries = new Canaries();
const [erased, bystander] = ['a', 'b'].map((letter) => letter.repeat(24)) as [string, string];

const company = (id: string): CompanyRecord => ({
  ...filled(companyRecord, id, canaries),
  status: 'ACTIVE',
  stoppedBy: [],
  categoryCodes: [],
});
const places = () => ({
  data: join(folder, 'data'),
  keys: join(folder, 'subjects'),
  wrapping: join(folder, 'wrapping'),
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'canaries-'));
  const { data, keys, wrapping } = places();
  servers = await startLocalServers({ dataDir: data, env: process.env, log: () => undefined, uncompressed: true });
  const log = createLog('test', (line) => void logged.push(line), 'info');
  keyring = await openKeyring({ store: await openFileKeyStore(keys), wrapping: await openFileWrappingKeys(wrapping) });
  const policy = { controller: 'Test', controllerAddress: '1 Test Street', contact: 'privacy@directory.example' };
  const parts = {
    engine: servers.meili,
    keyring,
    log,
    policy,
    sessionKey: sessionPair().privateKey,
    mail: { smtp: 'smtp://127.0.0.1:1', from: 'directory@directory.example', publicUrl: 'https://directory.example' },
    corsOrigins: [],
    trustedProxies: [],
    development: true,
    mailbox: null,
  };
  directory = await startDirectory({ mongoUri: servers.mongo.uri, dataDir: null, ...parts });
  const [member, events, control] = connect(servers.mongo.uri, ['member', 'events', 'control']);
  await member.asPromise();
  // Every command is written to the server's log.
  await member.db!.admin().command({ profile: 0, slowms: 0 });
  await control.db!.collection('controls').insertOne({ planted: canary(CONTROL) });
  companies = new Companies(member, events, keyring);
  close = () => member.close();
}, 120_000);

afterAll(async () => {
  await close?.();
  await directory?.stop();
  await servers?.stop();
  await rm(folder, { recursive: true });
});

const inDatabase = async () => numbersIn(without(CONTROL, await scan(join(places().data, 'mongod'))));

it('no sealed text is in the files of the database, nor in a log, after it was stored, changed and indexed', async () => {
  const address = await directory.server.listen(0, '127.0.0.1');
  await companies.save([company(erased), company(bystander)]);
  await companies.save([{ ...company(erased), version: 2 }]);
  const name = canaries.at((path) => path === 'name.en').at(-1)!;
  const api = client(address);
  const found = `query Found($name: String!) { searchCompanies(query: $name, first: 1) { edges { node { name contact { email } } } } }`;
  await until(async () => JSON.stringify(await api.ask(found, { name: canary(name) })).includes(canary(name)), 60_000);
  expect(canaries.paths.size).toBeGreaterThan(60);
  expect(await inDatabase()).toEqual([]);
  expect(numbersIn(scanBytes(Buffer.from(logged.join('\n')), 'log'))).toEqual([]);
  expect(logged.length).toBeGreaterThan(0);
}, 120_000);

it('the index holds of a sole trader what the company shows to be found by, and nothing else', async () => {
  const hits = numbersIn(await scan(join(places().data, 'meilisearch')));
  const shown = new Set(canaries.at((path) => PUBLIC.test(path)));
  expect(hits.length).toBeGreaterThan(0);
  expect(hits.filter((number) => number >= 0 && !shown.has(number))).toEqual([]);
});

it('a scan finds what is stored plain: a build that did not seal would fail', async () => {
  const [control] = connect(servers.mongo.uri, ['control']);
  await control.asPromise();
  const { _id, ...plain } = company('c'.repeat(24));
  const number = canaries.at(() => true).at(-1)!;
  await control.db!.collection('controls').insertOne({ ...plain, of: _id });
  await control.close();
  await until(async () => (await inDatabase()).length > 0, 30_000);
  expect(await inDatabase()).toContain(number);
}, 60_000);

const secrets = async () => [await readFile(join(places().wrapping, 'epoch-1.key'))];
const recovered = async (...more: string[]) => {
  const { data, keys } = places();
  return recover({ folders: [data, keys, ...more], wrappingSecrets: await secrets() });
};

it('with every file and the keys in force, nothing of a person is recovered once the key is destroyed; of others it is', async () => {
  const people = (record: CompanyRecord) => [record.traderRef!, ...record.persons.map(({ personRef }) => personRef)];
  const [member] = connect(servers.mongo.uri, ['member']);
  await member.asPromise();
  const stored = await member.db!.collection<CompanyRecord>('companies').find().toArray();
  await member.close();
  const [one, other] = [erased, bystander].map((id) => stored.find(({ _id }) => _id === id)!) as [
    CompanyRecord,
    CompanyRecord,
  ];
  const before = await recovered();
  expect(before.recovered.length).toBeGreaterThan(20);
  await keyring.destroy(people(one));
  const after = await recovered();
  expect(after.recovered.length).toBeGreaterThan(10);
  expect(after.recovered.length).toBeLessThan(before.recovered.length);
  await keyring.destroy(people(other));
  const left = (await recovered()).recovered;
  const earlier = before.recovered.filter((each) => left.includes(each));
  // The first version of the changed company had people of its own.
  expect(left.length).toBeLessThan(after.recovered.length);
  expect(earlier).toEqual(left);
}, 120_000);

it('a build that kept the keys beside the data would be seen', async () => {
  const [beside] = connect(servers.mongo.uri, ['control']);
  await beside.asPromise();
  const kept = beside.db!.collection<{ _id: string; wrapped: Buffer }>('keys');
  const { keys, wrapping } = places();
  const store = await openFileKeyStore(`${keys}-beside`);
  const besideData: KeyStore = {
    ...store,
    async add(wrapped) {
      await kept.insertMany([...wrapped].map(([_id, bytes]) => ({ _id, wrapped: bytes })));
      return store.add(wrapped);
    },
    async destroy(refs) {
      await kept.deleteMany({ _id: { $in: [...refs] } });
      await store.destroy(refs);
    },
  };
  const mutated = await openKeyring({ store: besideData, wrapping: await openFileWrappingKeys(`${wrapping}-beside`) });
  const [member, events] = connect(servers.mongo.uri, ['member', 'events']);
  await member.asPromise();
  const victim = company('d'.repeat(24));
  const email = victim.contact!.email!;
  await new Companies(member, events, mutated).save([victim]);
  await mutated.destroy([victim.traderRef!, ...victim.persons.map(({ personRef }) => personRef)]);
  await member.close();
  await beside.close();
  const wrappingSecrets = [await readFile(join(`${wrapping}-beside`, 'epoch-1.key'))];
  const seen = async () => (await recover({ folders: [places().data], wrappingSecrets })).recovered;
  await until(async () => (await seen()).includes(email), 60_000);
  expect(await seen()).toContain(email);
}, 120_000);
