import { fileTypeFromBuffer } from 'file-type';
import { textKind } from './text-file.ts';
import { zipFault } from './zip-check.ts';

/** Files that are passed on, and how they end. */
const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  csv: 'text/csv',
  txt: 'text/plain',
  step: 'model/step',
  dxf: 'image/vnd.dxf',
};
const PACKED = new Set(['docx', 'xlsx', 'pptx', 'odt', 'ods']);
const EXECUTABLES = new Set([
  'exe',
  'elf',
  'macho',
  'msi',
  'class',
  'wasm',
  'deb',
  'rpm',
  'apk',
  'jar',
  'lnk',
  'crx',
  'xpi',
  'dex',
]);
const ARCHIVES = new Set([
  'zip',
  'rar',
  '7z',
  'gz',
  'bz2',
  'xz',
  'tar',
  'cab',
  'zst',
  'lz',
  'lz4',
  'z',
  'ar',
  'arj',
  'ace',
  'iso',
]);
const ENDS_AS_EXECUTABLE =
  /\.(exe|dll|com|scr|pif|cpl|msi|msp|bat|cmd|ps1|vb|vbs|vbe|js|jse|wsf|wsh|hta|lnk|jar|apk|app|sh|py|php|reg|url|docm|xlsm|pptm|dotm|xltm)$/i;

/**
 * - `EXECUTABLE`, `SCRIPT`, `MARKUP` (HTML, SVG), `ARCHIVE`, `MACROS`: never passed on.
 * - `BOMB`, `BROKEN`: it unpacks to far more than it is, or not at all.
 * - `NOT_LISTED`: none of the types that are passed on.
 * - `TOO_MANY`, `TOO_LARGE`: out of the bounds of one mail.
 */
export type AttachmentFault =
  | 'EXECUTABLE'
  | 'SCRIPT'
  | 'MARKUP'
  | 'ARCHIVE'
  | 'MACROS'
  | 'BOMB'
  | 'BROKEN'
  | 'NOT_LISTED'
  | 'TOO_MANY'
  | 'TOO_LARGE';

export type AttachmentType = { contentType: string; ending: string } | { fault: AttachmentFault };

/** What a file is, by its content; its name may only make it worse. */
export async function attachmentType(content: Buffer, filename: string): Promise<AttachmentType> {
  if (ENDS_AS_EXECUTABLE.test(filename.slice(-300).replace(/[.\s]+$/, ''))) return { fault: 'EXECUTABLE' };
  const found: string | undefined = (await fileTypeFromBuffer(content))?.ext;
  if (found === undefined || found === 'csv') return ofText(content, filename);
  if (EXECUTABLES.has(found)) return { fault: 'EXECUTABLE' };
  if (ARCHIVES.has(found)) return { fault: 'ARCHIVE' };
  if (found === 'xml' || found === 'svg') return { fault: 'MARKUP' };
  if (['docm', 'xlsm', 'pptm', 'dotm', 'xltm', 'potm', 'ppsm'].includes(found)) return { fault: 'MACROS' };
  const contentType = TYPES[found];
  if (!contentType) return { fault: 'NOT_LISTED' };
  const fault = PACKED.has(found) ? await zipFault(content) : null;
  return fault ? { fault } : { contentType, ending: found };
}

function ofText(content: Buffer, filename: string): AttachmentType {
  const kind = textKind(content, filename);
  if (kind === 'MARKUP' || kind === 'SCRIPT') return { fault: kind };
  return kind ? { contentType: TYPES[kind]!, ending: kind } : { fault: 'NOT_LISTED' };
}
