import type { DataFolder } from './data-folder.ts';

/** What every local server is started with. */
export interface ServerOptions {
  /** Where data, keys and logs are kept between runs; null: a folder of the system's temp folder, removed on stop. */
  dataDir: string | null;
  /** Takes one line for a person: what is used, and the progress of downloads. */
  log: (line: string) => void;
  /** The environment: addresses, binaries, PATH, the cache's place. */
  env: Environment;
  /** A data folder that is already open, shared by several servers; who opened it closes it. */
  folder?: DataFolder;
}

/**
 * MONGODB_URI · MEILI_URL + MEILI_MASTER_KEY: use a server that runs already.
 * MONGOD_BINARY · MEILISEARCH_BINARY: start this binary.
 * LOCAL_SERVERS_DOWNLOAD=never: fetch nothing.
 */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A server that answers: started here, or found at an address (then it has no pid, and stopping it does nothing). */
export interface Server {
  /** In words, where the server comes from. */
  source: string;
  pid?: number;
  stop(): Promise<void>;
}

export const downloadsForbidden = (env: Environment): boolean => env['LOCAL_SERVERS_DOWNLOAD'] === 'never';
