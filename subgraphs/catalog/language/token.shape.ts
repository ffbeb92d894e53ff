/**
 * A place in a text and what it is found by. `word`: a word, a code or a size, its own spelling first and its parts behind it. `gram`: one or two Chinese
 * characters, by which a word is found inside a longer one. `joined`: two words that are often written as one (`DN 50`, `35 mm`).
 */
export interface Token {
  kind: 'word' | 'gram' | 'joined';
  terms: readonly string[];
  start: number;
  end: number;
  /** Of a Latin word, folded and with its endings. */
  folded?: string;
}
