import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Refusal } from './way.ts';

/** A file that came from elsewhere is not what it was expected to be: it is never run. */
export class ChecksumError extends Refusal {
  override name = 'ChecksumError';
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/** Throws ChecksumError when the file's SHA-256 (hexadecimal) is another one. */
export async function verifyChecksum(file: string, expected: string, what: string): Promise<void> {
  const actual = await sha256Of(file);
  if (actual !== expected) {
    throw new ChecksumError(
      `${what} was refused: its SHA-256 should be ${expected}, it is ${actual}. ` +
        'Try again; if it stays so, the file was changed on its way: install the server yourself.',
    );
  }
}
