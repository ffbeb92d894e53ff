import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig, type Environment } from '../config/config.ts';
import { startMongod, type MongoServer } from '../local-servers/mongod.process.ts';
import { openKeyringFrom } from './open-keyring.ts';
import { keyringShape } from './setting.ts';
import { newSubjectRef } from './subject-ref.ts';

let folder: string;
let servers: MongoServer[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-keyring-'));
  const start = () =>
    startMongod({ dataDir: null, env: { ...process.env, MONGODB_URI: undefined }, log: () => undefined });
  servers = await Promise.all([start(), start()]);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await rm(folder, { recursive: true });
});

const open = (env: Environment) => openKeyringFrom(readConfig(keyringShape, env), { dataUri: servers[1]!.uri });
const value = JSON.stringify({ 1: randomBytes(32).toString('base64url') });

it('opens what the settings name, again and again the same', async () => {
  const places: Environment[] = [
    { SUBJECT_KEYS: `file:${folder}/keys`, WRAPPING_KEYS: `file:${folder}/wrapping` },
    { SUBJECT_KEYS: `file:${folder}/others`, WRAPPING_KEYS: 'environment', WRAPPING_KEYS_VALUE: value },
    { SUBJECT_KEYS: servers[0]!.uri, WRAPPING_KEYS: 'environment', WRAPPING_KEYS_VALUE: value },
  ];
  for (const env of places) {
    const ref = newSubjectRef();
    const first = await open(env);
    await first.keyring.create([ref]);
    const key = (await first.keyring.keysOf([ref])).get(ref)!;
    await first.close();
    const second = await open(env);
    expect((await second.keyring.keysOf([ref])).get(ref)!.equals(key)).toBe(true);
    await second.close();
  }
});

it('refuses keys beside the data, and beside the keys that wrap them', async () => {
  const wrapping = { WRAPPING_KEYS: `file:${folder}/w` };
  await expect(open({ ...wrapping, SUBJECT_KEYS: servers[1]!.uri })).rejects.toMatchObject({ code: 'BESIDE_DATA' });
  for (const place of ['w', 'w/keys', '.']) {
    await expect(open({ ...wrapping, SUBJECT_KEYS: `file:${folder}/${place}` })).rejects.toMatchObject({
      code: 'BESIDE_DATA',
      message: expect.stringContaining('two folders apart from each other') as string,
    });
  }
});

it.each([
  [{ SUBJECT_KEYS: 'keys', WRAPPING_KEYS: 'file:w' }, 'SUBJECT_KEYS'],
  [{ SUBJECT_KEYS: 'file:', WRAPPING_KEYS: 'file:w' }, 'SUBJECT_KEYS'],
  [{ SUBJECT_KEYS: 'file:k', WRAPPING_KEYS: 'env' }, 'WRAPPING_KEYS'],
  [{ SUBJECT_KEYS: 'file:k', WRAPPING_KEYS: 'http://kms.example/v1/transit' }, 'WRAPPING_KEYS'],
  [{ SUBJECT_KEYS: 'file:k', WRAPPING_KEYS: 'https://token@kms.example/v1/transit' }, 'WRAPPING_KEYS'],
  [{ WRAPPING_KEYS: 'https://kms.example/v1/transit' }, 'SUBJECT_KEYS'],
])('refuses %j', (env, name) => {
  expect(() => readConfig(keyringShape, env as Environment)).toThrow(ConfigError);
  expect(() => readConfig(keyringShape, env as Environment)).toThrow(new RegExp(`- ${name}`));
});
