import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'closing-line-'));
});

afterEach(() => rm(folder, { recursive: true }));

/** The exit code of Jest over test files, and the last line of what it says. */
async function run(files: Record<string, string>): Promise<{ code: unknown; last: string | undefined }> {
  const config = { reporters: ['default', path('./closing-line.reporter.js')], transform: {} };
  await writeFile(join(folder, 'jest.config.json'), JSON.stringify(config));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const jest = path('../../node_modules/jest/bin/jest.js');
  return new Promise((resolve) => {
    const command = `"${process.execPath}" "${jest}" --rootDir "${folder}" --config "${join(folder, 'jest.config.json')}" 2>&1`;
    execFile('sh', ['-c', command], (error, stdout) =>
      resolve({ code: error?.code ?? 0, last: stdout.trimEnd().split('\n').at(-1) }),
    );
  });
}

it('is the last line, and leaves the exit code as it is', async () => {
  const passing = "it('holds', () => {}); it('holds too', () => {});";
  expect(await run({ 'a.test.js': passing })).toEqual({ code: 0, last: '2 passed, 0 failed' });
  const failing = "it('fails', () => { throw new Error('so'); });";
  const unreadable = 'this is no program';
  expect(await run({ 'a.test.js': passing, 'b.test.js': failing, 'c.test.js': unreadable })).toEqual({
    code: 1,
    last: '2 passed, 2 failed',
  });
});
