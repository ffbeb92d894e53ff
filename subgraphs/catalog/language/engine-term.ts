const PLAIN = /^[a-pr-z0-9]+$/;

/**
 * A term as the search engine stores it: letters and digits of ASCII alone, which it neither parts nor folds, behind a `q`, which stands nowhere else. `阀门` → `qz9600z95e8`. The
 * engine also looks for a word as two that stand beside each other; as no second half begins with `q`, it never finds any.
 */
export const engineTerm = (term: string): string =>
  PLAIN.test(term)
    ? `q${term}`
    : `q${[...term].map((letter) => (PLAIN.test(letter) ? letter : `z${letter.codePointAt(0)!.toString(16)}`)).join('')}`;
