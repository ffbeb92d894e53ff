import { createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { atOnce } from '../mongo/at-once.ts';
import { Epochs, inForce, newestOf, type Keys } from './epochs.ts';
import { KeyError, oneOf } from '../sealing/key-error.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { openKeys } from './open-keys.ts';
import { uniqueRefs } from './subject-ref.ts';
import { boundOf, KEY_BYTES, wrappedBytes } from './wrapped-key.ts';

const MOST_REMEMBERED = 10_000;
/** So long another process may still open what was destroyed; here it is forgotten at once. */
const REMEMBERED_MS = 30_000;
const TOKEN_BYTES = 16;

/**
 * Opens the keyring over a store of wrapped keys and the keys that wrap them; the first opening begins epoch 1. Throws KeyError `WRONG_KEY` when
 * the two do not belong together, `NO_EPOCH` and `UNREACHABLE`.
 */
export const openKeyring = async (keys: Keys): Promise<Keyring> => new SubjectKeyring(keys, await Epochs.open(keys));

class SubjectKeyring implements Keyring {
  readonly #keys: Keys;
  readonly #epochs: Epochs;
  readonly #remembered = new LRUCache<string, KeyObject>({
    max: MOST_REMEMBERED,
    ttl: REMEMBERED_MS,
    ttlResolution: 1_000,
  });
  readonly #lookUp = atOnce<KeyObject>((refs) => this.#answer(refs));
  /** Grows with each destruction: what was read before one is not remembered after it. */
  #destructions = 0;

  constructor(keys: Keys, epochs: Epochs) {
    this.#keys = keys;
    this.#epochs = epochs;
  }

  async create(subjectRefs: readonly string[]): Promise<void> {
    const refs = uniqueRefs(subjectRefs);
    const there = await this.#keys.store.read(refs);
    const made = new Map(refs.filter((ref) => !there.has(ref)).map((ref) => [ref, randomBytes(KEY_BYTES)]));
    if (made.size === 0) return;
    const destroyed = await this.#add(made).finally(() => made.forEach((key) => key.fill(0)));
    if (destroyed.length === 0) return;
    const message = `The data keys of ${destroyed.join(', ')} were destroyed: nothing about them is stored any more. Who comes back is a new subject.`;
    throw new KeyError('DESTROYED', message, destroyed);
  }

  async keysOf(subjectRefs: readonly string[]): Promise<ReadonlyMap<string, KeyObject>> {
    const found = new Map<string, KeyObject>();
    const missing: string[] = [];
    for (const ref of uniqueRefs(subjectRefs)) {
      const known = this.#remembered.get(ref);
      if (known) found.set(ref, known);
      else missing.push(ref);
    }
    if (missing.length === 0) return found;
    const failures = new Map<string, KeyError>();
    for (const [index, answer] of (await this.#lookUp.loadMany(missing)).entries()) {
      if (answer instanceof KeyError) failures.set(missing[index]!, answer);
      else if (answer instanceof Error) throw answer;
      else if (answer) found.set(missing[index]!, answer);
    }
    if (failures.size > 0) throw oneOf(failures);
    return found;
  }

  async destroyed(subjectRefs: readonly string[]): Promise<ReadonlySet<string>> {
    return this.#keys.store.destroyed(uniqueRefs(subjectRefs));
  }

  async destroy(subjectRefs: readonly string[]): Promise<void> {
    const refs = uniqueRefs(subjectRefs);
    this.#forget(refs);
    try {
      await this.#keys.store.destroy(refs);
    } finally {
      this.#forget(refs);
    }
  }

  async tokensOf(path: string, value: string): Promise<readonly Buffer[]> {
    const epochs = inForce(await this.#epochs.recent());
    return Promise.all(epochs.map((epoch) => this.#token(epoch, path, value)));
  }

  async #token(epoch: number, path: string, value: string): Promise<Buffer> {
    const key = await this.#keys.wrapping.derive(epoch, 'index');
    // A path has no zero character, so no path and value can be mistaken for another two.
    const token = createHmac('sha256', key).update(`${path}\0${value}`).digest().subarray(0, TOKEN_BYTES);
    key.fill(0);
    return token;
  }

  #forget(refs: readonly string[]): void {
    this.#destructions++;
    for (const ref of refs) this.#remembered.delete(ref);
  }

  /**
   * Adds new data keys; answers whose were destroyed. A rotation that began meanwhile may not have seen them: then they are wrapped again,
   * until the newest epoch holds them.
   */
  async #add(made: ReadonlyMap<string, Buffer>): Promise<string[]> {
    const { store } = this.#keys;
    let epoch = newestOf(await this.#epochs.now());
    let wrapped = await this.#wrap(made, epoch);
    const added = [...(await store.add(wrapped))];
    const own = new Map(added.filter(([, how]) => how === 'made').map(([ref]) => [ref, made.get(ref)!]));
    let newest = newestOf(await this.#epochs.now());
    while (newest !== epoch && own.size > 0) {
      const again = await this.#wrap(own, newest);
      for (const ref of own.keys()) await store.replace(ref, wrapped.get(ref)!, again.get(ref)!);
      [wrapped, epoch] = [again, newest];
      newest = newestOf(await this.#epochs.now());
    }
    return added.filter(([, how]) => how === 'destroyed').map(([ref]) => ref);
  }

  async #wrap(made: ReadonlyMap<string, Buffer>, epoch: number): Promise<Map<string, Buffer>> {
    const refs = [...made.keys()];
    const keys = refs.map((ref) => ({ key: made.get(ref)!, bound: boundOf(ref, epoch) }));
    const sealed = await this.#keys.wrapping.wrap(epoch, keys);
    return new Map(refs.map((ref, index) => [ref, wrappedBytes({ epoch, sealed: sealed[index]! })]));
  }

  /** One look-up of the store. What failed is looked up once more: a rotation may have wrapped it anew in between. */
  async #answer(asked: readonly string[]): Promise<(KeyObject | KeyError | null)[]> {
    const begun = this.#destructions;
    const opened = await this.#open([...new Set(asked)]);
    const failed = [...opened].filter(([, key]) => key instanceof KeyError).map(([ref]) => ref);
    if (failed.length > 0) {
      for (const ref of failed) opened.delete(ref);
      for (const [ref, key] of await this.#open(failed)) opened.set(ref, key);
    }
    for (const [ref, key] of opened) {
      if (!(key instanceof KeyError) && begun === this.#destructions) this.#remembered.set(ref, key);
    }
    return asked.map((ref) => opened.get(ref) ?? null);
  }

  async #open(refs: readonly string[]): Promise<Map<string, KeyObject | KeyError>> {
    const keys = new Map<string, KeyObject | KeyError>();
    for (const [ref, opened] of await openKeys(this.#keys, await this.#keys.store.read(refs))) {
      if (opened instanceof KeyError) keys.set(ref, opened);
      else {
        keys.set(ref, createSecretKey(opened.key));
        opened.key.fill(0);
      }
    }
    return keys;
  }
}
