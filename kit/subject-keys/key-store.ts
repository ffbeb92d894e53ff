import type { KeyError } from '../sealing/key-error.ts';

/**
 * Where the wrapped data keys of subjects lie, apart from their data. A store knows no secret: what it holds opens only with the
 * wrapping keys. A subject whose key was destroyed keeps a tombstone, so that nobody makes or brings back a key for it. All
 * throw KeyError `UNREACHABLE` when the store does not answer.
 */
export interface KeyStore extends EpochLedger {
  /** In words, where the store is, without a password. */
  readonly place: string;
  /**
   * When a destroyed key is gone from the store's own bytes too. `next rotation`: they may survive in it, wrapped, until the next rotation
   * has destroyed the epoch that wraps them.
   */
  readonly finality: 'at once' | 'next rotation';
  /** In words, where the key of one subject is, for messages. */
  placeOf(subjectRef: string): string;
  /** Wrapped keys as they are stored, unread. Absent: none, or destroyed. A KeyError in the place of one that cannot be got at. */
  read(subjectRefs: readonly string[]): Promise<ReadonlyMap<string, Buffer | KeyError>>;
  /** Those of these subjects that have a tombstone. */
  destroyed(subjectRefs: readonly string[]): Promise<ReadonlySet<string>>;
  /** Adds wrapped keys, each whole or not at all, never in the place of another; durable when it resolves. */
  add(wrapped: ReadonlyMap<string, Buffer>): Promise<ReadonlyMap<string, Added>>;
  /** Puts another wrapping of the same key in the place of the one expected; false where that is not there (any more), or was destroyed. */
  replace(subjectRef: string, expected: Buffer, wrapped: Buffer): Promise<boolean>;
  /** Destroys keys, and that there ever is one where there is none; durable when it resolves, repeatable. */
  destroy(subjectRefs: readonly string[]): Promise<void>;
  /** Subjects with a key, about so many at a time; `after` is null first, and then the `next` of the page before; null: no more. */
  list(after: string | null, most: number): Promise<{ subjectRefs: string[]; next: string | null }>;
  /** Removes what killed processes have left: keys beside tombstones, and drafts. Answers how many. */
  sweep(): Promise<number>;
  close(): Promise<void>;
}

/** `there`: a key was there already, and stays. */
export type Added = 'made' | 'there' | 'destroyed';

/** Which epochs are in force, and how far a rotation has come. */
export interface EpochLedger {
  /** Null before the first opening. */
  epochs(): Promise<EpochState | null>;
  /** Writes the state that follows `from` (null: the first); durable when it resolves. False when another process was first. */
  advance(from: EpochState | null, to: NewEpochState): Promise<boolean>;
  /** Takes the right to rotate, for one process at a time; answers how to give it back. Throws KeyError `BUSY`. */
  lockRotation(): Promise<() => Promise<void>>;
}

/**
 * How far a rotation has come. `idle`: none runs. `wrap`: every data key is wrapped anew. `add`: tokens of the next epoch are added to what is
 * stored. `drop`: tokens of the current one are taken away. `destroy`: the current epoch is destroyed.
 */
export const PHASES = ['idle', 'wrap', 'add', 'drop', 'destroy'] as const;

export interface NewEpochState {
  current: number;
  /** The epoch that a rotation leads to; null: none runs. */
  next: number | null;
  phase: (typeof PHASES)[number];
  /** By which the wrapping key of each epoch is known again; tells nothing of the key. */
  proofs: { epoch: number; proof: string }[];
}

export interface EpochState extends NewEpochState {
  /** Grows by one with each change. */
  revision: number;
}
