import { createDecipheriv, hkdfSync } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MARK } from './canary.ts';

/**
 * What somebody can read who has every file in hand (the database's, its journal and oplog, the store of keys, backups of any) and
 * the wrapping secrets in force. Deleted bytes count: they lie in files until they are written over. Nothing of the program is used
 * but its formats, and tags are not checked, so that nothing is missed for want of what a value was bound to.
 */
export const recover = async ({
  folders,
  wrappingSecrets,
}: {
  folders: readonly string[];
  wrappingSecrets: readonly Buffer[];
}) => recoverFrom((await Promise.all(folders.map(filesIn))).flat(), wrappingSecrets);

/** The same of bytes that are no files, such as documents that are there. */
export function recoverFrom(files: readonly Buffer[], wrappingSecrets: readonly Buffer[]) {
  const keys = new Map<string, Buffer>();
  for (const file of files) {
    for (const wrapped of pieces(file, WRAPPED_MARK, WRAPPED_BYTES)) {
      for (const secret of wrappingSecrets) {
        const key = unwrapped(wrapped, secret);
        keys.set(key.toString('hex'), key);
      }
    }
  }
  const values: string[] = [];
  let sealed = 0;
  for (const file of files) {
    for (const piece of pieces(file, SEALED_MARK, SEALED_HEAD + MOST)) {
      sealed++;
      for (const key of keys.values()) {
        const value = decrypted(key, piece.subarray(4, SEALED_HEAD), piece.subarray(SEALED_HEAD)).toString('latin1');
        const at = value.indexOf(MARK);
        if (at >= 0) values.push(value.slice(at, at + MARK.length + 6));
      }
    }
  }
  return { files: files.length, keys: keys.size, sealed, recovered: [...new Set(values)].toSorted() };
}

const WRAPPED_MARK = Buffer.from('TDK1');
const WRAPPED_BYTES = 4 + 4 + 12 + 32 + 16;
const SEALED_MARK = Buffer.from('TDS1');
const SEALED_HEAD = 4 + 12;
/** So many bytes of a value are enough to know a canary. */
const MOST = 96;

function unwrapped(wrapped: Buffer, secret: Buffer): Buffer {
  const wrapping = Buffer.from(hkdfSync('sha256', secret, '', 'subject-keys wrapping 1', 32));
  return decrypted(wrapping, wrapped.subarray(8, 20), wrapped.subarray(20, 52));
}

/** GCM is counter mode: with the key and the nonce, and without the tag, the text is there from its second counter on. */
function decrypted(key: Buffer, nonce: Buffer, ciphertext: Buffer): Buffer {
  const counter = Buffer.concat([nonce, Buffer.from([0, 0, 0, 2])]);
  return createDecipheriv('aes-256-ctr', key, counter).update(ciphertext);
}

function pieces(file: Buffer, mark: Buffer, length: number): Buffer[] {
  const found: Buffer[] = [];
  for (let at = file.indexOf(mark); at >= 0; at = file.indexOf(mark, at + 1))
    found.push(file.subarray(at, at + length));
  return found;
}

export async function filesIn(folder: string): Promise<Buffer[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name))),
  );
}
