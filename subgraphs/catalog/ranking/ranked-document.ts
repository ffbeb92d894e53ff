import type { LocalizedText } from '../../../kit/text/localized-text.ts';

/** The parts of a document that are searched; each weighs otherwise. */
export const FIELDS = ['name', 'supplier', 'text', 'attributes'] as const;
export type FieldName = (typeof FIELDS)[number];

/** A document as it is ranked: its texts, and the values by which searches narrow. */
export interface RankedDocument {
  id: string;
  /** Names the document in the engine; unique. */
  seq: number;
  texts: Readonly<Record<FieldName, readonly LocalizedText[]>>;
  /** Values by which searches narrow, by the attribute of the engine’s document: codes (several, or none), and numbers. */
  codes: Readonly<Record<string, string | readonly string[] | null>>;
  numbers: Readonly<Record<string, number | null>>;
}
