import { createCipheriv, createDecipheriv } from 'node:crypto';

/**
 * A backup is one file:
 *
 * | bytes | what |
 * | --- | --- |
 * | 4 | `TDB1`, the format |
 * | 4 | length of the head, big-endian |
 * | n | the head: JSON, plain, so that whoever has no key can see whose backup it is and when it ends |
 * | … | frames: length (4, big-endian), ciphertext, tag (16) |
 *
 * Each frame is sealed with AES-256-GCM (NIST SP 800-38D) under the backup's own key, which seals nothing else: the nonce is the number
 * of the frame. Bound to it are the head and whether it is the last, so that nothing can be cut off, moved, swapped or taken from another backup.
 */
export interface BackupHead {
  id: string;
  createdAt: string;
  /** After it the key of the backup is destroyed, and nobody reads it any more. */
  expiresAt: string;
  /** What it holds, in the order in which frames name them. */
  collections: readonly BackedUpCollection[];
}

export interface BackedUpCollection {
  database: string;
  collection: string;
  /** What MongoDB was told of it: the validator, which says of which version its documents are. Extended JSON. */
  options: string;
}

/** It was cut off, changed, or is no backup; or the key is another's. Nothing of it may be used. */
export class BackupDamaged extends Error {
  override name = 'BackupDamaged';

  constructor(what: string) {
    super(`Expected a whole backup that nobody changed, got ${what}. Nothing was restored. Take another backup.`);
  }
}

export const MARK = Buffer.from('TDB1');
export const MOST_HEAD = 1024 * 1024;
/** A frame holds at most this, compressed or not; one document of MongoDB has at most 16 MiB. */
export const MOST_FRAME = 40 * 1024 * 1024;
export const TAG = 16;

export const writeHead = (head: BackupHead): Buffer => {
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([MARK, length, text]);
};

/** Seals the frames of one backup, in order. */
export class FrameSealer {
  readonly #key: Buffer;
  readonly #head: Buffer;
  #number = 0;

  constructor(key: Buffer, head: Buffer) {
    this.#key = key;
    this.#head = head;
  }

  seal(content: Buffer, isLast: boolean): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonceOf(this.#number++), { authTagLength: TAG });
    cipher.setAAD(bound(this.#head, isLast));
    const sealed = cipher.update(content);
    cipher.final();
    const length = Buffer.alloc(4);
    length.writeUInt32BE(sealed.length + TAG);
    return Buffer.concat([length, sealed, cipher.getAuthTag()]);
  }
}

/** Opens the frames of one backup, in order. */
export class FrameOpener {
  readonly #key: Buffer;
  readonly #head: Buffer;
  #number = 0;

  constructor(key: Buffer, head: Buffer) {
    this.#key = key;
    this.#head = head;
  }

  /** Throws BackupDamaged for a frame that is not the next one. */
  open(frame: Buffer, isLast: boolean): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonceOf(this.#number), { authTagLength: TAG });
    decipher.setAAD(bound(this.#head, isLast));
    decipher.setAuthTag(frame.subarray(-TAG));
    const content = decipher.update(frame.subarray(0, -TAG));
    try {
      decipher.final();
    } catch {
      throw new BackupDamaged(`one whose part ${this.#number + 1} does not open`);
    }
    this.#number += 1;
    return content;
  }
}

const bound = (head: Buffer, isLast: boolean): Buffer => Buffer.concat([head, Buffer.from([isLast ? 1 : 0])]);

function nonceOf(number: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(number), 4);
  return nonce;
}
