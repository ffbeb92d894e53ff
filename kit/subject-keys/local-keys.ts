import { join } from 'node:path';
import type { Environment } from '../config/config.ts';

/**
 * The environment of a process that keeps its data in a folder of this machine: where it names no place for keys they are in
 * `keys/subjects` and `keys/wrapping` below that folder, apart from the files of the database.
 */
export function withLocalKeys(env: Environment, dataDir: string): Environment {
  const local = { SUBJECT_KEYS: 'subjects', WRAPPING_KEYS: 'wrapping' };
  const absent = Object.entries(local).filter(([name]) => !env[name] && !env[`${name}_FILE`]);
  return {
    ...env,
    ...Object.fromEntries(absent.map(([name, folder]) => [name, `file:${join(dataDir, 'keys', folder)}`])),
  };
}
