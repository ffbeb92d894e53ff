import { attachmentType, type AttachmentFault } from './attachment-type.ts';
import { fileNameOf } from './file-name.ts';
import type { ReceivedFile } from './received-mail.ts';
import { visibleText } from '../visible-text.ts';

export interface KeptFile {
  filename: string;
  contentType: string;
  content: Buffer;
}

/** What of the files in a mail is passed on, and what is not, and why. */
export interface KeptFiles {
  kept: readonly KeptFile[];
  refused: readonly { filename: string; code: AttachmentFault }[];
}

const MOST_FILES = 5;
const MOST_BYTES = 5 * 1_024 ** 2;
const MOST_BYTES_TOGETHER = 10 * 1_024 ** 2;
/** So many are named; what is behind them is refused in one. */
const MOST_NAMED = 20;

export async function keepAttachments(files: readonly ReceivedFile[]): Promise<KeptFiles> {
  const kept: KeptFile[] = [];
  const refused: { filename: string; code: AttachmentFault }[] = [];
  let bytes = 0;
  for (const { filename, content } of files.slice(0, MOST_NAMED)) {
    const type = await typeWithin(kept.length, bytes, { filename, content });
    if ('fault' in type) {
      refused.push({ filename: visibleText(filename).slice(0, 120), code: type.fault });
      continue;
    }
    bytes += content.length;
    kept.push({ filename: fileNameOf(filename, type.ending), contentType: type.contentType, content });
  }
  if (files.length > MOST_NAMED) refused.push({ filename: '…', code: 'TOO_MANY' });
  return { kept, refused };
}

async function typeWithin(count: number, bytes: number, { filename, content }: ReceivedFile) {
  if (count >= MOST_FILES) return { fault: 'TOO_MANY' as const };
  if (content.length > MOST_BYTES || bytes + content.length > MOST_BYTES_TOGETHER)
    return { fault: 'TOO_LARGE' as const };
  return attachmentType(content, filename);
}
