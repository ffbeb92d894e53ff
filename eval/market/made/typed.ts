import type { Choice, Chosen } from '../../../seed/product/choice.ts';
import type { Language } from '../../../seed/text/phrase.ts';
import { factOf } from '../vocabulary.ts';

const HAN_END = /\p{Script=Han}$/u;
const HAN_START = /^\p{Script=Han}/u;

/** Words in the order in which they are typed; Chinese words touch. */
export function typed(words: readonly string[]): string {
  return words.reduce((line, word) => line + (HAN_END.test(line) && HAN_START.test(word) ? '' : ' ') + word);
}

export const factsOf = (chosen: readonly Chosen[]): string[] => chosen.map(({ key, value }) => factOf(key, value.tr));

/** What a choice has that a buyer would ask for: a word of it before the noun or behind it, and a code. */
export function askable({ before, after }: Choice): { word: Chosen | null; code: Chosen | null } {
  return {
    word: [...before, ...after].find(({ value }) => !value.code) ?? null,
    code: after.find(({ value }) => value.code) ?? null,
  };
}

/** The noun with some of what it is chosen by, as its trade types it: what names put before the noun stays before it. */
export function asked({ goods, before }: Choice, chosen: readonly Chosen[], language: Language): string {
  const [first, last] = [chosen.filter((one) => before.includes(one)), chosen.filter((one) => !before.includes(one))];
  const written = (list: readonly Chosen[]) => list.map(({ value }) => value[language]);
  return typed([...written(first), goods.noun[language], ...written(last)]);
}
