/** A mail that the directory handed over. */
export interface HandedOver {
  to: string;
  subject: string;
  text: string;
  /** When the sink had all of it, in milliseconds since 1970. */
  at: number;
}

/** What the sink tells: first where it takes mail, then each mail. */
export type SinkReport = { url: string } | { mail: HandedOver };
