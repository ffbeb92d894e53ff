import { cacheBinary, cachedBinary } from './cache.ts';
import { downloadsForbidden } from './server.options.ts';
import type { Environment } from './server.options.ts';
import { Refusal } from './way.ts';
import type { Way } from './way.ts';

/** A binary that an earlier run put into the cache. */
export const cached = (name: string, env: Environment): Way => ({
  words: `the cached ${name}`,
  find: () => cachedBinary(env, name),
});

/** A binary that is fetched now, and cached under this name. `produce` writes it into the scratch folder and answers its path. */
export const fetched = (
  words: string,
  name: string,
  env: Environment,
  log: (line: string) => void,
  produce: (scratch: string) => Promise<string>,
): Way => ({
  words,
  async find() {
    if (downloadsForbidden(env)) throw new Error('LOCAL_SERVERS_DOWNLOAD is "never"');
    try {
      return await cacheBinary(env, name, produce);
    } catch (error) {
      if (!(error instanceof Refusal)) log(`Not by ${words}: ${(error as Error).message}`);
      throw error;
    }
  },
});
