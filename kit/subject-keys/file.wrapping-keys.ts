import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { absent, codeOf, createOnce, makeFolder, shred, syncFolder } from './durable-file.ts';
import { KeyError } from '../sealing/key-error.ts';
import { localWrappingKeys } from './local.wrapping-keys.ts';
import type { WrappingKeys } from './wrapping-keys.ts';

const SECRET_BYTES = 32;
const OTHERS = 0o077;

/**
 * A folder with a file for each epoch, `epoch-1.key` (0600, 32 random bytes); made where it is absent. A destroyed epoch leaves
 * `epoch-1.destroyed`, and is not made or read again, should its file come back. Throws KeyError `EXPOSED` for a file that others on the
 * machine may read, and `DAMAGED` for one of another length.
 */
export async function openFileWrappingKeys(folder: string): Promise<WrappingKeys> {
  const root = resolve(folder);
  const place = `the folder ${root}`;
  const file = (epoch: number) => join(root, `epoch-${epoch}.key`);
  const tombstone = (epoch: number) => join(root, `epoch-${epoch}.destroyed`);
  const reach = <T>(work: Promise<T>): Promise<T> => work.catch((error: unknown) => unreachable(error, place));
  const isDestroyed = (epoch: number) => reach(exists(tombstone(epoch)));
  await reach(makeFolder(root, root));
  return localWrappingKeys({
    place,
    has: async (epoch) => !(await isDestroyed(epoch)) && (await reach(exists(file(epoch)))),
    async make(epoch) {
      if (await isDestroyed(epoch)) {
        throw new KeyError(
          'DESTROYED',
          `Epoch ${epoch} was destroyed in ${place}, and is never made again. Is it the right folder?`,
        );
      }
      // Where it is there nothing is written: the folder may be one that this process can only read.
      if (!(await reach(exists(file(epoch))))) await reach(createOnce(file(epoch), randomBytes(SECRET_BYTES)));
    },
    destroy: (epoch) =>
      reach(
        (async () => {
          await createOnce(tombstone(epoch), new Date().toISOString().slice(0, 10));
          await shred(file(epoch));
          await syncFolder(root);
        })(),
      ),
    read: async (epoch) => ((await isDestroyed(epoch)) ? null : reach(readSecret(file(epoch)))),
  });
}

async function readSecret(file: string): Promise<Buffer | null> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW).catch(absent);
  if (!handle) return null;
  try {
    const { mode } = await handle.stat();
    if (process.platform !== 'win32' && (mode & OTHERS) !== 0) {
      throw new KeyError(
        'EXPOSED',
        `${file}: expected a file that only its owner can read (0600), got mode ${(mode & 0o777).toString(8)}. Correct it, and rotate: others may have read it.`,
      );
    }
    const secret = await handle.readFile();
    if (secret.length !== SECRET_BYTES) {
      throw new KeyError(
        'DAMAGED',
        `${file}: expected ${SECRET_BYTES} bytes, found ${secret.length}. Bring it back from its backup.`,
      );
    }
    return secret;
  } finally {
    await handle.close();
  }
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    (error: unknown) => {
      absent(error);
      return false;
    },
  );

function unreachable(error: unknown, place: string): never {
  if (error instanceof KeyError || codeOf(error) === undefined) throw error;
  throw new KeyError(
    'UNREACHABLE',
    `The wrapping keys in ${place} cannot be got at (${codeOf(error)}). See to its owner and mode.`,
    [],
    error,
  );
}
