import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Builds where a source is another one than at the last build. Every start asks, and the compiler takes a second to find that there is
 * nothing to do.
 */
const STAMP = 'dist/.sources';
const SOURCES = ['kit', 'gateway', 'subgraphs', 'schema', 'seed'];
const COMPILER = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'];

const isSource = (file) => /\.(ts|json)$/.test(file) && !file.endsWith('.test.ts');

/** Name, size and time of change of all that the build reads. */
function sources() {
  const below = SOURCES.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  return [...readdirSync('.'), ...below]
    .filter(isSource)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((file) => [file, statSync(file)])
    .map(([file, { size, mtimeMs }]) => `${file} ${size} ${mtimeMs}`)
    .join('\n');
}

function built() {
  try {
    return readFileSync(STAMP, 'utf8');
  } catch {
    return null;
  }
}

const now = sources();
if (now !== built()) {
  rmSync(STAMP, { force: true });
  const { status } = spawnSync(process.execPath, COMPILER, { stdio: 'inherit' });
  process.exitCode = status ?? 1;
  // As the sources were before: what changed meanwhile is built the next time.
  if (status === 0) writeFileSync(STAMP, now);
}
