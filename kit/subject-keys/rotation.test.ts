import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileKeyStore } from './file.key-store.ts';
import { openFileWrappingKeys } from './file.wrapping-keys.ts';
import { environmentWrappingKeys } from './environment.wrapping-keys.ts';
import { KeyFiles } from './key-files.ts';
import type { KeyStore } from './key-store.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { rotate, type Rotation } from './rotation.ts';
import { newSubjectRef } from './subject-ref.ts';
import { openKeyring } from './subject-keyring.ts';

/** Keys in folders of their own. */
async function openWorld() {
  const folder = await mkdtemp(join(tmpdir(), 'rotation-'));
  const store = await openFileKeyStore(join(folder, 'keys'));
  const wrapping = await openFileWrappingKeys(join(folder, 'wrapping'));
  const files = new KeyFiles(join(folder, 'keys'));
  /** As another process has one. */
  const another = async (): Promise<Keyring> =>
    openKeyring({ store, wrapping: await openFileWrappingKeys(join(folder, 'wrapping')) });
  const keyring = await another();
  const said: string[] = [];
  return {
    folder,
    store,
    wrapping,
    files,
    keyring,
    another,
    said,
    made: async (count: number): Promise<string[]> => {
      const refs = Array.from({ length: count }, newSubjectRef);
      await keyring.create(refs);
      return refs;
    },
    secrets: async (refs: readonly string[]): Promise<string[]> => {
      const keys = await (await another()).keysOf(refs);
      return [...keys].map(([ref, key]) => `${ref} ${key.export().toString('hex')}`).toSorted();
    },
    rotation: (changes: Partial<Rotation> = {}): Rotation => ({
      store,
      wrapping,
      retoken: async () => undefined,
      say: (line) => void said.push(line),
      settleMs: 0,
      ...changes,
    }),
    epochsOf: (refs: readonly string[]) =>
      Promise.all(refs.map(async (ref) => (await readFile(files.keyFile(ref))).readUInt32BE(4))),
    secretFiles: () => readdir(join(folder, 'wrapping')),
    close: () => rm(folder, { recursive: true }),
  };
}

let world: Awaited<ReturnType<typeof openWorld>>;
beforeEach(async () => void (world = await openWorld()));
afterEach(() => world.close());

it('wraps every key anew, keeps what each is, and destroys the old epoch', async () => {
  const { store, said, made, secrets, rotation, epochsOf, secretFiles } = world;
  const refs = await made(30);
  const before = await secrets(refs);
  await rotate(rotation());
  expect(new Set(await epochsOf(refs))).toEqual(new Set([2]));
  expect(await secrets(refs)).toEqual(before);
  expect(await secretFiles()).toEqual(['epoch-1.destroyed', 'epoch-2.key']);
  expect(await store.epochs()).toMatchObject({ current: 2, next: null, phase: 'idle', proofs: [{ epoch: 2 }] });
  expect(said.at(-1)).toBe('Epoch 1 is destroyed; epoch 2 is in force.');
  await rotate(rotation());
  expect(await secrets(refs)).toEqual(before);
  expect(await secretFiles()).toEqual(['epoch-1.destroyed', 'epoch-2.destroyed', 'epoch-3.key']);
});

it('leaves a copy of a wrapped key from before that nothing opens any more, wherever it is put', async () => {
  const { folder, store, wrapping, keyring, another, made, rotation } = world;
  const [gone, kept] = (await made(2)) as [string, string];
  await cp(join(folder, 'keys'), join(folder, 'backup'), { recursive: true });
  await keyring.destroy([gone]);
  await rotate(rotation());
  // The whole folder of before, without tombstones, with the keys that are in force now.
  const restored = await openFileKeyStore(join(folder, 'backup'));
  await expect(openKeyring({ store: restored, wrapping })).rejects.toMatchObject({ code: 'NO_EPOCH' });
  const copies: KeyStore = { ...store, read: (refs) => restored.read(refs) };
  const error = await (
    await openKeyring({ store: copies, wrapping })
  )
    .keysOf([gone, kept])
    .catch((caught: Error) => caught);
  expect(error).toMatchObject({ code: 'NO_EPOCH', subjectRefs: [gone, kept] });
  expect((await (await another()).keysOf([gone, kept])).size).toBe(1);
});

it('makes tokens of both epochs while it adds, of the new one when it drops, and those are the ones in force after it', async () => {
  const { keyring, another, rotation } = world;
  const tokens = async (of: Keyring) =>
    (await of.tokensOf('accounts.email', 'ada@example.com')).map((each) => each.toString('hex'));
  const [old] = await tokens(keyring);
  const seen: Record<string, string[][]> = {};
  const other = await another();
  await rotate(
    rotation({
      settleMs: 1_100,
      retoken: async (phase) =>
        void (seen[phase] = [await tokens(keyring), await tokens(other), await tokens(await another())]),
    }),
  );
  const fresh = (await tokens(await another()))[0]!;
  expect(fresh).not.toBe(old);
  expect(seen).toEqual({
    add: [
      [fresh, old],
      [fresh, old],
      [fresh, old],
    ],
    drop: [[fresh], [fresh], [fresh]],
  });
});

