/**
 * - `NOT_A_REF`: no subject reference.
 * - `DESTROYED`: the key of a subject, or of an epoch, was destroyed for good.
 * - `DAMAGED`: what is stored is no wrapped key of that subject: cut off, changed, or another's.
 * - `WRONG_KEY`: the wrapping key of an epoch is not the one that the store was begun with.
 * - `NO_EPOCH`: there is no wrapping key of an epoch.
 * - `EXPOSED`: a wrapping key that others on the machine can read.
 * - `BESIDE_DATA`: keys where the data, or the keys that wrap them, are.
 * - `BY_HAND`: a step that the operator takes; the message says which.
 * - `BUSY`: another rotation runs.
 * - `UNREACHABLE`: the store or the wrapping keys do not answer, or refuse to.
 */
export type KeyErrorCode =
  | 'NOT_A_REF'
  | 'DESTROYED'
  | 'DAMAGED'
  | 'WRONG_KEY'
  | 'NO_EPOCH'
  | 'EXPOSED'
  | 'BESIDE_DATA'
  | 'BY_HAND'
  | 'BUSY'
  | 'UNREACHABLE';

/** What went wrong with keys. The message names subjects, epochs and places, and never a key. */
export class KeyError extends Error {
  readonly code: KeyErrorCode;
  /** Whose keys it is about, where it is about keys of subjects. */
  readonly subjectRefs: readonly string[];

  constructor(code: KeyErrorCode, message: string, subjectRefs: readonly string[] = [], cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'KeyError';
    this.code = code;
    this.subjectRefs = subjectRefs;
  }
}

/** One error for all that failed: of one failure itself, of several the first one's code and every message. */
export function oneOf(failures: ReadonlyMap<string, KeyError>): KeyError {
  const distinct = [...new Set(failures.values())];
  const [first] = distinct;
  const messages = distinct.map(({ message }) => message).join('\n');
  return new KeyError(first!.code, messages, [...failures.keys()], first);
}
