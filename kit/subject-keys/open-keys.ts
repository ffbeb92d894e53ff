import { prove, type Keys } from './epochs.ts';
import { KeyError } from '../sealing/key-error.ts';
import { boundOf, readWrapped, type WrappedKey } from './wrapped-key.ts';

/** A data key in the clear (overwrite it when done), and as it was stored. */
export interface OpenedKey {
  key: Buffer;
  stored: Buffer;
}

interface Found extends WrappedKey {
  subjectRef: string;
  stored: Buffer;
}

/** Opens what the store answered. Each that fails has its KeyError in its place, and takes no other with it. */
export async function openKeys(
  keys: Keys,
  stored: ReadonlyMap<string, Buffer | KeyError>,
): Promise<Map<string, OpenedKey | KeyError>> {
  const opened = new Map<string, OpenedKey | KeyError>();
  const byEpoch = new Map<number, Found[]>();
  for (const [subjectRef, bytes] of stored) {
    const found = readFound(keys, subjectRef, bytes);
    if (found instanceof KeyError) opened.set(subjectRef, found);
    else if (byEpoch.has(found.epoch)) byEpoch.get(found.epoch)!.push(found);
    else byEpoch.set(found.epoch, [found]);
  }
  for (const [epoch, group] of byEpoch) {
    const results = await openGroup(keys, epoch, group);
    for (const [index, { subjectRef }] of group.entries()) opened.set(subjectRef, results[index]!);
  }
  return opened;
}

/** The epoch that a stored key is wrapped under; null where it is none. */
export function epochOf(stored: Buffer | KeyError, subjectRef: string): number | null {
  const read = stored instanceof KeyError ? stored : attempt(() => readWrapped(stored, subjectRef, ''));
  return read instanceof KeyError ? null : read.epoch;
}

function readFound({ store }: Keys, subjectRef: string, stored: Buffer | KeyError): Found | KeyError {
  if (stored instanceof KeyError) return stored;
  return attempt(() => ({ ...readWrapped(stored, subjectRef, store.placeOf(subjectRef)), subjectRef, stored }));
}

async function openGroup(keys: Keys, epoch: number, group: readonly Found[]): Promise<(OpenedKey | KeyError)[]> {
  const refs = group.map(({ subjectRef }) => subjectRef);
  try {
    const sealed = group.map((found) => ({ sealed: found.sealed, bound: boundOf(found.subjectRef, epoch) }));
    const opened = await keys.wrapping.unwrap(epoch, sealed);
    if (opened.includes(null)) await proveAgain(keys, epoch);
    return opened.map((key, index) =>
      key ? { key, stored: group[index]!.stored } : damaged(keys, epoch, refs[index]!),
    );
  } catch (error) {
    if (!(error instanceof KeyError)) throw error;
    const failure = new KeyError(error.code, `The data keys of ${refs.join(', ')}: ${error.message}`, refs, error);
    return group.map(() => failure);
  }
}

/** When a key does not open, it may be the wrapping key that is wrong. */
async function proveAgain(keys: Keys, epoch: number): Promise<void> {
  const state = await keys.store.epochs();
  if (state?.proofs.some((known) => known.epoch === epoch)) await prove(keys, state, epoch);
}

const damaged = ({ store, wrapping }: Keys, epoch: number, subjectRef: string): KeyError =>
  new KeyError(
    'DAMAGED',
    `The data key of ${subjectRef} in ${store.placeOf(subjectRef)} does not open with the wrapping key of epoch ${epoch} in ${wrapping.place}: ` +
      'it was changed, or is of another subject. Bring it back from a backup of the keys, or destroy it.',
    [subjectRef],
  );

function attempt<T>(work: () => T): T | KeyError {
  try {
    return work();
  } catch (error) {
    if (error instanceof KeyError) return error;
    throw error;
  }
}
