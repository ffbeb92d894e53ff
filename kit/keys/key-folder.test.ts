import { execFile } from 'node:child_process';
import { sign, verify } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ed25519PublicKeys } from '../config/setting.ts';
import { keyFilesIn, makeKeys } from './key-folder.ts';

const run = promisify(execFile);

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'keys-'))));
afterEach(() => rm(folder, { recursive: true }));

const contents = () => Promise.all(Object.values(keyFilesIn(folder)).map((file) => readFile(file, 'utf8')));
const modes = () =>
  Promise.all(Object.values(keyFilesIn(folder)).map(async (file) => ((await stat(file)).mode & 0o777).toString(8)));

it('makes keys that fit, each readable by who needs it, and keeps them', async () => {
  await Promise.all([makeKeys(folder), makeKeys(folder)]);
  const [signingKey, publicKey, masterKey, ...others] = (await contents()) as [string, string, string, ...string[]];
  for (const [key, itsPublic] of [0, 2, 4, 6, 8].map((from) => others.slice(from, from + 2)) as [string, string][]) {
    expect(verify(null, Buffer.from('head'), itsPublic, sign(null, Buffer.from('head'), key))).toBe(true);
  }
  const statement = Buffer.from('anonymous');
  expect(verify(null, statement, publicKey, sign(null, statement, signingKey))).toBe(true);
  expect(signingKey).toMatch(/^-----BEGIN PRIVATE KEY-----/);
  expect(publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----/);
  expect(masterKey).toMatch(/^[\w-]{43}$/);
  expect(await modes()).toEqual([
    '600',
    '644',
    '600',
    '600',
    '644',
    '600',
    '644',
    '600',
    '644',
    '600',
    '644',
    '600',
    '644',
    '600',
  ]);
  const before = await contents();
  expect(new Set(before).size).toBe(before.length);
  await makeKeys(folder);
  expect(await contents()).toEqual(before);
});

it('mends a public key that does not belong to the signing key', async () => {
  const { viewerPublicKey, auditPublicKey } = await makeKeys(folder);
  const before = await contents();
  for (const file of [viewerPublicKey, auditPublicKey]) await writeFile(file, 'something else');
  await makeKeys(folder);
  expect(await contents()).toEqual(before);
});

it('keeps every public key by which a certificate was ever verified, the one in force first', async () => {
  const { certificateSigningKey, certificatePublicKey } = await makeKeys(folder);
  const first = await readFile(certificatePublicKey, 'utf8');
  await rm(certificateSigningKey);
  await makeKeys(folder);
  const both = await readFile(certificatePublicKey, 'utf8');
  expect(both.endsWith(first)).toBe(true);
  const keys = ed25519PublicKeys.type.parse(both);
  expect(keys).toHaveLength(2);
  const signature = sign(null, Buffer.from('certificate'), await readFile(certificateSigningKey, 'utf8'));
  expect(keys.map((key) => verify(null, Buffer.from('certificate'), key, signature))).toEqual([true, false]);
  await makeKeys(folder);
  expect(await readFile(certificatePublicKey, 'utf8')).toBe(both);
});

it('is a command, which says where the keys are and never what they are', async () => {
  const main = fileURLToPath(new URL('./keys.main.ts', import.meta.url));
  const { stdout } = await run(process.execPath, ['--import', 'tsx', main, '--dir', folder]);
  expect(stdout.trim().split('\n  ')).toEqual([
    'Keys are in place:',
    ...Object.values(keyFilesIn(folder)),
    join(folder, 'wrapping'),
  ]);
  const nowhere = run(process.execPath, ['--import', 'tsx', main]);
  await expect(nowhere).rejects.toMatchObject({
    code: 2,
    stderr: 'Expected the folder of the keys: npm run keys -- --dir DIR\n',
  });
});
