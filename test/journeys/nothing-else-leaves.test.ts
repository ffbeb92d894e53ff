import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../kit/local-servers/port.ts';
import { startLocalServers } from '../../kit/local-servers/local-servers.ts';
import { startMailCatcher } from '../../kit/mail/mail-catcher.ts';
import { Deployed } from '../federation/deployed.ts';
import { client } from '../kit/client.ts';
import { inquire } from '../kit/inquiring.ts';
import { newcomer } from '../kit/newcomer.ts';
import { peersIn, watchedInto, type Watched } from '../kit/peers.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(400_000);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peers-'));
  await promisify(execFile)('npm', ['run', 'build', '--silent'], { cwd: new URL('../../', import.meta.url) });
});
afterAll(() => rm(folder, { recursive: true }));

/** Somebody registers, is mailed, signs in, searches and is written to by a guest, who is mailed too. */
async function journey(world: Pick<World, 'ask' | 'mailbox' | 'signedIn'>): Promise<void> {
  const { headers } = await newcomer(world as World);
  const { data } = await world.ask('{ viewer { company { id } } }', {}, headers);
  const email = 'guest@buyer.example';
  const asked = { companyId: data.viewer.company.id, replyTo: email, name: 'A guest', country: 'DE' };
  expect(await inquire(world, asked)).toMatchObject({ __typename: 'InquirySent' });
  await until(async () => (await world.mailbox(email)).length > 0, 60_000);
  const found = await world.ask('{ searchProducts(query: "valve", first: 1, locale: EN) { edges { node { name } } } }');
  expect(found.errors).toBeUndefined();
}

const strange = (watched: readonly Watched[]) =>
  watched.filter((one) => one.strange.length > 0).map((one) => [one.program, one.strange]);
const portsOf = (watched: readonly Watched[], program: string): string[] =>
  watched.filter((one) => one.program.endsWith(program)).flatMap(({ peers }) => peers);
const authority = (url: string): string => /\/\/([^/?]+)/.exec(url)![1]!;

it('each of the four processes turns to nobody but whom its configuration names', async () => {
  const file = join(folder, 'four');
  const world = await startWorld({
    shape: 'processes',
    companies: 5,
    products: 20,
    development: false,
    nodeOptions: watchedInto(file),
  });
  try {
    await journey(world);
  } finally {
    await world.stop();
  }
  const watched = await peersIn(file);
  expect(strange(watched)).toEqual([]);
  const { mongo, meili } = world.servers;
  expect(portsOf(watched, 'member.main.js')).toContain(`tcp ${authority(mongo.uri)}`);
  expect(portsOf(watched, 'catalog.main.js')).toContain(`tcp ${authority(meili.url)}`);
  expect(portsOf(watched, 'member.main.js')).not.toContain(`tcp ${authority(meili.url)}`);
  const smtp = watched.find(({ program }) => program.endsWith('member.main.js'))!.named;
  expect(portsOf(watched, 'member.main.js').some((peer) => smtp.includes(peer.slice(4)))).toBe(true);
  expect(portsOf(watched, 'privacy.main.js')).toContain(`tcp ${authority(mongo.uri)}`);
  expect(portsOf(watched, 'gateway.main.js').length).toBeGreaterThan(0);
});

it('neither does the whole directory in one process, as npm start runs it', async () => {
  const file = join(folder, 'one');
  const servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  const catcher = await startMailCatcher({ port: 0 });
  const port = await freePort();
  const started = new Deployed('start', {
    NODE_ENV: 'development',
    PORT: String(port),
    DATA_DIR: join(folder, 'data'),
    MONGODB_URI: servers.mongo.uri,
    MEILI_URL: servers.meili.url,
    MEILI_MASTER_KEY: servers.meili.masterKey,
    SMTP_URL: catcher.url,
    SEED_COMPANIES: '5',
    SEED_PRODUCTS: '20',
    NODE_OPTIONS: watchedInto(file),
  });
  try {
    await until(() => started.said().includes('is ready after'), 200_000);
    const anyone = client(`http://127.0.0.1:${port}`);
    await journey({
      ask: (query, variables, headers) => anyone.ask(query, variables, headers),
      mailbox: async (to) => catcher.mails().filter((mail) => to === undefined || mail.to === to),
      signedIn: async (login, password) => {
        const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { accessToken } } }';
        const { data } = await anyone.ask(query, { input: { login, password } });
        return { authorization: `Bearer ${data.signIn.accessToken}` };
      },
    });
  } finally {
    await started.end('SIGTERM');
    await catcher.stop();
    await servers.stop();
  }
  // It shows newcomers its own address, and asks itself until all is indexed.
  const own = `tcp 127.0.0.1:${port}`;
  const watched = (await peersIn(file)).map((one) => ({ ...one, strange: one.strange.filter((peer) => peer !== own) }));
  expect(strange(watched)).toEqual([]);
  expect(portsOf(watched, 'main.js')).toEqual(
    expect.arrayContaining([servers.mongo.uri, servers.meili.url, catcher.url].map((url) => `tcp ${authority(url)}`)),
  );
});

it.each([
  ['over TCP', "require('node:net').connect(9, '192.0.2.1').on('error', () => 0)", 'tcp 192.0.2.1:9'],
  ['by HTTP', "fetch('http://192.0.2.1:81/').catch(() => 0)", 'tcp 192.0.2.1:81'],
  ['by TLS', "require('node:tls').connect(444, '192.0.2.1').on('error', () => 0)", 'tcp 192.0.2.1:444'],
  ['over UDP', "require('node:dgram').createSocket('udp4').send('x', 53, '192.0.2.1')", 'udp 192.0.2.1:53'],
  ['to a name server', "require('node:dns').promises.resolveTxt('a.invalid').catch(() => 0)", 'name a.invalid'],
  ['to look up a name', "require('node:net').connect(9, 'b.invalid').on('error', () => 0)", 'name b.invalid'],
])('a process that turns elsewhere, %s, is found', async (how, program, peer) => {
  const file = join(folder, `control-${how.replaceAll(' ', '-')}`);
  const args = [watchedInto(file), '-e', `${program}; setTimeout(() => process.exit(0), 500)`];
  const child = spawn(process.execPath, args, { env: { MEILI_URL: 'http://127.0.0.1:7700' } });
  await once(child, 'exit');
  const [watched] = await peersIn(file);
  expect(watched!.named).toEqual(['127.0.0.1:7700']);
  expect(watched!.strange).toContain(peer);
});
