import { randomUUID } from 'node:crypto';
import { access, chmod, mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from './server.options.ts';

/** Binaries that were fetched once, outside the work tree: `$XDG_CACHE_HOME/trade-directory`, else `~/.cache/trade-directory`. */
export const cacheFolder = (env: Environment): string =>
  join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'trade-directory');

const executable = (name: string): string => (process.platform === 'win32' ? `${name}.exe` : name);

/** The cached binary of this name (which carries its version); throws when there is none. */
export async function cachedBinary(env: Environment, name: string): Promise<string> {
  const path = join(cacheFolder(env), executable(name));
  await access(path).catch(() => {
    throw new Error(`${path} is not there`);
  });
  return path;
}

/**
 * Puts a binary into the cache. `produce` writes it into an empty scratch folder and answers its path; it is moved into place in
 * one step, so that a reader sees all of it or nothing, also when several processes fetch at once.
 */
export async function cacheBinary(
  env: Environment,
  name: string,
  produce: (scratch: string) => Promise<string>,
): Promise<string> {
  const path = join(cacheFolder(env), executable(name));
  const scratch = join(cacheFolder(env), `scratch-${randomUUID()}`);
  await mkdir(scratch, { recursive: true });
  try {
    const made = await produce(scratch);
    await chmod(made, 0o755);
    await rename(made, path).catch(async (error: unknown) => {
      // Windows does not replace a binary that runs: then another process has put it there already.
      await cachedBinary(env, name).catch(() => Promise.reject(error));
    });
    return path;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
