import { KeyError } from '../sealing/key-error.ts';

/**
 * A data key wrapped with AES-256-GCM (NIST SP 800-38D) under the wrapping key of an epoch:
 *
 * | bytes | what |
 * | --- | --- |
 * | 4 | `TDK1`, the format |
 * | 4 | epoch, big-endian |
 * | 12 | nonce |
 * | 32 | ciphertext |
 * | 16 | tag |
 *
 * Format, epoch and subject are additional data: the wrapped key of one subject does not open as another's, nor under
 * another epoch's name.
 */
export interface WrappedKey {
  epoch: number;
  /** Nonce, ciphertext and tag. */
  sealed: Buffer;
}

/** Bytes of a data key. */
export const KEY_BYTES = 32;
/** Bytes of nonce, ciphertext and tag. */
export const SEALED_BYTES = 12 + KEY_BYTES + 16;
const MARK = Buffer.from('TDK1');
const HEAD = MARK.length + 4;
/** Bytes of a wrapped key. */
export const WRAPPED_BYTES = HEAD + SEALED_BYTES;

function headOf(epoch: number): Buffer {
  const head = Buffer.alloc(HEAD);
  MARK.copy(head);
  head.writeUInt32BE(epoch, MARK.length);
  return head;
}

export const boundOf = (subjectRef: string, epoch: number): Buffer =>
  Buffer.concat([headOf(epoch), Buffer.from(subjectRef, 'latin1')]);

export const wrappedBytes = ({ epoch, sealed }: WrappedKey): Buffer => Buffer.concat([headOf(epoch), sealed]);

/** Throws KeyError `DAMAGED`, which names the subject and the place. */
export function readWrapped(bytes: Buffer, subjectRef: string, place: string): WrappedKey {
  if (bytes.length !== WRAPPED_BYTES || MARK.compare(bytes, 0, MARK.length) !== 0) {
    throw new KeyError(
      'DAMAGED',
      `The data key of ${subjectRef}: expected ${WRAPPED_BYTES} bytes that begin with ${MARK.toString()}, found ${bytes.length} others in ${place}. ` +
        'Bring it back from a backup of the keys, or destroy it.',
      [subjectRef],
    );
  }
  return { epoch: bytes.readUInt32BE(MARK.length), sealed: bytes.subarray(HEAD) };
}
