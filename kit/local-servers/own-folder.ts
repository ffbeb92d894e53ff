import { openDataFolder } from './data-folder.ts';
import type { DataFolder } from './data-folder.ts';
import type { Server, ServerOptions } from './server.options.ts';

/** Starts a server in the shared folder of its options, else in a folder of its own, which closes when it stops or fails to start. */
export async function inFolder<S extends Server>(
  { folder: shared, dataDir }: ServerOptions,
  start: (folder: DataFolder) => Promise<S>,
): Promise<S> {
  if (shared) return start(shared);
  const own = await openDataFolder(dataDir);
  try {
    const server = await start(own);
    return { ...server, stop: () => server.stop().then(() => own.close()) };
  } catch (error) {
    await own.close();
    throw error;
  }
}
