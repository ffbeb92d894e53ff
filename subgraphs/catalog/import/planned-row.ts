import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { UNSAID, type ProductRecord, type ProductStatusName } from '../product/product.record.ts';
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
  const record = before ? changed(before, facts, status, now) : made(facts as ProductFacts, companyId, status, now);
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

function made(facts: ProductFacts, companyId: string, status: ProductStatusName, now: Date): ProductRecord {
  const record: ProductRecord = {
    ...UNSAID,
    ...facts,
    _id: randomBytes(12).toString('hex'),
    companyId,
    origins: {},
    status,
    publishedAt: status === 'PUBLISHED' ? now : null,
    createdAt: now,
    updatedAt: now,
    version: 1,
  };
  return { ...record, origins: originsOf(record, null) };
}

function changed(
  before: ProductRecord,
  facts: Partial<ProductFacts>,
  status: ProductStatusName,
  now: Date,
): ProductRecord {
  const record: ProductRecord = {
    ...before,
    ...facts,
    status,
    publishedAt: status === 'PUBLISHED' && before.status !== 'PUBLISHED' ? now : before.publishedAt,
    updatedAt: now,
    version: before.version + 1,
  };
  return { ...record, origins: originsOf(record, before) };
}

/** A language whose texts are as they were keeps where they come from; the company wrote the others. */
function originsOf(record: ProductRecord, before: ProductRecord | null): ProductRecord['origins'] {
  const origins: ProductRecord['origins'] = {};
  for (const language of LANGUAGES) {
    const { name, description } = record;
    if (name[language] === undefined && description[language] === undefined) continue;
    const same = before?.name[language] === name[language] && before?.description[language] === description[language];
    origins[language] = (same && before?.origins[language]) || { provenance: 'SOURCE', from: null };
  }
  return origins;
}

const bounded = ({ field, message }: RowProblem): RowProblem => ({
  field: field.slice(0, 100),
  message: message.slice(0, 500),
});