it('goes on beside readers and writers of other processes', async () => {
  const { keyring, another, made, secrets, rotation, epochsOf } = world;
  const refs = await made(120);
  const before = await secrets(refs);
  const late: string[] = [];
  let done = false;
  const living = async () => {
    while (!done) {
      const ref = newSubjectRef();
      await keyring.create([ref]);
      late.push(ref);
      expect(await secrets(refs)).toEqual(before);
    }
  };
  const ended = rotate(rotation()).finally(() => (done = true));
  await Promise.all([ended, living()]);
  expect((await (await another()).keysOf(late)).size).toBe(late.length);
  expect(new Set(await epochsOf([...refs, ...late]))).toEqual(new Set([2]));
  expect(late.length).toBeGreaterThan(0);
});

it('loses no key that is made by a process which learns of the new epoch too late', async () => {
  const { folder, store, another, rotation, epochsOf } = world;
  const ref = newSubjectRef();
  // Held up between asking for the epoch and adding, for the whole of a rotation but its end.
  const slow: KeyStore = {
    ...store,
    async add(wrapped) {
      await rotate(rotation());
      return store.add(wrapped);
    },
  };
  await (
    await openKeyring({ store: slow, wrapping: await openFileWrappingKeys(join(folder, 'wrapping')) })
  ).create([ref]);
  expect(await epochsOf([ref])).toEqual([2]);
  expect((await (await another()).keysOf([ref])).size).toBe(1);
});

it('brings no destroyed key back, whenever it is destroyed', async () => {
  const { store, files, keyring, another, made, rotation } = world;
  const refs = await made(300);
  const destroying = refs.map(async (ref) => {
    await new Promise((later) => void setTimeout(later, Math.random() * 900));
    await keyring.destroy([ref]);
  });
  await Promise.all([rotate(rotation()), ...destroying]);
  expect((await (await another()).keysOf(refs)).size).toBe(0);
  for (const ref of refs) await expect(readFile(files.keyFile(ref))).rejects.toThrow('ENOENT');
  expect(await store.sweep()).toBe(0);
});

it('stops before it destroys anything while a key does not open, and finishes when it does again', async () => {
  const { files, another, made, rotation, epochsOf, secretFiles } = world;
  const [bad, ...good] = (await made(10)) as [string, ...string[]];
  const whole = await readFile(files.keyFile(bad));
  await truncate(files.keyFile(bad), 20);
  await expect(rotate(rotation())).rejects.toMatchObject({ code: 'DAMAGED', subjectRefs: [bad] });
  expect(new Set(await epochsOf(good))).toEqual(new Set([2]));
  expect(await secretFiles()).toEqual(['epoch-1.key', 'epoch-2.key']);
  await writeFile(files.keyFile(bad), whole);
  await rotate(rotation());
  expect((await (await another()).keysOf([bad, ...good])).size).toBe(10);
  expect(await secretFiles()).toEqual(['epoch-1.destroyed', 'epoch-2.key']);
});

it('runs once at a time', async () => {
  const { store, rotation } = world;
  let second: unknown;
  await rotate(
    rotation({
      retoken: async (phase) => {
        if (phase === 'add') second = await rotate(rotation()).catch((error: Error) => error);
      },
    }),
  );
  expect(second).toMatchObject({ code: 'BUSY', message: expect.stringContaining('Another rotation runs') as string });
  expect(await store.epochs()).toMatchObject({ current: 2, phase: 'idle' });
});

it('stops when it is told to, and goes on where it was', async () => {
  const { store, another, made, rotation } = world;
  const refs = await made(3);
  const stop = new AbortController();
  const stopping = rotation({ retoken: async () => stop.abort(new Error('enough')), signal: stop.signal });
  await expect(rotate(stopping)).rejects.toThrow('enough');
  expect(await store.epochs()).toMatchObject({ current: 1, next: 2, phase: 'drop' });
  const phases: string[] = [];
  await rotate(rotation({ retoken: async (phase) => void phases.push(phase) }));
  expect(phases).toEqual(['drop']);
  expect((await (await another()).keysOf(refs)).size).toBe(3);
});

it('tells the operator what to do where the wrapping keys are theirs, and goes on after it', async () => {
  const { folder, rotation } = world;
  const env = (epochs: readonly number[]) =>
    environmentWrappingKeys(
      JSON.stringify(Object.fromEntries(epochs.map((epoch) => [epoch, Buffer.alloc(32, epoch).toString('base64url')]))),
    );
  const elsewhere = await openFileKeyStore(join(folder, 'others'));
  const refs = Array.from({ length: 3 }, newSubjectRef);
  await (await openKeyring({ store: elsewhere, wrapping: env([1]) })).create(refs);
  const turn = (epochs: readonly number[]) => rotate(rotation({ store: elsewhere, wrapping: env(epochs) }));
  await expect(turn([1])).rejects.toMatchObject({
    code: 'BY_HAND',
    message: expect.stringContaining('Add "2"') as string,
  });
  await expect(turn([1, 2])).rejects.toMatchObject({
    code: 'BY_HAND',
    message: expect.stringContaining('Take "1" out') as string,
  });
  await turn([2]);
  expect(await elsewhere.epochs()).toMatchObject({ current: 2, next: null, phase: 'idle' });
  expect((await (await openKeyring({ store: elsewhere, wrapping: env([2]) })).keysOf(refs)).size).toBe(3);
});
