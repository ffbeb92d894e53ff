import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileWrappingKeys } from './file.wrapping-keys.ts';
import { makeFirstWrappingKey } from './first-wrapping-key.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'wrapping-'))));
afterEach(() => rm(folder, { recursive: true }));

it('makes the first key once, for its owner alone', async () => {
  await Promise.all([makeFirstWrappingKey(folder), makeFirstWrappingKey(folder)]);
  expect(await readdir(folder)).toEqual(['epoch-1.key']);
  expect(((await stat(join(folder, 'epoch-1.key'))).mode & 0o777).toString(8)).toBe('600');
});

it('leaves a folder in which the keys have moved on', async () => {
  const wrapping = await openFileWrappingKeys(folder);
  await wrapping.make(1);
  await wrapping.make(2);
  await wrapping.destroy(1);
  await makeFirstWrappingKey(folder);
  expect((await readdir(folder)).toSorted()).toEqual(['epoch-1.destroyed', 'epoch-2.key']);
});

it('writes nothing where the key is there: the folder may be one that can only be read', async () => {
  await makeFirstWrappingKey(folder);
  const before = (await stat(folder)).mtimeMs;
  await (await openFileWrappingKeys(folder)).make(1);
  expect((await stat(folder)).mtimeMs).toBe(before);
});
