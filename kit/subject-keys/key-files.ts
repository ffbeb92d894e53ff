import { hash } from 'node:crypto';
import { closeSync, constants, lstatSync, openSync, readSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { absent, codeOf, createOnce, makeFolder, shred, syncFolder } from './durable-file.ts';
import { isSubjectRef } from './subject-ref.ts';
import { WRAPPED_BYTES } from './wrapped-key.ts';

/** 256 folders with 16 folders each: a hundred thousand subjects are some 25 to a folder. */
const pathOf = (subjectRef: string): string => {
  const hashed = hash('sha256', subjectRef);
  return join(hashed.slice(0, 2), hashed.slice(2, 3), subjectRef);
};

/** The files of one folder of keys: `keys/ab/c/<subject>` holds a wrapped key, `destroyed/ab/c/<subject>` nothing but a date. */
export class KeyFiles {
  readonly #root: string;
  readonly #made = new Set<string>();

  constructor(root: string) {
    this.#root = root;
  }

  keyFile(subjectRef: string): string {
    return join(this.#root, 'keys', pathOf(subjectRef));
  }

  tombstone(subjectRef: string): string {
    return join(this.#root, 'destroyed', pathOf(subjectRef));
  }

  isDestroyed(subjectRef: string): boolean {
    return lstatSync(this.tombstone(subjectRef), { throwIfNoEntry: false }) !== undefined;
  }

  /**
   * What is stored, at most one byte more than a wrapped key has; empty where something else than a file stands; undefined where there is
   * none or a tombstone. Not asynchronous: fifty small reads cost a quarter of what handing them to other threads does.
   */
  read(subjectRef: string): Buffer | undefined {
    const bytes = readStart(this.keyFile(subjectRef));
    // Looked for afterwards: what is overwritten while it is read has its tombstone already.
    return bytes === undefined || this.isDestroyed(subjectRef) ? undefined : bytes;
  }

  /** Makes the folder of a file, once in the life of this object. */
  async makeFolderOf(file: string): Promise<void> {
    const folder = dirname(file);
    if (this.#made.has(folder)) return;
    await makeFolder(folder, this.#root);
    this.#made.add(folder);
  }

  async bury(subjectRef: string): Promise<void> {
    const tombstone = this.tombstone(subjectRef);
    await this.makeFolderOf(tombstone);
    await createOnce(tombstone, new Date().toISOString().slice(0, 10));
    await this.shred(subjectRef);
  }

  /** Removes the key of a subject and every draft of it; who writes another one meanwhile finds the tombstone. */
  async shred(subjectRef: string): Promise<void> {
    const folder = dirname(this.keyFile(subjectRef));
    for (;;) {
      const names = await namesIn(folder);
      const own = names.filter((name) => name === subjectRef || name.startsWith(`${subjectRef}.`));
      if (own.length === 0) break;
      for (const name of own) await shred(join(folder, name));
      await syncFolder(folder);
    }
  }

  /** The folders of keys or of tombstones that hold something, such as `ab/c`, in order, from one on. */
  async *folders(of: 'keys' | 'destroyed', from = ''): AsyncGenerator<{ name: string; files: string[] }> {
    for (const outer of await namesIn(join(this.#root, of))) {
      if (outer < from.slice(0, outer.length)) continue;
      for (const inner of await namesIn(join(this.#root, of, outer))) {
        const name = join(outer, inner);
        if (name >= from) yield { name, files: await namesIn(join(this.#root, of, name)) };
      }
    }
  }

  /** Files of keys in a folder that `folders` named. */
  filesIn(name: string): Promise<string[]> {
    return namesIn(join(this.#root, 'keys', name));
  }

  fileIn(name: string, file: string): string {
    return join(this.#root, 'keys', name, file);
  }
}

/** The subject whose key, or draft of a key, a file is; null: it is neither. */
export const subjectOf = (file: string): string | null => {
  const [subjectRef = ''] = file.split('.');
  return isSubjectRef(subjectRef) ? subjectRef : null;
};

const namesIn = async (folder: string): Promise<string[]> => ((await readdir(folder).catch(absent)) ?? []).toSorted();

/** No file: what is meant to be none of ours is not followed. */
const FOREIGN = new Set(['ELOOP', 'EISDIR']);

function readStart(file: string): Buffer | undefined {
  const bytes = Buffer.allocUnsafeSlow(WRAPPED_BYTES + 1);
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
    return bytes.subarray(0, readSync(descriptor, bytes));
  } catch (error) {
    if (FOREIGN.has(codeOf(error)!)) return Buffer.alloc(0);
    return absent(error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
