import { dictionary } from '@zxcvbn-ts/language-common';
import { fold } from '../../../kit/text/fold.ts';

const LEAST = 8;
const MOST = 128;
/** Before composing, which may take several code units together; what is longer is not even looked at. */
const MOST_UNITS = 1_024;
const LEAST_DIFFERENT = 4;
/** How much a password must have beside words that belong to its holder. */
const LEAST_OF_ITS_OWN = 5;
const LEAST_TO_TELL_APART = 4;

const common = new Set(dictionary['passwords-common'].filter((word) => word.length >= LEAST));

/** A password as it is hashed: in one form however it was typed (NFKC, as NIST SP 800-63B has it); null when it is too long for any. */
export function passwordText(password: string): string | null {
  if (password.length > MOST_UNITS) return null;
  const text = password.normalize('NFKC');
  return [...text].length > MOST ? null : text;
}

/**
 * Why a text cannot be a password, ending the sentence "Expected …"; null when it can. `own`: words that belong to its holder, such as the
 * e-mail address and the name. Any script, any signs, no rule of composition.
 */
export function passwordFault(password: string, own: readonly (string | null | undefined)[]): string | null {
  const text = passwordText(password);
  if (text === null || [...text].length < LEAST) return `a password of ${LEAST} to ${MOST} characters of any kind`;
  const small = text.toLowerCase();
  if (common.has(small) || common.has(fold(text)) || new Set(small).size < LEAST_DIFFERENT) {
    return 'a password that is not among the common ones that are tried first';
  }
  const bare = lettersOf(text);
  const rest = wordsOf(own).reduce((left, word) => left.replaceAll(word, ''), bare);
  const isOwn = rest !== bare && rest.length < LEAST_OF_ITS_OWN;
  return isOwn ? 'a password that is not made of your e-mail address or name' : null;
}

const lettersOf = (text: string): string => fold(text.normalize('NFKC')).replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Each text as a whole, an address before its `@`, and every word of them that is long enough to be told apart; the longest first. */
function wordsOf(own: readonly (string | null | undefined)[]): string[] {
  const texts = own.filter((text): text is string => Boolean(text));
  const parts = texts.flatMap((text) => [text, text.split('@')[0]!, ...text.split(/[\s@._-]+/)]);
  const words = [...new Set(parts.map(lettersOf))].filter((word) => word.length >= LEAST_TO_TELL_APART);
  return words.toSorted((a, b) => b.length - a.length);
}
