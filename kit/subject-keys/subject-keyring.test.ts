import { execFile } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { copyFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openFileKeyStore } from './file.key-store.ts';
import { openFileWrappingKeys } from './file.wrapping-keys.ts';
import { KeyFiles } from './key-files.ts';
import type { KeyError } from '../sealing/key-error.ts';
import type { KeyStore } from './key-store.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { newSubjectRef } from './subject-ref.ts';
import { openKeyring } from './subject-keyring.ts';

const run = promisify(execFile);

let folder: string;
let store: KeyStore;
let files: KeyFiles;
let keyring: Keyring;
const openWrapping = () => openFileWrappingKeys(join(folder, 'wrapping'));
/** As another process has one: it remembers for itself. */
const another = async () => openKeyring({ store, wrapping: await openWrapping() });
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyring-'));
  store = await openFileKeyStore(join(folder, 'keys'));
  files = new KeyFiles(join(folder, 'keys'));
  keyring = await another();
});
afterEach(() => rm(folder, { recursive: true }));

const made = async (count: number): Promise<string[]> => {
  const refs = Array.from({ length: count }, newSubjectRef);
  await keyring.create(refs);
  return refs;
};
const secrets = async (of: Keyring, refs: readonly string[]) =>
  [...(await of.keysOf(refs))].map(([ref, key]) => `${ref} ${key.export().toString('hex')}`).toSorted();
const failure = (work: Promise<unknown>): Promise<KeyError> =>
  work.then(
    () => Promise.reject(new Error('Expected a KeyError, got none.')),
    (error: KeyError) => error,
  );

it('makes a key of 256 bits for each subject, once', async () => {
  const refs = await made(20);
  const before = await secrets(keyring, refs);
  await Promise.all([keyring.create(refs), (await another()).create([...refs, ...refs])]);
  expect(await secrets(await another(), refs)).toEqual(before);
  expect(new Set(before.map((each) => each.split(' ')[1])).size).toBe(20);
  expect((await keyring.keysOf(refs)).get(refs[0]!)).toMatchObject({ type: 'secret', symmetricKeySize: 32 });
});

it('leaves absent whose key was destroyed or never made, and tells the two apart', async () => {
  const [kept, gone] = (await made(2)) as [string, string];
  const never = newSubjectRef();
  await keyring.keysOf([kept, gone]);
  await keyring.destroy([gone]);
  await keyring.destroy([gone]);
  expect([...(await keyring.keysOf([kept, gone, never])).keys()]).toEqual([kept]);
  expect(await keyring.destroyed([kept, gone, never])).toEqual(new Set([gone]));
  expect([...(await (await another()).keysOf([kept, gone, never])).keys()]).toEqual([kept]);
});

it('makes none for whose key was destroyed, and says who; the others get theirs', async () => {
  const [gone] = (await made(1)) as [string];
  await keyring.destroy([gone]);
  const fresh = newSubjectRef();
  const error = await failure((await another()).create([fresh, gone]));
  expect(error).toMatchObject({
    code: 'DESTROYED',
    subjectRefs: [gone],
    message: expect.stringContaining(gone) as string,
  });
  expect([...(await keyring.keysOf([fresh, gone])).keys()]).toEqual([fresh]);
});

it('does not remember a key that is destroyed while it is read', async () => {
  const refs = await made(2);
  const events = new EventEmitter();
  const [read, destroyed] = [once(events, 'read'), once(events, 'destroyed')];
  const slow: KeyStore = {
    ...store,
    async read(asked) {
      const found = await store.read(asked);
      events.emit('read');
      await destroyed;
      return found;
    },
  };
  const slowly = await openKeyring({ store: slow, wrapping: await openWrapping() });
  const reading = slowly.keysOf(refs);
  await read;
  await slowly.destroy(refs);
  events.emit('destroyed');
  await reading;
  expect((await slowly.keysOf(refs)).size).toBe(0);
});

it('refuses what is no reference', async () => {
  for (const call of [
    keyring.create(['../x']),
    keyring.keysOf(['x']),
    keyring.destroy(['']),
    keyring.destroyed(['x']),
  ]) {
    await expect(call).rejects.toMatchObject({ code: 'NOT_A_REF' });
  }
});

it('asks the store once for fifty, for all who ask at one moment, and not again', async () => {
  const refs = await made(50);
  let reads = 0;
  const read: KeyStore['read'] = (asked) => {
    reads++;
    return store.read(asked);
  };
  const counted = await openKeyring({ store: { ...store, read }, wrapping: await openWrapping() });
  expect((await counted.keysOf(refs)).size).toBe(50);
  expect(reads).toBe(1);
  expect((await counted.keysOf(refs)).size).toBe(50);
  expect(reads).toBe(1);
  const fresh = await openKeyring({ store: { ...store, read }, wrapping: await openWrapping() });
  await Promise.all(refs.map((ref) => fresh.keysOf([ref, refs[0]!])));
  expect(reads).toBe(2);
});

