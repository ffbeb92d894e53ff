const ASCII = /^\p{ASCII}*$/u;
const LATIN = /\p{Script=Latin}/u;
/** Letters of other scripts that readers take for Latin ones. */
const LOOK_ALIKE: Readonly<Record<string, string>> = Object.fromEntries(
  [...'аaеeоoрpсcуyхxіiѕsјjкkмmтtвbнhαaοoεeιiκkνvρpτtυuχx'.matchAll(/(.)(.)/gu)].map(([, from, to]) => [from!, to!]),
);
const LOOK_ALIKES = new RegExp(`[${Object.keys(LOOK_ALIKE).join('')}]`, 'gu');
/** A blank, a point or a hyphen between two letters that stand alone: a word that somebody spelled out. */
const SPELLED_OUT = /(?<=(?<![\p{L}\p{N}])\p{L})[\s.\-_*·]+(?=\p{L}(?![\p{L}\p{N}]))/gu;
/** Letters that are not Chinese, digits, and the marks on them. */
const WORD = /(?:[^\P{L}\p{Script=Han}]|[\p{M}\p{N}])+/gu;

/** A word of a text: as it is spelled, and without dots and accents. */
export interface Word {
  spelled: string;
  bare: string;
}

/** A text in the one spelling that lists are held against. */
export interface Written {
  spelled: string;
  /** Without what is in Chinese characters. */
  words: readonly Word[];
  /** Whether anything is in Chinese characters. */
  han: boolean;
}

export function written(text: string): Written {
  const spelled = spelling(text);
  return { spelled, words: wordsOf(spelled), han: isHan(spelled) };
}

/** One spelling for texts that look alike: no capitals, one `i`, no full-width or styled letters, nothing invisible, nothing spelled out. */
export const spelling = (text: string): string =>
  (ASCII.test(text) ? text.toLowerCase() : lower(text.normalize('NFKC').replace(/\p{Cf}/gu, ''))).replace(
    SPELLED_OUT,
    '',
  );

const wordsOf = (spelled: string): Word[] =>
  (spelled.match(WORD) ?? []).map((word) => {
    if (ASCII.test(word)) return { spelled: word, bare: word };
    const latin = LATIN.test(word) ? word.replace(LOOK_ALIKES, (letter) => LOOK_ALIKE[letter]!) : word;
    return { spelled: latin, bare: bare(latin) };
  });

export const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** `İ`, `I`, `ı` and `i` are one letter; `ü`, `ö`, `ş` stay what they are. */
const lower = (text: string): string =>
  text.toLowerCase().replaceAll('i\u0307', 'i').replaceAll('ı', 'i').normalize('NFC');

const bare = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '');
