import { readFileSync, renameSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { absent, codeOf, createOnce, draftOf, makeFolder, shred, syncFolder } from './durable-file.ts';
import { epochFiles } from './epoch-files.ts';
import { inParallel } from './in-parallel.ts';
import { KeyError } from '../sealing/key-error.ts';
import { KeyFiles, subjectOf } from './key-files.ts';
import type { Added, KeyStore } from './key-store.ts';
import { reachedStore } from './reached-store.ts';
import { isSubjectRef } from './subject-ref.ts';

const AT_ONCE = 8;
const DRAFT_LIVES_MS = 3_600_000;

/**
 * A folder of this machine (0700; files 0600), for several processes at once, without locks. Whatever is written appears whole: a key by
 * `link`, another wrapping of it by `rename`. A key is destroyed by making its tombstone first; who writes at the same moment finds the tombstone
 * afterwards, and takes away again what it wrote. Only a rotation replaces, and only one of those runs. Made where it is absent.
 */
export async function openFileKeyStore(folder: string): Promise<KeyStore> {
  const root = resolve(folder);
  const place = `the folder ${root}`;
  const files = new KeyFiles(root);
  const inFolder = { keys: join(root, 'keys'), destroyed: join(root, 'destroyed'), epochs: join(root, 'epochs') };
  const ledger = epochFiles(inFolder.epochs, join(root, 'rotation.lock'));
  const store: KeyStore = {
    place,
    finality: 'at once',
    placeOf: (subjectRef) => files.keyFile(subjectRef),
    read: async (subjectRefs) => readAll(files, subjectRefs),
    destroyed: async (subjectRefs) => new Set(subjectRefs.filter((ref) => files.isDestroyed(ref))),
    add: async (wrapped) => {
      const added = await inParallel([...wrapped], AT_ONCE, async ([ref, bytes]) => [
        ref,
        await add(files, ref, bytes),
      ]);
      return new Map(added as [string, Added][]);
    },
    replace: (subjectRef, expected, wrapped) => replace(files, subjectRef, expected, wrapped),
    destroy: async (subjectRefs) => void (await inParallel(subjectRefs, AT_ONCE, (ref) => files.bury(ref))),
    list: (after, most) => list(files, after, most),
    sweep: async () => (await sweepKeys(files)) + (await sweepDrafts(files)),
    close: async () => undefined,
    ...ledger,
  };
  return openReached(store, async () => {
    for (const each of Object.values(inFolder)) await makeFolder(each, root);
    await sweepKeys(files);
  });
}

async function openReached(store: KeyStore, open: () => Promise<void>): Promise<KeyStore> {
  const said = (error: unknown): string | undefined =>
    codeOf(error) &&
    `The keys in ${store.place} cannot be got at (${codeOf(error)}). See to its owner, mode and free space.`;
  // Opening is one of the things that can fail.
  await reachedStore({ ...store, close: open }, said).close();
  return reachedStore(store, said);
}

function readAll(files: KeyFiles, subjectRefs: readonly string[]): Map<string, Buffer | KeyError> {
  const found = new Map<string, Buffer | KeyError>();
  for (const subjectRef of subjectRefs) {
    try {
      const bytes = files.read(subjectRef);
      if (bytes) found.set(subjectRef, bytes);
    } catch (error) {
      const message = `The data key of ${subjectRef}: ${files.keyFile(subjectRef)} cannot be read (${codeOf(error)}). See to its owner and mode.`;
      found.set(subjectRef, new KeyError('UNREACHABLE', message, [subjectRef], error));
    }
  }
  return found;
}

async function add(files: KeyFiles, subjectRef: string, bytes: Buffer): Promise<Added> {
  if (files.isDestroyed(subjectRef)) return 'destroyed';
  const file = files.keyFile(subjectRef);
  await files.makeFolderOf(file);
  // No draft any more: who destroys the key has taken it away.
  const made = await createOnce(file, bytes).catch(absent);
  if (files.isDestroyed(subjectRef)) {
    await files.shred(subjectRef);
    return 'destroyed';
  }
  if (made === undefined)
    throw new KeyError('UNREACHABLE', `${file} was taken away while it was made. Try again.`, [subjectRef]);
  return made ? 'made' : 'there';
}

async function replace(files: KeyFiles, subjectRef: string, expected: Buffer, wrapped: Buffer): Promise<boolean> {
  const file = files.keyFile(subjectRef);
  if (files.isDestroyed(subjectRef) || !holds(file, expected)) return false;
  const draft = await draftOf(file, wrapped);
  const renamed = renameOver(file, expected, draft);
  if (!renamed) await rm(draft, { force: true });
  await syncFolder(dirname(file));
  if (!files.isDestroyed(subjectRef)) return renamed;
  await files.shred(subjectRef);
  return false;
}

/** Reading and renaming follow one another without a pause of this process. */
function renameOver(file: string, expected: Buffer, draft: string): boolean {
  if (!holds(file, expected)) return false;
  try {
    renameSync(draft, file);
    return true;
  } catch (error) {
    // Who destroys the key has taken the draft away.
    absent(error);
    return false;
  }
}

function holds(file: string, expected: Buffer): boolean {
  try {
    return readFileSync(file).equals(expected);
  } catch (error) {
    absent(error);
    return false;
  }
}

async function list(files: KeyFiles, after: string | null, most: number): ReturnType<KeyStore['list']> {
  const subjectRefs: string[] = [];
  for await (const { name, files: names } of files.folders('keys', after ?? '')) {
    if (subjectRefs.length >= most) return { subjectRefs, next: name };
    subjectRefs.push(...names.filter(isSubjectRef));
  }
  return { subjectRefs, next: null };
}

/** Keys that a killed process left beside their tombstones. */
async function sweepKeys(files: KeyFiles): Promise<number> {
  let swept = 0;
  for await (const { name, files: tombstones } of files.folders('destroyed')) {
    const destroyed = new Set(tombstones);
    const keys = (await files.filesIn(name)).map(subjectOf).filter((ref) => ref !== null && destroyed.has(ref));
    for (const subjectRef of new Set(keys as string[])) {
      await files.shred(subjectRef);
      swept++;
    }
  }
  return swept;
}

/** Drafts that nobody finishes any more. */
async function sweepDrafts(files: KeyFiles): Promise<number> {
  let swept = 0;
  for await (const { name, files: names } of files.folders('keys')) {
    for (const draft of names.filter((each) => subjectOf(each) && !isSubjectRef(each))) {
      const file = files.fileIn(name, draft);
      const found = await stat(file).catch(absent);
      if (!found || Date.now() - found.mtimeMs < DRAFT_LIVES_MS) continue;
      await shred(file);
      swept++;
    }
  }
  return swept;
}
