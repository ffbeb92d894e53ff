/**
 * Look-up by equality of a sealed path: beside it the record stores keyed hashes of the value (a blind index), one for each
 * epoch of the keys in force. Two while the keys are rotated: uniqueness then holds under either.
 */
export interface Lookup {
  /** The sealed path, of the document itself. */
  of: string;
  /** Values that count as equal have one form; `''` stands for nothing to look up. */
  form: (value: string) => string;
  unique?: boolean;
}

/** By the name under which the tokens are stored. */
export type Lookups = Record<string, Lookup>;
