import type { ProductFacts } from '../product/product.shape.ts';
import { productShape } from '../product/product.shape.ts';
import { PRODUCT_STATUSES, type ProductRecord, type ProductStatusName } from '../product/product.record.ts';
import { TEXT_KEY } from '../../../kit/text/localized-text.ts';

/** Something in a row that is not accepted: the path of the value, and what was expected. */
export interface RowProblem {
  field: string;
  message: string;
}

/** A row of a catalogue as both forms of file give it: values by their keys, most of them not looked at yet. */
export type RowValues = ReadonlyMap<string, unknown>;

/** What a row may say: all that is said of a product, and its status. */
const ROW_KEYS: readonly string[] = ['externalId', 'status', ...Object.keys(productShape.shape).slice(1)];
const KNOWN = new Set(ROW_KEYS);

/** The languages of a text, as its keys. */
export const LANGUAGES = Object.values(TEXT_KEY);

/** Names that a file may not have: whose a product is, and what the directory counts, is not the file's to say. */
const FOREIGN = new Set(
  'id _id companyId company version createdAt updatedAt publishedAt moderation images'.split(' '),
);

/** Why there is no key, or column, of that name. */
export function unknownName(name: string, expected: readonly string[]): string {
  const shown = JSON.stringify(name.slice(0, 60));
  return FOREIGN.has(name)
    ? `Expected no ${shown}: a file says what is offered, for your own company, by externalId. Take it out.`
    : `Expected names among ${expected.join(', ')}, got ${shown}. Take it out, or correct it.`.slice(0, 500);
}

/** What of a row can be told to be wrong by its names and its status alone. */
export function wrongIn(values: RowValues): RowProblem[] {
  const unknown = [...values.keys()].filter((key) => !KNOWN.has(key));
  const problems = unknown.map((key) => ({ field: key.slice(0, 100), message: unknownName(key, ROW_KEYS) }));
  const status = values.get('status');
  if (status == null || PRODUCT_STATUSES.includes(status as ProductStatusName)) return problems;
  const got = JSON.stringify(status).slice(0, 40);
  return [...problems, { field: 'status', message: `Expected one of ${PRODUCT_STATUSES.join(', ')}, got ${got}.` }];
}

/** The values of a stored product, as a file gives them; what was not said is left out. */
export function valuesOf(record: ProductRecord): RowValues {
  const said = ROW_KEYS.map((key) => [key, record[key as keyof ProductFacts]] as const);
  return new Map(said.filter(([, value]) => value !== null && !isEmpty(value)));
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !(value instanceof Date) && Object.keys(value).length === 0;
