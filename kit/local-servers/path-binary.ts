import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Environment } from './server.options.ts';
import { Refusal } from './way.ts';
import type { Way } from './way.ts';

const run = promisify(execFile);

/** Which versions of a binary are good enough: `pattern` takes the version out of what `--version` prints. */
export interface VersionRule {
  pattern: RegExp;
  accepts: (version: string) => boolean;
  /** The rule in words: "6.0 or later". */
  words: string;
}

/** A binary that the user named in a variable: anything wrong with it ends the search. */
export const namedBinary = (variable: string, env: Environment, rule: VersionRule): Way => ({
  words: variable,
  async find() {
    const path = env[variable];
    if (!path) throw new Error('not set');
    try {
      await checkVersion(path, rule);
    } catch (error) {
      throw new Refusal(`${variable}=${path} cannot be used: ${(error as Error).message}`);
    }
    return path;
  },
});

export const binaryOnPath = (name: string, env: Environment, rule: VersionRule): Way => ({
  words: 'the PATH',
  async find() {
    const file = process.platform === 'win32' ? `${name}.exe` : name;
    for (const folder of (env['PATH'] ?? '').split(delimiter).filter(Boolean)) {
      const path = join(folder, file);
      if (!(await isExecutable(path))) continue;
      await checkVersion(path, rule);
      return path;
    }
    throw new Error(`holds no ${name}`);
  },
});

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

async function checkVersion(path: string, rule: VersionRule): Promise<void> {
  const { stdout } = await run(path, ['--version'], { timeout: 10_000 }).catch((error: Error) => {
    throw new Error(`"${path} --version" should print a version, it failed: ${error.message.trim()}`);
  });
  const version = rule.pattern.exec(stdout)?.[1];
  if (!version || !rule.accepts(version)) {
    throw new Error(`${path} is version ${version ?? 'unknown'}, expected ${rule.words}`);
  }
}
