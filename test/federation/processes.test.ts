import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import { keyFilesIn, makeKeys } from '../../kit/keys/key-folder.ts';
import { startLocalServers, type LocalServers } from '../../kit/local-servers/local-servers.ts';
import { freePort } from '../../kit/local-servers/port.ts';
import { httpPort } from '../../kit/subgraph/http-port.ts';
import { createViewerSigner } from '../../kit/viewer/viewer-statement.ts';
import { TcpProxy } from '../kit/tcp-proxy.ts';

type Name = 'member' | 'catalog' | 'privacy';
const root = new URL('../../', import.meta.url);
const main = (name: Name) => `subgraphs/${name}/${name}.main.ts`;

/** A subgraph as a process, on a free port, as a container runs it but from source. */
class Process {
  readonly child: ChildProcess;
  readonly lines: string[] = [];
  readonly ended: Promise<number | null>;

  constructor(name: Name, env: Record<string, string>) {
    const { PATH } = process.env;
    this.child = spawn(process.execPath, ['--import', 'tsx', main(name)], {
      cwd: root,
      env: { PATH, NODE_ENV: 'production', PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.child.stdout!.setEncoding('utf8').on('data', (text: string) => this.lines.push(...text.trim().split('\n')));
    this.ended = once(this.child, 'exit').then(([code]) => code as number | null);
  }

  logged = (): Record<string, string>[] => this.lines.map((line) => JSON.parse(line));

  async url(): Promise<string> {
    const listening = () => this.logged().find(({ message }) => message === 'listening');
    await until(() => listening() !== undefined);
    return `http://${listening()!['address']}/graphql`;
  }

  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended;
  }
}

async function until(holds: () => boolean | Promise<boolean>, ms = 30_000): Promise<void> {
  for (const end = Date.now() + ms; !(await holds()); await sleep(50)) {
    if (Date.now() > end) throw new Error(`Expected within ${ms} ms that ${String(holds)}`);
  }
}

let servers: LocalServers;
let folder: string;
let sign: ReturnType<typeof createViewerSigner>;
const running: Process[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'processes-'));
  const [keys, started] = await Promise.all([
    makeKeys(folder),
    startLocalServers({ dataDir: null, env: process.env, log: () => undefined }),
  ]);
  servers = started;
  sign = createViewerSigner(await readFile(keys.viewerSigningKey, 'utf8'));
}, 120_000);
afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await servers.stop();
  await rm(folder, { recursive: true });
});

const run = (name: Name, env: Record<string, string>): Process => {
  const { viewerPublicKey, auditSigningKey, witnessSigningKey, sessionSigningKey, ...keys } = keyFilesIn(folder);
  const audit = {
    MONGODB_URI: servers.mongo.uri,
    MEILI_URL: servers.meili.url,
    MEILI_MASTER_KEY: servers.meili.masterKey,
    AUDIT_SIGNING_KEY_FILE: auditSigningKey,
    TOMBSTONE_LEDGER: `file:${join(folder, 'tombstones')}`,
    CERTIFICATE_SIGNING_KEY_FILE: keys.certificateSigningKey,
    WITNESS: `file:${join(folder, 'witness-data')}`,
    WITNESS_SIGNING_KEY_FILE: witnessSigningKey,
    PARTICIPATION_SIGNING_KEY_FILE: keys.participationSigningKey,
    MEMBER_URL: 'http://127.0.0.1:1/graphql',
    CATALOG_URL: 'http://127.0.0.1:1/graphql',
  };
  const people = {
    SUBJECT_KEYS: `file:${join(folder, 'subject-keys')}`,
    WRAPPING_KEYS: `file:${join(folder, 'wrapping')}`,
  };
  const mail = {
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_FROM: 'Somebody Ltd <directory@directory.example>',
    PUBLIC_URL: 'https://directory.example',
  };
  const started = new Process(name, {
    VIEWER_PUBLIC_KEY_FILE: viewerPublicKey,
    ...people,
    ...(name === 'privacy' ? audit : { PARTICIPATION_PUBLIC_KEY_FILE: keys.participationPublicKey }),
    ...(name === 'member' && { SESSION_SIGNING_KEY_FILE: sessionSigningKey }),
    ...(name !== 'catalog' && mail),
    ...env,
  });
  running.push(started);
  return started;
};
const portOf = async (name: Name, started: Process) =>
  httpPort({ name, url: await started.url(), sdl: readFileSync(new URL(`schema/${name}.graphql`, root), 'utf8') });
const call = async () =>
  ({ statement: await sign({ kind: 'anonymous' }), locale: 'EN', requestId: 'a-request' }) as const;

it('privacy runs alone: it answers the gateway and nobody else, and ends in order', async () => {
  const fill = {
    POLICY_CONTROLLER: 'Somebody Ltd',
    POLICY_CONTROLLER_ADDRESS: 'Somewhere',
    POLICY_CONTACT: 'a@b.test',
  };
  const privacy = run('privacy', fill);
  const port = await portOf('privacy', privacy);
  await until(() => port.ready());
  expect(await port.prepare('{ privacyPolicy { locale markdown } }')({}, await call())).toEqual({
    data: { privacyPolicy: { locale: 'EN', markdown: expect.stringContaining('Somebody Ltd') } },
  });
  for (const query of ['{ _service { sdl } }', '{ privacyPolicy { locale } }']) {
    const headers = { 'content-type': 'application/json' };
    const bare = await fetch(await privacy.url(), { method: 'POST', headers, body: JSON.stringify({ query }) });
    expect(bare.status).toBe(401);
  }
  await port.close();
  expect(await privacy.stop()).toBe(0);
  expect(privacy.logged().map(({ message }) => message)).toEqual(['listening', 'started', 'stopping', 'stopped']);
});

