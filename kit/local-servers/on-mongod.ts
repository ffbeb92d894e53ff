import { openDataFolder } from './data-folder.ts';
import { startMongod, type MongodOptions } from './mongod.process.ts';

/**
 * Does something with the MongoDB of a data folder: the one that the environment names (MONGODB_URI) when it runs already, else one that is
 * started on the data that `npm start` will find, and stopped afterwards. Throws NoServerError, FolderInUseError, ServerStartError.
 */
export async function onMongod<T>(options: MongodOptions, act: (uri: string) => Promise<T>): Promise<T> {
  const folder = options.env['MONGODB_URI'] ? undefined : await openDataFolder(options.dataDir);
  try {
    const mongo = await startMongod({ ...options, folder });
    try {
      return await act(mongo.uri);
    } finally {
      await mongo.stop();
    }
  } finally {
    await folder?.close();
  }
}
