/** A condition on one attribute of an indexed document, made of checked values only. */
export interface Condition {
  attribute: string;
  is: '=' | '>' | '>=' | '<' | '<=';
  value: string | number;
  /** Holds for documents for which the rest does not. */
  not?: boolean;
}

/** In the engine’s language of filters. */
export const filterText = ({ attribute, is, value, not }: Condition): string => {
  const text = `${attribute} ${is} ${typeof value === 'string' ? `"${value}"` : value}`;
  return not ? `NOT (${text})` : text;
};
