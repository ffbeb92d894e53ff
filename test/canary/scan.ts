import { open, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { FORMS, canary, type Form } from './canary.ts';

/** Where a canary was found. */
export interface Hit {
  file: string;
  form: string;
  /** Its number, where the form lets it be read; else null. */
  number: number | null;
}

const BLOCK = 8 * 1024 * 1024;
const OVERLAP = 256;

/** Every canary in a folder of files, in any form. A scan that finds no planted control proves nothing: see `without`. */
export async function scan(folder: string): Promise<Hit[]> {
  const hits: Hit[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) hits.push(...(await scanFile(join(entry.parentPath, entry.name), folder)));
  }
  return hits;
}

/** The same in bytes that are no file, such as what a process wrote to its log. */
export const scanBytes = (bytes: Buffer, file: string): Hit[] =>
  FORMS.flatMap((form) =>
    occurrences(bytes, form.mark).map((at) => ({ file, form: form.name, number: numberAt(bytes, at, form) })),
  );

/** The hits that are not the control. Throws unless the control is among them: then the scan did not look where it should have. */
export function without(control: number, hits: readonly Hit[]): Hit[] {
  if (!hits.some(({ number }) => number === control)) {
    throw new Error(
      `Expected the scan to find its planted control ${canary(control)}, found ${hits.length} other canaries.`,
    );
  }
  return hits.filter(({ number }) => number !== control);
}

async function scanFile(path: string, root: string): Promise<Hit[]> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    // Servers remove files of their own while they run.
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!file) return [];
  try {
    const hits: Hit[] = [];
    const block = Buffer.alloc(BLOCK + OVERLAP);
    for (let position = 0; ; position += BLOCK) {
      const { bytesRead } = await file.read(block, 0, block.length, position);
      // What begins in the overlap is found again by the next block.
      const found = scanBytes(block.subarray(0, bytesRead), relative(root, path));
      hits.push(...found);
      if (bytesRead <= BLOCK) return hits;
    }
  } finally {
    await file.close();
  }
}

function occurrences(bytes: Buffer, mark: Buffer): number[] {
  const found: number[] = [];
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) found.push(at);
  return found;
}

function numberAt(bytes: Buffer, at: number, { name, mark }: Form): number | null {
  if (name !== 'as it is' && name !== 'in capitals') return null;
  const digits = bytes.toString('latin1', at + mark.length, at + mark.length + 6);
  return /^[\da-z]{6}$/i.test(digits) ? Number.parseInt(digits, 36) : null;
}

/** The numbers of the canaries that were found, each once; -1 for those in a form that hides it. */
export const numbersIn = (hits: readonly Hit[]): number[] =>
  [...new Set(hits.map(({ number }) => number ?? -1))].toSorted((one, other) => one - other);
