/** What a subgraph says of a part of its answer: for how long the very same would be answered again. */
export interface Standing {
  /** Whether nothing has changed since that the part speaks of, as far as that is known. False once is false for ever. */
  holds(): boolean;
  /** The moment that the part names as the one as of which it is, as it stands in the answer. */
  asOf: string;
}

/** Takes in what is said of each part; who does not say anything of a part does not know. */
export type Stands = (standing: Standing) => void;
