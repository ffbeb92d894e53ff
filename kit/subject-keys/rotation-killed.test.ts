import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileKeyStore } from './file.key-store.ts';
import { openFileWrappingKeys } from './file.wrapping-keys.ts';
import { inParallel } from './in-parallel.ts';
import { KeyFiles } from './key-files.ts';
import { rotate } from './rotation.ts';
import { newSubjectRef } from './subject-ref.ts';
import { openKeyring } from './subject-keyring.ts';

/** Rotates, and is killed on the spot before or after the n-th time that it does something. */
const KILLED = `
  const { openFileKeyStore } = await import('./file.key-store.ts');
  const { openFileWrappingKeys } = await import('./file.wrapping-keys.ts');
  const { rotate } = await import('./rotation.ts');
  const [what, nth, when] = process.env.AT.split(' ');
  let done = 0;
  const die = () => process.kill(process.pid, 'SIGKILL');
  const watched = (of) => Object.fromEntries(Object.entries(of).map(([name, member]) => [name, typeof member !== 'function' ? member : async (...given) => {
    const mine = name === what && ++done === Number(nth);
    if (mine && when === 'before') die();
    const answer = await member(...given);
    if (mine) die();
    return answer;
  }]));
  const store = watched(await openFileKeyStore(process.env.FOLDER + '/keys'));
  const wrapping = watched(await openFileWrappingKeys(process.env.FOLDER + '/wrapping'));
  const { retoken } = watched({ retoken: async () => undefined });
  await rotate({ store, wrapping, retoken, say: () => undefined, settleMs: 0 });
`;

const STEPS = [
  'lockRotation 1 after',
  'make 1 after',
  'advance 1 before',
  'advance 1 after',
  'wrap 1 after',
  'replace 3 before',
  'replace 3 after',
  'advance 2 after',
  'retoken 1 after',
  'advance 3 after',
  'retoken 2 after',
  'advance 4 after',
  'destroy 1 before',
  'destroy 1 after',
  'advance 5 after',
];

async function killedAt(at: string) {
  const folder = await mkdtemp(join(tmpdir(), 'killed-'));
  const store = await openFileKeyStore(join(folder, 'keys'));
  const wrapping = await openFileWrappingKeys(join(folder, 'wrapping'));
  const files = new KeyFiles(join(folder, 'keys'));
  const refs = Array.from({ length: 6 }, newSubjectRef);
  const late = newSubjectRef();
  await (await openKeyring({ store, wrapping })).create(refs);
  const secrets = async (): Promise<string> => {
    const another = await openKeyring({ store, wrapping: await openFileWrappingKeys(join(folder, 'wrapping')) });
    const keys = await another.keysOf(refs);
    return refs.map((ref) => `${ref} ${keys.get(ref)?.export().toString('hex')}`).join();
  };
  const before = await secrets();
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', KILLED], {
    cwd: import.meta.dirname,
    env: { ...process.env, FOLDER: folder, AT: at },
    stdio: 'inherit',
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  const between = await secrets();
  await (await openKeyring({ store, wrapping })).create([late]);
  await rotate({ store, wrapping, retoken: async () => undefined, say: () => undefined, settleMs: 0 });
  const wrapped = await Promise.all([...refs, late].map((ref) => readFile(files.keyFile(ref))));
  const found = {
    at,
    signal,
    same: { between: between === before, after: (await secrets()) === before },
    current: (await store.epochs())!.current,
    left: (await readdir(join(folder, 'wrapping'))).filter((name) => name.endsWith('.key')),
    wrappedUnder: [...new Set(wrapped.map((bytes) => bytes.readUInt32BE(4)))],
  };
  await rm(folder, { recursive: true });
  return found;
}

it('killed at any step, it leaves every key readable, and the next run ends it', async () => {
  const found = await inParallel(STEPS, 4, killedAt);
  const expected = STEPS.map((at) => {
    // Killed after its last step, it had ended, and the next run is one of its own.
    const current = at === 'advance 5 after' ? 3 : 2;
    const same = { between: true, after: true };
    return { at, signal: 'SIGKILL', same, current, left: [`epoch-${current}.key`], wrappedUnder: [current] };
  });
  expect(found).toEqual(expected);
}, 180_000);
