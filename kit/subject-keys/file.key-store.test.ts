import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, link, mkdtemp, open, readdir, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileKeyStore } from './file.key-store.ts';
import { KeyFiles } from './key-files.ts';
import type { KeyStore } from './key-store.ts';
import { newSubjectRef } from './subject-ref.ts';
import { WRAPPED_BYTES } from './wrapped-key.ts';

let folder: string;
let store: KeyStore;
let files: KeyFiles;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'key-files-'));
  store = await openFileKeyStore(join(folder, 'keys'));
  files = new KeyFiles(join(folder, 'keys'));
});
afterEach(() => rm(folder, { recursive: true }));

const some = () => randomBytes(WRAPPED_BYTES);
const everything = async () => {
  const found = await readdir(join(folder, 'keys'), { recursive: true, withFileTypes: true });
  return found.map((each) => ({ path: join(each.parentPath, each.name), isFile: each.isFile() }));
};
const added = async (key = some()) => {
  const ref = newSubjectRef();
  await store.add(new Map([[ref, key]]));
  return ref;
};

it('lets nobody but its owner in', async () => {
  await store.destroy([await added()]);
  await added();
  await store.advance(null, { current: 1, next: null, phase: 'idle', proofs: [] });
  const all = await everything();
  const modes = await Promise.all(all.map(async ({ path }) => (await stat(path)).mode & 0o777));
  expect(all.filter(({ isFile }) => isFile)).toHaveLength(3);
  expect(
    all.map(({ isFile }, at) => [isFile, modes[at]]).filter(([isFile, mode]) => mode !== (isFile ? 0o600 : 0o700)),
  ).toEqual([]);
});

it('overwrites what it destroys, drafts too, and keeps nothing but the day', async () => {
  const key = some();
  const ref = await added(key);
  const draft = `${files.keyFile(ref)}.draft`;
  await writeFile(draft, key, { mode: 0o600 });
  const handles = await Promise.all([files.keyFile(ref), draft].map((file) => open(file)));
  await store.destroy([ref]);
  for (const handle of handles) {
    const left = Buffer.alloc(WRAPPED_BYTES);
    expect((await handle.read(left)).bytesRead).toBe(WRAPPED_BYTES);
    expect(left.equals(key)).toBe(false);
    await handle.close();
  }
  const left = (await everything()).filter(({ isFile }) => isFile);
  expect(left.map(({ path }) => path)).toEqual([files.tombstone(ref)]);
  expect((await stat(files.tombstone(ref))).size).toBe('2026-01-01'.length);
});

it('does not read a key beside its tombstone, as a crash or a backup leaves one, and removes it when it is opened', async () => {
  const refs = [await added(), await added()];
  await cp(join(folder, 'keys', 'keys'), join(folder, 'backup'), { recursive: true });
  await store.destroy([refs[0]!]);
  await cp(join(folder, 'backup'), join(folder, 'keys', 'keys'), { recursive: true });
  expect([...(await store.read(refs)).keys()]).toEqual([refs[1]]);
  expect((await stat(files.keyFile(refs[0]!))).size).toBe(WRAPPED_BYTES);
  await openFileKeyStore(join(folder, 'keys'));
  await expect(stat(files.keyFile(refs[0]!))).rejects.toThrow('ENOENT');
  await cp(join(folder, 'backup'), join(folder, 'keys', 'keys'), { recursive: true });
  expect(await store.sweep()).toBe(1);
  expect([...(await store.read(refs)).keys()]).toEqual([refs[1]]);
});

