/** Rows of texts under a head, as a table of a document. */
export interface Table {
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

/** GitHub-flavoured Markdown. A text may hold anything: what would end its cell is escaped. */
export function markdownTable({ head, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const cell = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replaceAll(/\r?\n|\r/g, '<br>');

/**
 * CSV by RFC 4180, with a head, each line ended by CRLF. A text that a spreadsheet would take for a formula is led by an apostrophe (OWASP,
 * CSV injection).
 */
export const csv = ({ head, rows }: Table): string =>
  [head, ...rows].map((cells) => `${cells.map(csvField).join(',')}\r\n`).join('');

function csvField(text: string): string {
  const harmless = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
