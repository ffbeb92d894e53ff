import { spawnSync } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { assetPath } from '../kit/assets/asset-path.ts';

/** Stands in for the compiler: counts how often it was called, and fails where a source says so. */
const COMPILER = `
const { appendFileSync, mkdirSync, readFileSync } = require('node:fs');
mkdirSync('dist', { recursive: true });
appendFileSync('calls', '.');
if (readFileSync('kit/a.ts', 'utf8').includes('broken')) process.exit(2);
`;
const SCRIPT = assetPath(import.meta.url, 'fresh-build.js');

let folder: string;
const write = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
};
const build = () => spawnSync(process.execPath, [SCRIPT], { cwd: folder }).status;
const calls = async () => (await readFile(join(folder, 'calls'), 'utf8').catch(() => '')).length;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fresh-build-'));
  await write('node_modules/typescript/bin/tsc', COMPILER);
  for (const file of ['kit/a.ts', 'gateway/b.ts', 'subgraphs/c/d.ts', 'schema/e.json', 'seed/f.ts', 'tsconfig.json'])
    await write(file, '{}');
});
afterEach(() => rm(folder, { recursive: true }));

it('builds once, and again after a source changed, came or went', async () => {
  expect([build(), build(), await calls()]).toEqual([0, 0, 1]);
  for (const [round, change] of [
    () => appendFile(join(folder, 'subgraphs/c/d.ts'), ' '),
    () => write('kit/new.ts', ''),
    () => rm(join(folder, 'kit/new.ts')),
    () => write('tsconfig.json', '{ "compilerOptions": {} }'),
  ].entries()) {
    await change();
    expect([build(), build(), await calls()]).toEqual([0, 0, round + 2]);
  }
});

it('does not build for what is no part of the build', async () => {
  build();
  await write('kit/a.test.ts', '');
  await write('docs/text.md', '');
  expect([build(), await calls()]).toEqual([0, 1]);
});

it('fails with the compiler, each time until what it says is mended', async () => {
  build();
  await write('kit/a.ts', 'broken');
  expect([build(), build(), await calls()]).toEqual([2, 2, 3]);
  await write('kit/a.ts', '{}');
  expect([build(), await calls()]).toEqual([0, 4]);
});
