import { isDeepStrictEqual } from 'node:util';
import {
  changedProduct,
  missingToPublish,
  newProduct,
  publishedProduct,
  withdrawnProduct,
} from '../product/product.change.ts';
import type { ProductRecord, ProductStatusName } from '../product/product.record.ts';
import { checkedChange, checkedProduct } from '../product/product.rules.ts';
import type { ProductFacts } from '../product/product.shape.ts';
import type { ImportJobRecord } from './import-job.record.ts';
import { MOST_PROBLEMS, type RowReport } from './import-report.record.ts';
import { LANGUAGES, type RowProblem, type RowValues } from './product-row.ts';
import type { ReadRow } from './read-row.ts';

/** What is to be done for a row. */
export interface PlannedRow {
  report: RowReport;
  /** To be stored; null: nothing is. */
  record: ProductRecord | null;
  /** What it takes the place of; null: there is none. */
  before: ProductRecord | null;
}

/** What comes of a row, given the product that its company has under its external id; nothing is written here. */
export async function plannedRow(
  { line, externalId, values, problems }: ReadRow,
  before: ProductRecord | null,
  { companyId, dryRun }: Pick<ImportJobRecord, 'companyId' | 'dryRun'>,
  now: Date,
): Promise<PlannedRow> {
  const report = (
    outcome: RowReport['outcome'],
    productId: string | null,
    why: readonly RowProblem[] = [],
  ): RowReport => ({ line, externalId, productId, outcome, problems: why.slice(0, MOST_PROBLEMS).map(bounded) });
  const refused = (why: readonly RowProblem[]) => ({ report: report('REFUSED', null, why), record: null, before });
  if (problems.length > 0) return refused(problems);
  const checked = before
    ? await checkedChange(given(values, before), before)
    : await checkedProduct(given(values, null));
  if ('problems' in checked) return refused(checked.problems);
  const facts = 'product' in checked ? checked.product : checked.change;
  const status = (values.get('status') ?? before?.status ?? 'DRAFT') as ProductStatusName;
  if (before && status === before.status && sayNothingNew(facts, before))
    return { report: report('UNCHANGED', before._id), record: null, before };
  const changed = before ? changedProduct(before, facts, now) : newProduct(facts as ProductFacts, companyId, now);
  const unfit = status === 'PUBLISHED' && changed.status !== status ? unfitToPublish(changed, now) : [];
  if (unfit.length > 0) return refused(unfit);
  const record = { ...inStatus(changed, status, now), version: (before?.version ?? 0) + 1 };
  const outcome = before ? 'UPDATED' : 'CREATED';
  return { report: report(outcome, dryRun && !before ? null : record._id), record, before };
}

/** What is to be checked: a text is said, and taken away, in each language by itself. */
function given(values: RowValues, before: ProductRecord | null): object {
  const { status: _, ...rest } = Object.fromEntries(values);
  for (const key of ['name', 'description'] as const) {
    const texts = rest[key];
    if (texts === null || typeof texts !== 'object' || Array.isArray(texts)) continue;
    const merged = { ...before?.[key], ...texts } as Record<string, unknown>;
    for (const language of LANGUAGES) if (merged[language] === null) delete merged[language];
    rest[key] = merged;
  }
  return rest;
}

const sayNothingNew = (facts: Partial<ProductFacts>, before: ProductRecord): boolean =>
  Object.entries(facts).every(([key, value]) => isDeepStrictEqual(value, before[key as keyof ProductRecord]));

function inStatus(product: ProductRecord, status: ProductStatusName, now: Date): ProductRecord {
  if (product.status === status) return product;
  return status === 'PUBLISHED' ? publishedProduct(product, now) : withdrawnProduct(product, now, status);
}

function unfitToPublish(product: ProductRecord, now: Date): RowProblem[] {
  if (product.moderation.state === 'TAKEN_DOWN')
    return [{ field: 'status', message: 'Expected no PUBLISHED: the product was taken down. Appeal against it.' }];
  return missingToPublish(product, now).map((field) => ({
    field,
    message: `Expected a ${field} that can be published, got none. Give one, or leave the product a draft.`,
  }));
}

const bounded = ({ field, message }: RowProblem): RowProblem => ({
  field: field.slice(0, 100),
  message: message.slice(0, 500),
});