it('takes away again what it wrote after somebody else had made the tombstone', async () => {
  const [key, other] = [some(), some()];
  const [adding, replacing] = [newSubjectRef(), await added(key)];
  const original = Object.getOwnPropertyDescriptor(KeyFiles.prototype, 'isDestroyed')!;
  /** The first look is from just before the tombstone, every later one from after it. */
  const lateFor = async (ref: string, write: () => Promise<unknown>) => {
    await files.makeFolderOf(files.tombstone(ref));
    await writeFile(files.tombstone(ref), '');
    let looks = 0;
    const value = (asked: string) => looks++ > 0 && existsSync(files.tombstone(asked));
    Object.defineProperty(KeyFiles.prototype, 'isDestroyed', { ...original, value });
    const answer = await write().finally(() => Object.defineProperty(KeyFiles.prototype, 'isDestroyed', original));
    expect(looks).toBeGreaterThan(1);
    return answer;
  };
  expect(await lateFor(adding, () => store.add(new Map([[adding, key]])))).toEqual(new Map([[adding, 'destroyed']]));
  expect(await lateFor(replacing, () => store.replace(replacing, key, other))).toBe(false);
  const left = (await everything()).filter(({ isFile }) => isFile).map(({ path }) => path);
  expect(left.toSorted()).toEqual([adding, replacing].map((ref) => files.tombstone(ref)).toSorted());
});

it('takes drafts away that nobody finishes, and leaves young ones', async () => {
  const file = files.keyFile(await added());
  const names = ['old', 'young'].map((name) => `${file}.${name}`);
  for (const name of names) await writeFile(name, some());
  await utimes(names[0]!, 1, 1);
  expect(await store.sweep()).toBe(1);
  expect(
    (await everything())
      .filter(({ isFile }) => isFile)
      .map(({ path }) => path)
      .toSorted(),
  ).toEqual([file, names[1]]);
});

it('answers in the place of a key that cannot be got at, and gives the others', async () => {
  const [good, moved, foreign] = [await added(), await added(), await added()];
  await rename(files.keyFile(moved), `${folder}/elsewhere`);
  await symlink(`${folder}/elsewhere`, files.keyFile(moved));
  await rm(files.keyFile(foreign));
  await link(`${folder}/elsewhere`, `${folder}/hard`);
  await rm(`${folder}/hard`);
  const found = await store.read([good, moved, foreign]);
  expect((found.get(good) as Buffer).length).toBe(WRAPPED_BYTES);
  expect(found.get(moved)).toEqual(Buffer.alloc(0));
  expect(found.has(foreign)).toBe(false);
});

it('says which folder it cannot use', async () => {
  await writeFile(join(folder, 'a file'), '');
  await expect(openFileKeyStore(join(folder, 'a file'))).rejects.toMatchObject({
    code: 'UNREACHABLE',
    message: expect.stringContaining(join(folder, 'a file')) as string,
  });
});

/** Replaces every key by another, again and again, until it is ended. */
const REPLACING = `
  const { openFileKeyStore } = await import('./file.key-store.ts');
  const { randomBytes } = await import('node:crypto');
  const store = await openFileKeyStore(process.env.KEYS);
  const refs = process.env.REFS.split(' ');
  process.stdout.write('ready');
  process.stdin.once('data', () => (process.exitCode = 0, stopped = true));
  let stopped = false, replaced = 0;
  while (!stopped) {
    await new Promise((resolve) => void setImmediate(resolve));
    for (const ref of refs) {
      const expected = (await store.read([ref])).get(ref);
      if (expected && (await store.replace(ref, expected, randomBytes(${WRAPPED_BYTES})))) replaced++;
      else await store.add(new Map([[ref, randomBytes(${WRAPPED_BYTES})]]));
    }
  }
  process.stdout.write(' ' + replaced);
  process.stdin.unref();
`;

it('brings no destroyed key back while another process replaces and adds', async () => {
  const refs = await Promise.all(Array.from({ length: 200 }, () => added()));
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', REPLACING], {
    cwd: import.meta.dirname,
    env: { ...process.env, KEYS: join(folder, 'keys'), REFS: refs.join(' ') },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  await once(child.stdout, 'data');
  for (const ref of refs) {
    await store.destroy([ref]);
    expect((await store.read([ref])).size).toBe(0);
  }
  child.stdin.write('stop');
  await once(child, 'close');
  expect(Number(said.split(' ')[1])).toBeGreaterThan(0);
  const left = (await everything()).filter(
    ({ path, isFile }) => isFile && path.startsWith(join(folder, 'keys', 'keys')),
  );
  expect(left).toEqual([]);
  expect(await store.destroyed(refs)).toEqual(new Set(refs));
}, 120_000);
