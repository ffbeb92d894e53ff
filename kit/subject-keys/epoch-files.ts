import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { takeLock } from '../local-servers/lock.ts';
import { createOnce } from './durable-file.ts';
import { KeyError } from '../sealing/key-error.ts';
import { PHASES, type EpochLedger, type EpochState } from './key-store.ts';

const state = z.strictObject({
  current: z.int().positive(),
  next: z.int().positive().nullable(),
  phase: z.enum(PHASES),
  proofs: z.array(z.strictObject({ epoch: z.int(), proof: z.string() })),
});
const NAME = /^\d{8}$/;

/**
 * The state of epochs in a folder: a file for each change, named by its number. Who makes the next number first has changed it; nothing is ever
 * replaced or removed, so no two processes can both believe that they were first.
 */
export function epochFiles(folder: string, lockFile: string): EpochLedger {
  return {
    async epochs(): Promise<EpochState | null> {
      const last = readdirSync(folder)
        .filter((name) => NAME.test(name))
        .toSorted()
        .at(-1);
      if (last === undefined) return null;
      const file = join(folder, last);
      try {
        return { ...state.parse(JSON.parse(readFileSync(file, 'utf8'))), revision: Number(last) };
      } catch (error) {
        const message = `${file}: expected the state of epochs as JSON, found something else. Bring it back from a backup of the keys.`;
        throw new KeyError('DAMAGED', message, [], error);
      }
    },
    advance: (from, to) =>
      createOnce(join(folder, String((from?.revision ?? 0) + 1).padStart(8, '0')), JSON.stringify(state.parse(to))),
    lockRotation: () =>
      takeLock(lockFile, process.pid).catch((error: Error) => {
        if (error.name !== 'FolderInUseError') throw error;
        throw new KeyError('BUSY', `Another rotation runs: see ${lockFile}. Wait until it has ended.`, [], error);
      }),
  };
}
