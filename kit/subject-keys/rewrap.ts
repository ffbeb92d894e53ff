import type { Keys } from './epochs.ts';
import { inParallel } from './in-parallel.ts';
import { KeyError } from '../sealing/key-error.ts';
import { epochOf, openKeys, type OpenedKey } from './open-keys.ts';
import { boundOf, wrappedBytes } from './wrapped-key.ts';

const PAGE = 500;
const AT_ONCE = 16;

export interface Pass {
  /** Keys that were found under another epoch. */
  found: number;
  /** Those that could not be opened; they are as they were. */
  failures: ReadonlyMap<string, KeyError>;
}

/** Looks once at every data key, and wraps anew each that is not under the epoch. Readers and writers go on meanwhile. */
export async function rewrapAll(
  keys: Keys,
  epoch: number,
  { signal, onProgress }: { signal?: AbortSignal; onProgress: (found: number) => void },
): Promise<Pass> {
  const failures = new Map<string, KeyError>();
  let found = 0;
  let page: Awaited<ReturnType<Keys['store']['list']>> = { subjectRefs: [], next: null };
  do {
    signal?.throwIfAborted();
    page = await keys.store.list(page.next, PAGE);
    const before = found;
    for (let at = 0; at < page.subjectRefs.length; at += PAGE) {
      found += await rewrapPage(keys, epoch, page.subjectRefs.slice(at, at + PAGE), failures);
    }
    if (found > before) onProgress(found);
  } while (page.next !== null);
  return { found, failures };
}

async function rewrapPage(keys: Keys, epoch: number, refs: readonly string[], failures: Map<string, KeyError>) {
  const stored = await keys.store.read(refs);
  const stale = new Map([...stored].filter(([ref, bytes]) => epochOf(bytes, ref) !== epoch));
  const opened: [string, OpenedKey][] = [];
  for (const [ref, key] of await openKeys(keys, stale)) {
    if (key instanceof KeyError) failures.set(ref, key);
    else opened.push([ref, key]);
  }
  if (opened.length === 0) return 0;
  const clear = opened.map(([ref, { key }]) => ({ key, bound: boundOf(ref, epoch) }));
  const sealed = await keys.wrapping.wrap(epoch, clear);
  for (const { key } of clear) key.fill(0);
  await inParallel([...opened.entries()], AT_ONCE, ([index, [ref, { stored: expected }]]) =>
    keys.store.replace(ref, expected, wrappedBytes({ epoch, sealed: sealed[index]! })),
  );
  return opened.length;
}
