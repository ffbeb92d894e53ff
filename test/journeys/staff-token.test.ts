import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { decodeJwt } from 'jose';
import { keyFilesIn } from '../../kit/keys/key-folder.ts';
import { startLocalServers, type LocalServers } from '../../kit/local-servers/local-servers.ts';
import { startChild } from '../kit/child.ts';
import { client } from '../kit/client.ts';
import { sessionPair } from '../kit/session-pair.ts';
import { until } from '../kit/world.ts';

const { PATH } = process.env;
const COMMAND = 'subgraphs/member/session/staff-token.main.ts';
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/m;

let servers: LocalServers;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'staff-token-'));
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
});
afterAll(async () => {
  await servers?.stop();
  await rm(folder, { recursive: true });
});

const command = async (args: string[], env: Record<string, string> = { DATA_DIR: folder }) => {
  const child = startChild(COMMAND, { PATH, ...env }, args);
  return { code: await child.ended, said: child.said(), token: TOKEN.exec(child.said())?.[0] ?? '' };
};

it('an operator gets a token that works at once on the directory that runs', async () => {
  const { mongo, meili } = servers;
  const directory = startChild('main.ts', {
    PATH,
    PORT: '0',
    DATA_DIR: folder,
    MONGODB_URI: mongo.uri,
    MEILI_URL: meili.url,
    MEILI_MASTER_KEY: meili.masterKey,
    SEED_COMPANIES: '0',
    SEED_PRODUCTS: '0',
  });
  const address = () => /GraphQL\s+(http:\/\/[^\s/]+)\/graphql/.exec(directory.said())?.[1];
  await until(() => address() !== undefined, 50_000);
  expect(directory.said()).toContain(`DATA_DIR='${folder}' npm run --silent staff:token -- --role PRIVACY_OFFICER`);
  const { code, said, token } = await command(['--role', 'SUPPORT', '--role', 'PRIVACY_OFFICER']);
  const { sub, roles, iat, exp } = decodeJwt(token);
  expect([code, roles, exp! - iat!]).toEqual([0, ['PRIVACY_OFFICER', 'SUPPORT'], 900]);
  expect(said).toContain(`Account ${sub}, PRIVACY_OFFICER and SUPPORT, until 20`);
  const ask = (sent: string) => client(address()!).ask('{ __typename }', {}, { authorization: `Bearer ${sent}` });
  const answer = await ask(token);
  expect([answer.data, answer.headers.get('cache-control')]).toEqual([{ __typename: 'Query' }, 'private, no-store']);
  expect((await ask(await sessionPair().token(['SUPPORT']))).status).toBe(401);
  directory.process.kill('SIGTERM');
  expect(await directory.ended).toBe(0);
  expect(directory.said()).not.toContain(sub);
});

it('each token is for an account of its own, as short as asked, by the key that is named', async () => {
  const own = sessionPair();
  const file = join(folder, 'a-key.pem');
  await writeFile(file, own.privateKey);
  const given: Record<string, string>[] = [
    { SESSION_SIGNING_KEY: own.privateKey },
    { SESSION_SIGNING_KEY_FILE: file, NODE_ENV: 'production' },
  ];
  const made = await Promise.all(given.map((env) => command(['--role', 'VERIFIER', '--minutes', '1'], env)));
  const claims = made.map(({ token }) => decodeJwt(token));
  expect(claims.map(({ iat, exp }) => exp! - iat!)).toEqual([60, 60]);
  for (const { sub } of claims) expect(sub).toMatch(/^[0-9a-f]{24}$/);
  expect(new Set(claims.map(({ sub }) => sub)).size).toBe(2);
  expect(made.map(({ said }) => said).join('')).not.toContain('PRIVATE');
});

it.each([
  [[], 'Expected at least one --role of PRIVACY_OFFICER, VERIFIER, SUPPORT, ADMINISTRATOR, got none'],
  [['--role', 'SUPPORT', '--role', 'GOD'], 'got GOD'],
  [['--role', 'SUPPORT', '--minutes', '61'], 'Expected --minutes from 1 to 60, got 61'],
  [['--role', 'SUPPORT', '--minutes', '0'], 'Expected --minutes from 1 to 60, got 0'],
  [['--role', 'SUPPORT', '--minutes', 'ten'], 'Expected --minutes from 1 to 60, got ten'],
  [['--account', 'me'], "'--account'"],
  [['--role', 'SUPPORT'], 'Expected the session key at '],
])('says what was wrong with %j, and prints no token', async (args, why) => {
  const empty = join(folder, 'empty');
  if (args.length !== 2) {
    const { sessionSigningKey } = keyFilesIn(join(empty, 'keys'));
    await mkdir(dirname(sessionSigningKey), { recursive: true });
    await writeFile(sessionSigningKey, sessionPair().privateKey);
  } else await rm(empty, { recursive: true, force: true });
  const { code, said, token } = await command(args, { DATA_DIR: empty });
  expect([code, token, said]).toEqual([2, '', expect.stringContaining(why) as string]);
});
