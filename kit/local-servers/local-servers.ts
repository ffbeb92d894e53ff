import { openDataFolder } from './data-folder.ts';
import { startMeilisearch } from './meilisearch.process.ts';
import type { MeilisearchOptions, MeilisearchServer } from './meilisearch.process.ts';
import { startMongod } from './mongod.process.ts';
import type { MongodOptions, MongoServer } from './mongod.process.ts';

export interface LocalServers {
  mongo: MongoServer;
  meili: MeilisearchServer;
  /** Stops both and closes the data folder; again does nothing more. */
  stop(): Promise<void>;
}

/**
 * The two real servers that the directory stands on, on this machine, without Docker. Both live in one data folder and end with this
 * process, however it ends. Throws NoServerError, FolderInUseError, ServerStartError; then nothing is left running.
 */
export async function startLocalServers(options: MongodOptions & MeilisearchOptions): Promise<LocalServers> {
  const allGiven = options.env['MONGODB_URI'] && options.env['MEILI_URL'];
  const folder = allGiven ? undefined : await openDataFolder(options.dataDir);
  const [mongo, meili] = await Promise.allSettled([
    startMongod({ ...options, folder }),
    startMeilisearch({ ...options, folder }),
  ]);
  const stopAll = async (): Promise<void> => {
    await Promise.all(
      [mongo, meili].map(async (server) => {
        if (server.status === 'fulfilled') await server.value.stop();
      }),
    );
    await folder?.close();
  };
  if (mongo.status === 'rejected' || meili.status === 'rejected') {
    await stopAll();
    throw mongo.status === 'rejected' ? mongo.reason : (meili as PromiseRejectedResult).reason;
  }
  options.log(`MongoDB: ${mongo.value.source}`);
  options.log(`Meilisearch: ${meili.value.source}`);
  let stopped: Promise<void> | undefined;
  return { mongo: mongo.value, meili: meili.value, stop: () => (stopped ??= stopAll()) };
}
