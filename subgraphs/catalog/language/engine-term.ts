const PLAIN = /^[a-z0-9]+$/;

/** A term as the search engine stores it: letters and digits of ASCII alone, which it neither parts nor folds. `阀门` → `z9600z95e8`. */
export const engineTerm = (term: string): string =>
  PLAIN.test(term)
    ? term
    : [...term].map((letter) => (PLAIN.test(letter) ? letter : `z${letter.codePointAt(0)!.toString(16)}`)).join('');
