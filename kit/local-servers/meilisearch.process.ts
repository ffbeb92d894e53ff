import { join } from 'node:path';
import { inFolder } from './own-folder.ts';
import { keep, keptValue, randomSecret, readKept } from './kept-value.ts';
import { findMeilisearch } from './meilisearch.binary.ts';
import { freePort } from './port.ts';
import { ServerProcess } from './server.process.ts';
import type { Environment, Server, ServerOptions } from './server.options.ts';

export interface MeilisearchServer extends Server {
  url: string;
  masterKey: string;
}

export interface MeilisearchOptions extends ServerOptions {
  /** 1 GiB when absent. */
  maxIndexingMemory?: string;
  /** Half of the processors when absent. */
  maxIndexingThreads?: number;
  /** Further settings under their own names: MEILI_EXPERIMENTAL_… */
  settings?: Environment;
}

/** A real Meilisearch 1.21 in production mode, on 127.0.0.1. Throws NoServerError, FolderInUseError, ServerStartError. */
export async function startMeilisearch(options: MeilisearchOptions): Promise<MeilisearchServer> {
  const given = givenServer(options.env);
  if (given) return given;
  const binary = await findMeilisearch(options);
  return inFolder(options, async (folder) => {
    const place = await folder.place('meilisearch');
    const masterKey = await keptValue(join(place, 'master-key'), randomSecret);
    const portFile = join(place, 'port');
    const port = await freePort(Number(await readKept(portFile)) || undefined);
    const url = `http://127.0.0.1:${port}`;
    const env = { ...environment(place, url, options), MEILI_MASTER_KEY: masterKey };
    const ready = (): Promise<boolean> => isHealthy(url);
    const server = await ServerProcess.start(
      { name: 'meilisearch', binary: binary.path, args: [], env, ready },
      folder,
    );
    await keep(portFile, String(port));
    return { url, masterKey, source: binary.source, pid: server.pid, stop: () => server.stop() };
  });
}

function givenServer(env: Environment): MeilisearchServer | undefined {
  const { MEILI_URL: url, MEILI_MASTER_KEY: masterKey } = env;
  if (!url) return undefined;
  if (!masterKey) throw new Error('MEILI_URL is set: expected MEILI_MASTER_KEY beside it, it is not set.');
  return { url, masterKey, source: 'the address in MEILI_URL', stop: async () => undefined };
}

const environment = (place: string, url: string, options: MeilisearchOptions): Environment => ({
  MEILI_ENV: 'production',
  MEILI_NO_ANALYTICS: 'true',
  MEILI_HTTP_ADDR: new URL(url).host,
  MEILI_DB_PATH: join(place, 'data.ms'),
  MEILI_DUMP_DIR: join(place, 'dumps'),
  MEILI_SNAPSHOT_DIR: join(place, 'snapshots'),
  MEILI_LOG_LEVEL: 'WARN',
  // Unbounded (two thirds of the machine), each small task sets aside so much memory that it takes four times as long.
  MEILI_MAX_INDEXING_MEMORY: options.maxIndexingMemory ?? '1 GiB',
  ...(options.maxIndexingThreads && { MEILI_MAX_INDEXING_THREADS: String(options.maxIndexingThreads) }),
  ...options.settings,
});

export const isHealthy = (url: string): Promise<boolean> =>
  fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) }).then(
    (answer) => answer.ok,
    () => false,
  );
