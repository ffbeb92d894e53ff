import type { KeyObject } from 'node:crypto';

/** What the codec needs: the data keys of subjects and the keys of blind indexes. All throw KeyError. */
export interface Keyring {
  /**
   * Makes a data key for each subject that has none; durable when it resolves. Throws KeyError `DESTROYED` for one whose
   * key was destroyed.
   */
  create(subjectRefs: readonly string[]): Promise<void>;
  /**
   * The data keys of subjects, as secret keys of 256 bits: one look-up of the store for all that are not remembered. A
   * subject without a key (destroyed or never made) is absent from the map. When keys are there but cannot be read, one
   * KeyError lists all of those subjects, thrown after every other one was read and remembered.
   */
  keysOf(subjectRefs: readonly string[]): Promise<ReadonlyMap<string, KeyObject>>;
  /** Those of these subjects whose data key was destroyed; one that never had a key is not among them. */
  destroyed(subjectRefs: readonly string[]): Promise<ReadonlySet<string>>;
  /** Destroys data keys: nobody can make them anew; repeatable. Forgets them here at once. */
  destroy(subjectRefs: readonly string[]): Promise<void>;
  /**
   * Blind-index tokens (HMAC-SHA-256, 16 bytes) of an already normalised value at a path, e.g. `accounts.email`: one
   * under each epoch in force, one normally, two while a rotation runs. Newest first.
   */
  tokensOf(path: string, value: string): Promise<readonly Buffer[]>;
}
