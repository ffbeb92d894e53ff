import { join } from 'node:path';
import { readKept } from './kept-value.ts';
import { startLocalServers, type LocalServers } from './local-servers.ts';
import { FolderInUseError } from './lock.ts';
import { isHealthy, type MeilisearchOptions } from './meilisearch.process.ts';
import type { MongodOptions } from './mongod.process.ts';
import { replicaSetUri } from './replica-set.ts';

/**
 * The servers of a data folder for a command that works beside a running directory: where another process runs them they are used, and left running; else they are
 * started. Throws what `startLocalServers` throws.
 */
export async function reachLocalServers(options: MongodOptions & MeilisearchOptions): Promise<LocalServers> {
  try {
    return await startLocalServers(options);
  } catch (error) {
    const running = error instanceof FolderInUseError ? await runningServers(options) : null;
    if (!running) throw error;
    options.log(`Beside the process that runs the servers of ${options.dataDir}.`);
    return running;
  }
}

/** Null: they do not answer, or not yet. */
async function runningServers({ dataDir, env }: MongodOptions & MeilisearchOptions): Promise<LocalServers | null> {
  const kept = (server: string, file: string) => readKept(join(dataDir!, server, file));
  const source = 'the one of the running directory';
  const [mongodPort, meiliPort] = await Promise.all([kept('mongod', 'port'), kept('meilisearch', 'port')]);
  const uri = env['MONGODB_URI'] ?? (mongodPort && replicaSetUri(mongodPort));
  const url = env['MEILI_URL'] ?? (meiliPort && `http://127.0.0.1:${meiliPort}`);
  const masterKey = env['MEILI_MASTER_KEY'] ?? (await kept('meilisearch', 'master-key'));
  if (!uri || !url || !masterKey || !(await isHealthy(url))) return null;
  const stop = async () => undefined;
  return { mongo: { uri, source, stop }, meili: { url, masterKey, source, stop }, stop };
}
