import { chmod, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { takeLock } from './lock.ts';
import { startWatchdog } from './watchdog.ts';
import type { Watchdog } from './watchdog.ts';

/** Where servers keep what they write; of one process at a time, guarded by a watchdog. */
export interface DataFolder {
  readonly path: string;
  /** False: thrown away when it is closed, or when this process ends. */
  readonly kept: boolean;
  readonly watchdog: Watchdog;
  /** Makes the folder of one server (0700). */
  place(server: string): Promise<string>;
  close(): Promise<void>;
}

/** Opens the folder, made where it is absent; null opens a new one to be thrown away. Throws FolderInUseError. */
export async function openDataFolder(dataDir: string | null): Promise<DataFolder> {
  const path = dataDir === null ? await mkdtemp(join(tmpdir(), 'trade-directory-')) : resolve(dataDir);
  await mkdir(path, { recursive: true });
  const watchdog = startWatchdog();
  const giveBack = dataDir === null ? undefined : await lockOf(path, watchdog);
  if (dataDir === null) watchdog.removeAtEnd(path);
  return {
    path,
    kept: dataDir !== null,
    watchdog,
    async place(server) {
      const place = join(path, server);
      await mkdir(place, { recursive: true });
      await chmod(place, 0o700);
      return place;
    },
    async close() {
      await giveBack?.();
      await watchdog.close();
    },
  };
}

async function lockOf(path: string, watchdog: Watchdog): Promise<() => Promise<void>> {
  try {
    return await takeLock(join(path, 'lock'), watchdog.pid);
  } catch (error) {
    await watchdog.close();
    throw error;
  }
}
