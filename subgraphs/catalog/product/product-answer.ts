import { answered } from '../../../kit/idempotency/answered.ts';
import { notFound } from '../../../kit/graphql/problems.ts';
import type { CatalogContext } from '../catalog.context.ts';
import { Overtaken, type ProductChanges, type ProductOutcome } from './product-changes.ts';
import { presentProduct } from './product.presenter.ts';
import { ProductVersionConflict } from './product.problem.ts';

/** What came of a change: the product as it was written, or as it stands by now where an earlier request wrote it; or why nothing was changed. */
export async function presentOutcome(
  changes: ProductChanges,
  outcome: ProductOutcome,
  input: object,
  context: CatalogContext,
) {
  const answer = await answered(outcome, async (id) => {
    const written = outcome.kind === 'done' ? outcome.written : null;
    if (written) context.readable.clear(id!).prime(id!, await context.written(written));
    const shown = await (written ? context.readable : context.readable.clear(id!)).load(id!);
    changes.tell(id!, shown?.record ?? null);
    return shown
      ? presentProduct(shown.record, shown.card, context.locale)
      : notFound('id', 'The product that this request was about is gone meanwhile.');
  });
  return answer instanceof Overtaken ? presentOvertaken(answer, input, context) : answer;
}

/** What is in an input besides values for the product. */
const NOT_VALUES = new Set(['id', 'expectedVersion', 'idempotencyKey']);

/** That somebody else was faster: their product, and what was asked for, to be looked at side by side. */
export async function presentOvertaken(
  { current: { _id, version }, expectedVersion }: Overtaken,
  input: object,
  context: CatalogContext,
): Promise<ProductVersionConflict> {
  const shown = await context.readable.clear(_id).load(_id);
  const yours = Object.entries(input).filter(([field, value]) => value !== undefined && !NOT_VALUES.has(field));
  return Object.assign(new ProductVersionConflict(), {
    message: `Expected version ${expectedVersion}, found ${version}: somebody else changed the product. Look at both, and send what you want with version ${version}.`,
    current: shown && presentProduct(shown.record, shown.card, context.locale),
    currentVersion: version,
    expectedVersion,
    yours: yours.map(([field, value]) => ({ field, value: JSON.stringify(value) })),
  });
}
