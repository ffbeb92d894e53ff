import { isDeepStrictEqual, promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { z } from 'zod';
import {
  BackupDamaged,
  FrameOpener,
  MARK,
  MOST_FRAME,
  MOST_HEAD,
  TAG,
  writeHead,
  type BackupHead,
} from './backup-file.ts';
import { Tally, type BackupContents, type StoredDocument } from './backup-writer.ts';
import type { PiecesOf } from './pieces-of.ts';

const shape = z.object({
  id: z.string().regex(/^[0-9a-f]{24}$/),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  collections: z.array(z.object({ database: z.string(), collection: z.string(), options: z.string() })),
});
const inflated = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate);

/** The head of a backup; nothing tells yet whether somebody changed it. Throws BackupDamaged. */
export async function readHead(pieces: PiecesOf): Promise<BackupHead> {
  const start = await pieces.take(8);
  if (!start || MARK.compare(start, 0, 4) !== 0) throw new BackupDamaged('something that is none');
  const length = start.readUInt32BE(4);
  const text = length <= MOST_HEAD ? await pieces.take(length) : null;
  if (!text) throw new BackupDamaged('one that was cut off');
  const head = headIn(text.toString('utf8'));
  if (!shape.safeParse(head).success) throw new BackupDamaged('one with a head that is none');
  return head as BackupHead;
}

function headIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * The documents of a backup, in its order; its contents when all were there. Throws BackupDamaged at the first part that is not what was
 * written: whoever must not use half of a backup reads it through before.
 */
export async function* backedUp(
  head: BackupHead,
  key: Buffer,
  pieces: PiecesOf,
): AsyncGenerator<StoredDocument, BackupContents> {
  const frames = new FrameOpener(key, writeHead(head));
  const tallies = head.collections.map(() => new Tally());
  for (let frame = await nextFrame(pieces); ;) {
    const following = await nextFrame(pieces);
    const content = frames.open(frame ?? Buffer.alloc(TAG), following === null);
    if (following === null) return agreed(content, tallies);
    for (const document of documentsIn(await unpacked(content))) {
      const tally = tallies[document.collection];
      if (!tally) throw new BackupDamaged('one that names a collection which its head does not');
      tally.add(document.bson);
      yield document;
    }
    frame = following;
  }
}

/** Null at the end. */
async function nextFrame(pieces: PiecesOf): Promise<Buffer | null> {
  const length = await pieces.take(4);
  if (!length) {
    if (pieces.left > 0) throw new BackupDamaged('one that was cut off');
    return null;
  }
  const size = length.readUInt32BE();
  const frame = size >= TAG && size <= MOST_FRAME ? await pieces.take(size) : null;
  if (!frame) throw new BackupDamaged('one that was cut off');
  return frame;
}

const unpacked = (content: Buffer): Promise<Buffer> =>
  inflated(content, { maxOutputLength: MOST_FRAME }).catch(() => {
    throw new BackupDamaged('one that does not unpack');
  });

function* documentsIn(content: Buffer): Generator<StoredDocument> {
  for (let at = 0; at < content.length;) {
    const size = content.readUInt32LE(at + 2);
    yield { collection: content.readUInt16BE(at), bson: content.subarray(at + 2, at + 2 + size) };
    at += 2 + size;
  }
}

/** What was read is what was counted when it was written. */
function agreed(last: Buffer, tallies: readonly Tally[]): BackupContents {
  const contents = JSON.parse(last.toString('utf8')) as BackupContents;
  const read = { collections: tallies.map((tally) => tally.said()) };
  if (!isDeepStrictEqual(contents, read)) throw new BackupDamaged('one that holds something else than was written');
  return contents;
}
