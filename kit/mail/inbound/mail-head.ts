/** A line of a head, unfolded: its name in lower case, and the rest as it stands, not decoded. */
export interface HeadLine {
  name: string;
  value: string;
}

/** How long the head of a mail may be, and how many lines it may have. RFC 5322 bounds neither. */
export const HEAD_BYTES = 64 * 1_024;
const HEAD_LINES = 300;

/** The head of a mail; null for one that is longer, or has more lines, than any mail program writes. */
export function headOf(raw: Buffer): HeadLine[] | null {
  const start = raw.subarray(0, HEAD_BYTES + 2).toString('latin1');
  const end = /\r?\n\r?\n/.exec(start)?.index ?? (raw.length <= HEAD_BYTES ? start.length : -1);
  if (end < 0) return null;
  const lines = linesOf(start.slice(0, end));
  return lines.length > HEAD_LINES ? null : lines;
}

/** The fields of a text in the form of a head, as in a report of a delivery too. What is no field is passed over. */
export function linesOf(text: string): HeadLine[] {
  const lines: HeadLine[] = [];
  for (const line of text.split(/\r?\n/)) {
    const last = lines.at(-1);
    if (/^[ \t]/.test(line)) {
      if (last) last.value += ` ${line.trim()}`;
      continue;
    }
    const colon = line.indexOf(':');
    if (colon < 1 || colon > 100 || !/^[!-9;-~]+$/.test(line.slice(0, colon).trimEnd())) continue;
    lines.push({ name: line.slice(0, colon).trimEnd().toLowerCase(), value: line.slice(colon + 1).trim() });
  }
  return lines;
}

/** What the first field of a name says; empty when there is none. */
export const fieldOf = (lines: readonly HeadLine[], name: string): string =>
  lines.find((line) => line.name === name)?.value ?? '';

const MESSAGE_ID = /<[^<>\s]{1,250}>/g;
const MOST_IDS = 100;

/** The Message-IDs in a field, in brackets, at most a hundred: the last of them. */
export const messageIdsIn = (value: string): string[] =>
  (value.slice(-30_000).match(MESSAGE_ID) ?? []).slice(-MOST_IDS);
