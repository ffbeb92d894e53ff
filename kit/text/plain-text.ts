/** How long a text may be, in UTF-16 units, and whether it may have several lines. */
export interface TextBounds {
  most: number;
  lines?: boolean;
}

/** A text in the form that it is kept in, or why it is not taken, for people. */
export type PlainText = { text: string } | { fault: string };

/** What turns the direction of what follows (UAX #9): with it a text reads as another than it is. */
const OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/;
/** Control characters, line and paragraph separators, tags, and what no text holds. A line break is looked at apart. */
const CONTROLS = /[\p{Cc}\u2028\u2029\ufeff\ufdd0-\ufdef\ufffe\uffff\u{e0000}-\u{e007f}]/u;

/** Whether nothing of a text is seen: it has no characters, or all of them leave their place empty. */
export const isBlank = (text: string): boolean => /^[\s\p{Default_Ignorable_Code_Point}\u2800]*$/u.test(text);

/**
 * What somebody wrote, composed (NFC), without blanks around it and with plain line breaks. Refused, never mended: what is too long, half a
 * character, control characters, changes of direction, and what nobody sees.
 */
export function plainText(written: string, { most, lines = false }: TextBounds): PlainText {
  // Nothing longer is looked at any closer.
  if (written.length > 4 * most + 1_000) return tooLong(most, written.length);
  if (/\p{Cs}/u.test(written)) return { fault: 'Expected whole characters, got half of one.' };
  const text = written.replaceAll('\r\n', '\n').normalize('NFC').trim();
  if (OVERRIDES.test(text)) {
    return { fault: 'Expected a text that reads in the order in which it is written, got a change of direction.' };
  }
  if (CONTROLS.test(lines ? text.replaceAll('\n', ' ') : text)) {
    return {
      fault: `Expected letters, digits and marks${lines ? ' in lines' : ' in one line'}, got a control character.`,
    };
  }
  if (text !== '' && isBlank(text)) return { fault: 'Expected a text that can be seen, got nothing but blanks.' };
  return text.length > most ? tooLong(most, text.length) : { text };
}

const tooLong = (most: number, length: number): PlainText => ({
  fault: `Expected at most ${most} characters, got ${length}.`,
});