describe('says of a key that does not open whose it is, and gives the others', () => {
  const broken: [string, string, (file: string, other: string) => Promise<void>][] = [
    [
      'a flipped bit',
      'DAMAGED',
      async (file) => {
        const bytes = await readFile(file);
        bytes[40]! ^= 4;
        await writeFile(file, bytes);
      },
    ],
    ['a file that was cut off', 'DAMAGED', (file) => truncate(file, 30)],
    ['an empty file', 'DAMAGED', (file) => truncate(file, 0)],
    ['another subject’s', 'DAMAGED', (file, other) => copyFile(other, file)],
    [
      'an epoch that is not there',
      'NO_EPOCH',
      async (file) => {
        const bytes = await readFile(file);
        bytes.writeUInt32BE(9, 4);
        await writeFile(file, bytes);
      },
    ],
  ];

  it.each(broken)('%s: %s', async (_, code, harm) => {
    const [bad, other, good] = (await made(3)) as [string, string, string];
    await harm(files.keyFile(bad), files.keyFile(other));
    const before = await readFile(files.keyFile(bad));
    let reads = 0;
    const read: KeyStore['read'] = (asked) => (reads++, store.read(asked));
    const fresh = await openKeyring({ store: { ...store, read }, wrapping: await openWrapping() });
    const error = await failure(fresh.keysOf([good, bad, other]));
    expect(error).toMatchObject({
      name: 'KeyError',
      code,
      subjectRefs: [bad],
      message: expect.stringContaining(bad) as string,
    });
    if (code === 'DAMAGED') expect(error.message).toContain(files.keyFile(bad));
    const asked = reads;
    expect((await fresh.keysOf([good, other])).size).toBe(2);
    expect(reads).toBe(asked);
    // No new key takes the place of one that is there.
    await fresh.create([bad]);
    expect(await readFile(files.keyFile(bad))).toEqual(before);
  });

  it('two keys that were swapped', async () => {
    const [one, two] = (await made(2)).map((ref) => files.keyFile(ref)) as [string, string];
    await copyFile(one, `${folder}/one`);
    await copyFile(two, one);
    await copyFile(`${folder}/one`, two);
    const refs = [one, two].map((file) => file.slice(-26));
    const error = await failure((await another()).keysOf(refs));
    expect(error).toMatchObject({ code: 'DAMAGED', subjectRefs: refs });
    for (const ref of refs) expect(error.message).toContain(ref);
  });
});

it('is not opened with a wrapping key that the store was not begun with, nor without one', async () => {
  await made(1);
  const elsewhere = await openFileWrappingKeys(join(folder, 'elsewhere'));
  await elsewhere.make(1);
  const secret = (await readFile(join(folder, 'elsewhere', 'epoch-1.key'))).toString('hex');
  const error = await failure(openKeyring({ store, wrapping: elsewhere }));
  expect(error).toMatchObject({
    code: 'WRONG_KEY',
    message: expect.stringMatching(/epoch 1 in .*elsewhere is not the one/) as string,
  });
  expect(error.message).not.toContain(secret);
  const empty = await openFileWrappingKeys(join(folder, 'empty'));
  await expect(openKeyring({ store, wrapping: empty })).rejects.toMatchObject({ code: 'NO_EPOCH' });
});

it('names the subjects whose wrapping key was changed under its feet', async () => {
  const refs = await made(2);
  const fresh = await another();
  await writeFile(join(folder, 'wrapping', 'epoch-1.key'), Buffer.alloc(32, 7), { mode: 0o600 });
  const error = await failure(fresh.keysOf(refs));
  expect(error).toMatchObject({
    code: 'WRONG_KEY',
    subjectRefs: refs,
    message: expect.stringContaining(refs[0]!) as string,
  });
});

it('makes the same tokens everywhere: 16 bytes, another for each path and value', async () => {
  const [token, ...more] = await keyring.tokensOf('accounts.email', 'ada@example.com');
  expect(token).toHaveLength(16);
  expect(more).toEqual([]);
  expect(await (await another()).tokensOf('accounts.email', 'ada@example.com')).toEqual([token]);
  const others = [
    ['accounts.login', 'ada@example.com'],
    ['accounts.email', 'bob@example.com'],
    ['accounts.emai', 'lada@example.com'],
  ] as const;
  const all = await Promise.all(
    others.map(async ([path, value]) => (await keyring.tokensOf(path, value))[0]!.toString('hex')),
  );
  expect(new Set([token!.toString('hex'), ...all]).size).toBe(4);
});

const OTHER_PROCESS = `
  const { openFileKeyStore } = await import('./file.key-store.ts');
  const { openFileWrappingKeys } = await import('./file.wrapping-keys.ts');
  const { openKeyring } = await import('./subject-keyring.ts');
  const store = await openFileKeyStore(process.env.FOLDER + '/keys');
  const keyring = await openKeyring({ store, wrapping: await openFileWrappingKeys(process.env.FOLDER + '/wrapping') });
  const refs = process.env.REFS.split(' ');
  await keyring.create(refs);
  const keys = [...(await keyring.keysOf(refs))].map(([ref, key]) => ref + ' ' + key.export().toString('hex'));
  const [token] = await keyring.tokensOf('accounts.email', 'ada@example.com');
  process.stdout.write(JSON.stringify({ keys: keys.toSorted(), token: token.toString('hex') }));
`;

it('begins one epoch and gives each subject one key when several processes begin at once', async () => {
  await rm(folder, { recursive: true });
  const refs = Array.from({ length: 100 }, newSubjectRef);
  const env = { ...process.env, FOLDER: folder, REFS: refs.join(' ') };
  const args = ['--import', 'tsx', '--input-type=module', '-e', OTHER_PROCESS];
  const start = () => run(process.execPath, args, { cwd: import.meta.dirname, env });
  const said = (await Promise.all([start(), start(), start()])).map(({ stdout }) => stdout);
  expect(new Set(said).size).toBe(1);
  const { keys, token } = JSON.parse(said[0]!) as { keys: string[]; token: string };
  expect(keys).toHaveLength(100);
  store = await openFileKeyStore(join(folder, 'keys'));
  const here = await another();
  expect(await secrets(here, refs)).toEqual(keys);
  expect((await here.tokensOf('accounts.email', 'ada@example.com')).map((each) => each.toString('hex'))).toEqual([
    token,
  ]);
});
