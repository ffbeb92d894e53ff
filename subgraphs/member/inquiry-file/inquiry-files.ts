import { Readable } from 'node:stream';
import type { FileStore } from '../../../kit/files/file-store.ts';
import type { KeptFile } from '../../../kit/mail/inbound/keep-attachments.ts';
import type { Attachment } from '../inquiry-message/inquiry-message.record.ts';

const LOOSE_MS = 3_600_000;

/** Stores files of a mail for a thread. They are loose: what no message comes to refer to is gone within the hour. */
export async function storeFiles(
  files: FileStore,
  threadRef: string,
  kept: readonly KeptFile[],
  now: Date,
): Promise<Attachment[]> {
  const stored: Attachment[] = [];
  for (const { filename, contentType, content } of kept) {
    const until = new Date(now.getTime() + LOOSE_MS);
    const file = { subjectRef: threadRef, most: content.length, until };
    const { fileId } = await files.put(Readable.from([content]), file);
    stored.push({ fileId, filename: filename.slice(0, 200), contentType, byteSize: content.length });
  }
  return stored;
}
