import { randomBytes, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { link, lstat, mkdir, open, rm, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/** Makes the folders from `root` down to `folder` (0700) where they are absent; durable when it resolves. */
export async function makeFolder(folder: string, root: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  for (let at = folder; at.length >= root.length; at = dirname(at)) await syncFolder(at);
}

/**
 * Makes a file (0600) that appears whole or not at all, and never takes the place of another; durable when it resolves. False where
 * there was one. Beside it lies a draft meanwhile, named like it with an ending.
 */
export async function createOnce(file: string, content: Uint8Array | string): Promise<boolean> {
  const draft = await draftOf(file, content);
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return false;
  } finally {
    await rm(draft, { force: true });
    await syncFolder(dirname(file));
  }
}

/** Writes a durable draft of a file beside it. */
export async function draftOf(file: string, content: Uint8Array | string): Promise<string> {
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, 'wx', FILE_MODE);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return draft;
}

/**
 * Overwrites a file with random bytes and removes it; none is there: nothing. A file system that writes elsewhere than it was told (copy on
 * write, flash) may keep the old bytes: then they are gone when the epoch that wraps them is. The removal is durable after
 * `syncFolder`.
 */
export async function shred(file: string): Promise<void> {
  const found = await lstat(file).catch(absent);
  if (!found) return;
  if (found.isFile()) await overwrite(file).catch(absent);
  await unlink(file).catch(absent);
}

async function overwrite(file: string): Promise<void> {
  const handle = await open(file, constants.O_RDWR | constants.O_NOFOLLOW);
  try {
    const { size } = await handle.stat();
    await handle.write(randomBytes(size), 0, size, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes what was created, renamed or removed in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** For what may be gone already. */
export function absent(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
}
