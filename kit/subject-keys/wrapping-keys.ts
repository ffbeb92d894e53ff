/** A data key in the clear, and what it is bound to. */
export interface Unwrapped {
  key: Buffer;
  bound: Buffer;
}

/** A data key as it is stored, and what it was bound to. */
export interface Sealed {
  /** Nonce (12 bytes), ciphertext, tag (16 bytes) of AES-256-GCM. */
  sealed: Buffer;
  bound: Buffer;
}

/** What else is derived from the key of an epoch: the key of blind indexes, and the proof by which the key is known again. */
export type Purpose = 'index' | 'proof';

/**
 * One secret of 256 bits for each epoch: it wraps data keys, and the key of blind indexes comes from it. When an epoch is destroyed, so is
 * all that was wrapped under it, in backups and in left-over bytes too. All throw KeyError: `NO_EPOCH` where there is
 * no such key, `UNREACHABLE` where nobody answers.
 */
export interface WrappingKeys {
  /** In words, where the keys are; ends "the wrapping keys in …". */
  readonly place: string;
  has(epoch: number): Promise<boolean>;
  /** Makes the key of an epoch, durably; one that is there stays. `BY_HAND` where only the operator can. */
  make(epoch: number): Promise<void>;
  /** Destroys the key of an epoch for good; repeatable. `BY_HAND` where only the operator can. */
  destroy(epoch: number): Promise<void>;
  wrap(epoch: number, keys: readonly Unwrapped[]): Promise<Buffer[]>;
  /** In the order of what is given; null for one that does not open: damaged, or of another subject, epoch or key. */
  unwrap(epoch: number, keys: readonly Sealed[]): Promise<(Buffer | null)[]>;
  /** 32 bytes, always the same for one epoch and purpose; neither the secret nor another purpose can be told from them. The caller overwrites them. */
  derive(epoch: number, purpose: Purpose): Promise<Buffer>;
  close(): Promise<void>;
}

export const noEpoch = (epoch: number, place: string): string =>
  `Expected a wrapping key of epoch ${epoch} in ${place}, found none. Bring it back from its backup, or name the right place.`;
