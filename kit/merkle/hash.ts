import { hash } from 'node:crypto';

/** Hashes of a Merkle tree as RFC 9162 section 2.1.1 defines it, over SHA-256. A leaf and a node can never have the same input. */
export const EMPTY_ROOT: Buffer = hash('sha256', '', 'buffer');

/** The hash of a leaf that holds a text in UTF-8. */
export const leafHash = (text: string): Buffer => hash('sha256', `\0${text}`, 'buffer');

const input = Buffer.alloc(65, 1);

/** The hash of a node over two others, of 32 bytes each. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  input.set(left, 1);
  input.set(right, 33);
  return hash('sha256', input, 'buffer');
}
