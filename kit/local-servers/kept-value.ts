import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

/** A value of a data folder that is made once and then kept, in a file that only its owner reads (0600). */
export async function keptValue(file: string, make: () => string | Promise<string>): Promise<string> {
  const kept = await readKept(file);
  if (kept) return kept;
  const made = await make();
  await keep(file, made);
  return made;
}

/** The kept value, or undefined where there is none yet. */
export async function readKept(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim() || undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export const keep = (file: string, value: string): Promise<void> => writeFile(file, `${value}\n`, { mode: 0o600 });

/** 256 random bits, in letters that need no quoting anywhere. */
export const randomSecret = (): string => randomBytes(32).toString('base64url');
