import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, processShape, readConfig, type Environment } from './config.ts';
import { ed25519PublicKey, ed25519PublicKeys, host, httpUrl, mongoUri, port, sharedKey, text } from './setting.ts';

const shape = {
  ...processShape,
  HOST: host,
  PORT: port(4001),
  MONGODB_URI: mongoUri,
  MEILI_URL: httpUrl('http://127.0.0.1:7700'),
  MEILI_MASTER_KEY: sharedKey,
  CONTACT: text(20, 'someone@example.test'),
};
const OWN = 'q8fP1xkYw0dR4tZs7uVb';
const mistakes = (env: Environment, of = shape): readonly string[] => {
  try {
    readConfig(of, env);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).mistakes;
  }
};

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'config-'))));
afterAll(() => rm(folder, { recursive: true }));

it('fills in what development can do without', () => {
  expect(readConfig(shape, { MEILI_MASTER_KEY: OWN, PORT: '', HOST: '0.0.0.0' })).toEqual({
    NODE_ENV: 'development',
    LOG_LEVEL: 'info',
    HOST: '0.0.0.0',
    PORT: 4001,
    MONGODB_URI: 'mongodb://127.0.0.1:27017/?replicaSet=directory',
    MEILI_URL: 'http://127.0.0.1:7700',
    MEILI_MASTER_KEY: OWN,
    CONTACT: 'someone@example.test',
  });
});

it('wants all of it in production, and says everything that is missing at once', () => {
  expect(mistakes({ NODE_ENV: 'production' })).toEqual([
    'MONGODB_URI or MONGODB_URI_FILE: expected an address that begins with mongodb:// or mongodb+srv://, of a replica set, got nothing. Set it.',
    'MEILI_URL: expected an address that begins with http:// or https://, got nothing. Set it.',
    'MEILI_MASTER_KEY or MEILI_MASTER_KEY_FILE: expected a random key of 16 or more characters (npm run keys makes one), got nothing. Set it.',
    'CONTACT: expected a text of 1 to 20 characters, got nothing. Set it.',
  ]);
});

it('says what was expected and what came, and never a secret', () => {
  const env = {
    NODE_ENV: 'prod',
    HOST: 'a host',
    PORT: '70000',
    MONGODB_URI: 'postgres://user:hunter2@db',
    MEILI_URL: 'file:///etc/passwd',
    MEILI_MASTER_KEY: 'hunter2',
    CONTACT: 'x'.repeat(21),
  };
  const said = mistakes(env);
  expect(said.map((mistake) => mistake.split(' ')[0])).toEqual([
    'NODE_ENV:',
    'HOST:',
    'PORT:',
    'MONGODB_URI',
    'MEILI_URL:',
    'MEILI_MASTER_KEY',
    'CONTACT:',
  ]);
  expect(said).toContain('PORT: expected a port from 0 to 65535, got "70000".');
  expect(said.join()).not.toContain('hunter2');
});

it.each(['70000', '-1', '4e3', '0x10', ' 4000', '4000.5', 'NaN'])('takes %j for no port', (PORT) => {
  expect(mistakes({ PORT, MEILI_MASTER_KEY: OWN })).toHaveLength(1);
});

it('refuses in production what everybody knows', () => {
  const own = { NODE_ENV: 'production', MEILI_URL: 'http://search:7700', CONTACT: 'us' };
  expect(mistakes({ ...own, MONGODB_URI: mongoUri.developmentFallback, MEILI_MASTER_KEY: 'aSampleMasterKey' })).toEqual(
    [
      'MONGODB_URI or MONGODB_URI_FILE: expected a value of your own in production, got the one known from development.',
      'MEILI_MASTER_KEY or MEILI_MASTER_KEY_FILE: expected a random key of 16 or more characters (npm run keys makes one), got a value that is none (not shown).',
    ],
  );
});

it('reads secrets, and only secrets, from files', async () => {
  const file = join(folder, 'key');
  await writeFile(file, `${OWN}\n`);
  expect(readConfig(shape, { MEILI_MASTER_KEY_FILE: file }).MEILI_MASTER_KEY).toBe(OWN);
  expect(readConfig(shape, { MEILI_MASTER_KEY_FILE: file, CONTACT_FILE: file }).CONTACT).not.toBe(OWN);
  expect(mistakes({ MEILI_MASTER_KEY_FILE: file, MEILI_MASTER_KEY: OWN })).toEqual([
    'MEILI_MASTER_KEY and MEILI_MASTER_KEY_FILE: expected one of them, got both. Leave one out.',
  ]);
  expect(mistakes({ MEILI_MASTER_KEY_FILE: '/nowhere' })).toEqual([
    'MEILI_MASTER_KEY_FILE: expected a file that can be read, got "/nowhere" (ENOENT).',
  ]);
});

it('takes an Ed25519 public key, and no other, and no private one', () => {
  const spki = { type: 'spki', format: 'pem' } as const;
  const pair = generateKeyPairSync('ed25519');
  const pem = pair.publicKey.export(spki).toString();
  const only = { KEY: ed25519PublicKey };
  expect(readConfig(only, { KEY: pem })).toEqual({ KEY: pem });
  const unusable = [
    pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export(spki).toString(),
    'a key',
  ];
  for (const other of unusable) expect(mistakes({ KEY: other }, only as never)).toHaveLength(1);
});

it('takes several Ed25519 public keys, one after the other, and nothing beside them', () => {
  const pair = () => generateKeyPairSync('ed25519');
  const pem = () => pair().publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const [first, second] = [pem(), pem()];
  const only = { KEYS: ed25519PublicKeys };
  expect(readConfig(only, { KEYS: first }).KEYS).toEqual([first.trim()]);
  expect(readConfig(only, { KEYS: `${first}\n${second}` }).KEYS).toEqual([first.trim(), second.trim()]);
  const secret = pair().privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  for (const other of [`${first}${secret}`, `${first} and more`, 'a key'])
    expect(mistakes({ KEYS: other }, only as never)).toHaveLength(1);
});
