import { fold } from '../../kit/text/fold.ts';

const RUN = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+/gu;
const HAN = /^\p{Script=Han}/u;

/** The tokens of a text: folded words of letters and digits; of Chinese, each two neighbouring characters, and a character that stands alone. */
export function bm25Tokens(text: string): string[] {
  return (fold(text.normalize('NFKC')).match(RUN) ?? []).flatMap((run) => (HAN.test(run) ? pairs(run) : run));
}

function pairs(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, index) => characters[index]! + character);
}
