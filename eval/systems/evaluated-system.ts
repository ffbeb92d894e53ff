import type { Locale, LocalizedText } from '../../kit/text/localized-text.ts';

/** A document as every system is given it: the same texts for all. */
export interface EvalDocument {
  id: string;
  title: LocalizedText;
  /** Who offers it; null: the set does not say. */
  brand: string | null;
  text: LocalizedText;
  /** What the set knows besides; sets from outside know nothing of it. */
  goods?: EvalGoods;
}

/** What the market knows of goods beyond their texts. */
export interface EvalGoods {
  categoryCode: string;
  hsCode: string;
  attributes: { key: string; value: LocalizedText }[];
}

/** What a system found: ids of documents, best first, and how many stages made it where it can say so. */
export interface Answer {
  ids: string[];
  stages?: 1 | 2;
}

/** A way of searching that is judged: it is given all documents once, and then asked. */
export interface EvaluatedSystem {
  readonly name: SystemName;
  load(documents: readonly EvalDocument[]): Promise<void>;
  search(query: string, locale: Locale, first: number): Promise<Answer>;
  close(): Promise<void>;
}

/** `single` is the directory in the engine's order, without ranking. */
export const SYSTEM_NAMES = ['directory', 'single', 'stock', 'bm25'] as const;
export type SystemName = (typeof SYSTEM_NAMES)[number];