it('member listens before MongoDB is there, and connects by itself when it comes', async () => {
  const place = await freePort();
  const away = new TcpProxy(Number(new URL(servers.mongo.uri.replace('mongodb:', 'http:')).port));
  const member = run('member', { MONGODB_URI: `mongodb://127.0.0.1:${place}/?directConnection=true` });
  const port = await portOf('member', member);
  const ask = async () => port.prepare('{ company(slug: "nobody") { id } }')({}, await call());
  expect(await port.ready()).toBe(false);
  expect((await ask()).errors?.[0]?.extensions['code']).toBe('UNAVAILABLE');
  await until(() => member.logged().some(({ message }) => message === 'not started yet, trying again'));
  await away.listen(place);
  await until(() => port.ready());
  expect(await ask()).toEqual({ data: { company: null } });
  await away.close();
  await until(async () => !(await port.ready()));
  await away.listen(place);
  await until(() => port.ready());
  await port.close();
  expect(await member.stop()).toBe(0);
  await away.close();
}, 90_000);

it('catalog does without the search engine until it comes; then it builds its index and takes in the cards of companies', async () => {
  const { masterKey, url } = servers.meili;
  const place = await freePort();
  const engine = new TcpProxy(Number(new URL(url).port));
  const catalog = run('catalog', {
    MONGODB_URI: servers.mongo.uri,
    MEILI_URL: `http://127.0.0.1:${place}`,
    MEILI_MASTER_KEY: masterKey,
  });
  const port = await portOf('catalog', catalog);
  await until(() => catalog.logged().some(({ message }) => message === 'started'));
  expect(await port.prepare('{ categories { code } }')({}, await call())).toMatchObject({
    data: { categories: expect.arrayContaining([{ code: expect.any(String) }]) },
  });
  const search = port.prepare('query ($text: String) { searchCompanies(query: $text, first: 5) { __typename } }');
  expect((await search({ text: 'ege' }, await call())).errors?.[0]?.extensions['code']).toBe('UNAVAILABLE');
  expect(await port.ready()).toBe(false);
  await engine.listen(place);
  await until(() => port.ready());
  const client = await new mongoose.mongo.MongoClient(servers.mongo.uri).connect();
  const cardsOf = (database: string) => client.db(database).collection<{ _id: string }>('companyCards');
  const card = {
    _id: '65f000000000000000000001',
    traderRef: null,
    slug: 'ege-vana',
    name: { en: 'Ege Valves', tr: 'Ege Vana' },
    country: 'TR',
    region: 'TR-35',
    city: { en: 'Izmir' },
    mainProducts: [],
    description: { en: 'Valves of brass.' },
    categoryCodes: [],
    verifiedUntil: null,
    hidden: false,
    createdAt: new Date(),
    version: 1,
  };
  await cardsOf('events').insertOne(card);
  await until(async () => (await cardsOf('catalog').countDocuments({ _id: card._id })) === 1);
  expect(await search({ text: 'ege' }, await call())).toMatchObject({ data: { searchCompanies: {} } });
  await client.close();
  await port.close();
  expect(await catalog.stop()).toBe(0);
  await engine.close();
  expect(catalog.lines.join('\n')).not.toContain(masterKey);
}, 90_000);

it('a process says all that is wrong with its configuration, shows no secret, and ends with 1', async () => {
  const wrong = {
    PORT: 'eighty',
    MONGODB_URI: 'hunter2',
    MEILI_MASTER_KEY: 'hunter2',
    VIEWER_PUBLIC_KEY_FILE: '/nowhere',
    PARTICIPATION_PUBLIC_KEY_FILE: '/nowhere',
    SUBJECT_KEYS: 'redis://hunter2',
    WRAPPING_KEYS: '',
  };
  const catalog = run('catalog', wrong);
  expect(await catalog.ended).toBe(1);
  expect(catalog.logged().map(({ level, reason }) => `${level} ${reason?.split(/[ :]/)[0]}`)).toEqual([
    'error MONGODB_URI',
    'error MEILI_URL',
    'error MEILI_MASTER_KEY',
    'error SUBJECT_KEYS',
    'error WRAPPING_KEYS',
    'error VIEWER_PUBLIC_KEY_FILE',
    'error PORT',
    'error PARTICIPATION_PUBLIC_KEY_FILE',
  ]);
  expect(catalog.lines.join()).not.toContain('hunter2');
});

it('a process whose port is taken says so and ends with 1', async () => {
  const first = run('privacy', { NODE_ENV: 'development' });
  const second = run('privacy', { NODE_ENV: 'development', PORT: new URL(await first.url()).port });
  expect(await second.ended).toBe(1);
  expect(second.logged()).toMatchObject([{ level: 'error', message: 'not started' }]);
  expect(await first.stop()).toBe(0);
});

it('each script that runs compiled code runs code that is there', () => {
  const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const compiled = Object.values(scripts).flatMap((script) => /dist\/(\S+)\.js/.exec(script)?.[1] ?? []);
  expect(compiled).toEqual(expect.arrayContaining(['subgraphs/member/member.main', 'kit/keys/keys.main']));
  // Without exec the shell would take the signal, and leave the process behind.
  const services = Object.entries(scripts).filter(([name]) => name.startsWith('start:'));
  expect(services.filter(([, script]) => !script.startsWith('exec node '))).toEqual([]);
  expect(compiled.filter((path) => !existsSync(new URL(`${path}.ts`, root)))).toEqual([]);
});
