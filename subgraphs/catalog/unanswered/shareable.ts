import { fold } from '../../../kit/text/fold.ts';
import { LONGEST_QUERY } from './unanswered-query.record.ts';

/** A digit of any script; in Chinese telephone numbers are written in characters too, also in those of banks and as they are spoken. */
const DIGIT = String.raw`[\p{N}零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖]`;
/** Five digits that nothing but blanks and signs sets apart, as in numbers of telephones, people and accounts. */
const LONG_NUMBER = new RegExp(String.raw`${DIGIT}(?:[^\p{L}\p{N}]*${DIGIT}){4}`, 'u');
/** A scheme, `www`, a point between letters with two more behind it, or either sign of an address of mail as a word. */
const ADDRESS = /:\/\/|\bwww\b|[\p{L}\p{N}]\.\p{L}{2,}|[([{]\s*at\s*[)\]}]|\b(?:dot|nokta) (?:com|net|org|tr|cn)\b/u;

/** The folded text of a query that may be counted; null: it might name somebody, or is no question that many ask. */
export function shareable(query: string): string | null {
  if (query.length > 4 * LONGEST_QUERY) return null;
  const text = fold(query.normalize('NFKC'))
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
  if (text.length > LONGEST_QUERY || !/[\p{L}\p{N}]/u.test(text)) return null;
  return text.includes('@') || LONG_NUMBER.test(text) || ADDRESS.test(text) ? null : text;
}
