import { fold } from '../../../kit/text/fold.ts';
import { SUSPICIOUS_WORDS } from './suspicious-words.ts';

const ADDRESS = /(?:https?:\/\/|www\.)\S/iu;
/** A host by its name alone; behind an `@` it is part of an address of mail. */
const HOST =
  /(?<![@a-z0-9._-])(?:[a-z0-9-]+\.)+(?:com|net|org|info|biz|xyz|top|shop|online|site|store|club|live|vip|link|click|ru|cn|tr|io|me|cc)(?![a-z0-9@-])/iu;
const HAN = /\p{Script=Han}/u;

const latin = SUSPICIOUS_WORDS.filter((word) => !HAN.test(word)).map(spaced);
const han = SUSPICIOUS_WORDS.filter((word) => HAN.test(word));

/** Why a text looks like no buyer's: it leads somewhere else, or says what swindlers say. Null: it looks like one. */
export function suspicionOf(text: string): 'LINK' | 'WORD' | null {
  if (ADDRESS.test(text) || HOST.test(text)) return 'LINK';
  const words = ` ${spaced(text)} `;
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '');
  return latin.some((word) => words.includes(` ${word} `)) || han.some((word) => plain.includes(word)) ? 'WORD' : null;
}

/** Words alone, folded, parted by single blanks. */
function spaced(text: string): string {
  return fold(text.normalize('NFKC'))
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ');
}
