/** What a file of plain text is, by its beginning; null: none that is taken. */
export type TextKind = 'csv' | 'txt' | 'step' | 'dxf';

const MARKUP = /<\s*(?:!doctype|html|head|body|script|svg|iframe|object|embed|meta|\?xml|\?php|%)/i;
const SCRIPT = /^(?:#!|@echo\b|\s*(?:powershell|cmd)(?:\.exe)?\s)|<\?php/i;
const HEAD_CHARS = 4_096;

/**
 * Reads a file as text in UTF-8. A browser that is shown markup as text may take it for markup, so none is text here, wherever in the file it
 * stands.
 */
export function textKind(content: Buffer, filename: string): TextKind | 'MARKUP' | 'SCRIPT' | null {
  if (content.length === 0 || content.includes(0)) return null;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return null;
  }
  const head = text.slice(0, HEAD_CHARS);
  if (SCRIPT.test(head)) return 'SCRIPT';
  if (MARKUP.test(text)) return 'MARKUP';
  if (head.startsWith('ISO-10303-21;')) return 'step';
  if (/^\s*(?:999\r?\n[^\n]*\r?\n\s*)*0\r?\nSECTION\r?\n/.test(head)) return 'dxf';
  const ending = /\.([a-z0-9]{1,5})$/i.exec(filename)?.[1]?.toLowerCase() ?? '';
  if (ending === 'csv') return 'csv';
  return ending === 'txt' || ending === '' ? 'txt' : null;
}
