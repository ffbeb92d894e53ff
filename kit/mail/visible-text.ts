/** What turns the direction of what follows, what takes no place, and control characters: with them a text reads as another than it is. */
const UNSEEN = /(?![\u200c\u200d])\p{Default_Ignorable_Code_Point}/gu;
/** Joiners shape words of some scripts and composed signs; in one line, as a name, they only disguise. */
const JOINERS = /[\u200c\u200d]/g;
const CONTROLS = /[^\P{Cc}\n\t]/gu;
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;

/** A text without what nobody sees in it, composed (NFC); in one line, unless `lines`. Halves of characters go. */
export function visibleText(text: string, lines = false): string {
  const seen = text
    .replaceAll(LINE_ENDS, '\n')
    .replaceAll(UNSEEN, '')
    .replaceAll(CONTROLS, '')
    .replaceAll(/\p{Cs}/gu, '')
    .normalize('NFC');
  if (!lines) return seen.replaceAll(JOINERS, '').replaceAll(/\s+/g, ' ').trim();
  const ended = seen.split('\n').map((line) => line.trimEnd());
  return ended
    .join('\n')
    .replaceAll(/\n{4,}/g, '\n\n\n')
    .trim();
}
