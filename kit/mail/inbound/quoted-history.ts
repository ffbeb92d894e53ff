import { historyMark } from './history-marks.ts';

/** What programs say of themselves in the last line. */
const SENT_FROM =
  /^(?:sent from |get outlook for |sent with |.{0,40}(?:['’][a-zıiuü]{2,5}|dan|den|ile) gönderildi\.?$|.{0,30}outlook.{0,20} edinin|outlook for .{0,30} edinin|发自|來自我的|从我的.{0,20}发送|获取 ?outlook|从 windows 版邮件发送)/i;
/** A signature, as RFC 3676 divides it off, is short. */
const SIGNATURE_LINES = 15;

/**
 * What somebody wrote, without what was written before and is quoted below it, and without signatures. Answers between quoted lines stay. A
 * text that is nothing but history, as one that was passed on, stays whole.
 */
export function withoutHistory(text: string): string {
  const lines = text.split('\n');
  const written = withoutSignature(above(lines)).join('\n').trim();
  return written === '' ? text.trim() : written;
}

function above(lines: readonly string[]): string[] {
  const mark = historyMark(lines);
  if (!mark) return withoutLastQuote(lines);
  const before = lines.slice(0, mark.from);
  const after = lines.slice(mark.to + 1);
  const isQuoted = mark.isAttribution && isQuote(after.find((line) => line.trim() !== '') ?? '');
  const answers = isQuoted ? after.filter((line) => !isQuote(line)) : [];
  // A line of dashes or signs above it belongs to the mark.
  while (/^[\s>_*=-]*$/.test(before.at(-1) ?? 'x')) before.pop();
  return [...before, ...(historyMark(answers) ? [] : answers)];
}

function withoutLastQuote(lines: readonly string[]): string[] {
  const kept = [...lines];
  while (kept.length > 0 && (isQuote(kept.at(-1)!) || kept.at(-1)!.trim() === '')) kept.pop();
  return kept;
}

function withoutSignature(lines: readonly string[]): string[] {
  const divided = lines.findLastIndex((line) => /^-- ?$/.test(line));
  const kept = divided > 0 && lines.length - divided <= SIGNATURE_LINES ? lines.slice(0, divided) : [...lines];
  while (kept.length > 1) {
    const last = kept.at(-1)!.trim();
    if (last !== '' && (last.length > 120 || !SENT_FROM.test(last))) break;
    kept.pop();
  }
  return kept;
}

const isQuote = (line: string): boolean => /^\s*>/.test(line);
