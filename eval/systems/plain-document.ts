import type { EvalDocument } from './evaluated-system.ts';

/** The texts of a document, field by field, as a system without knowledge of languages is given them. */
export interface PlainDocument {
  title: string[];
  brand: string | null;
  text: string[];
  terms: string[];
}

export const plainDocument = ({ title, brand, text, goods }: EvalDocument): PlainDocument => ({
  title: Object.values(title),
  brand,
  text: Object.values(text),
  terms: goods ? [...goods.attributes.flatMap(({ value }) => Object.values(value)), goods.hsCode] : [],
});
