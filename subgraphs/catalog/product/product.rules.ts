import { hsDescription } from '../../../kit/reference/hs/hs.ts';
import { UNSAID, type ProductRecord } from './product.record.ts';
import { productShape, type ProductFacts } from './product.shape.ts';

/** A value that is not acceptable: its path in the shape in which products are stored, and what to do about it. */
export interface ProductProblem {
  field: string;
  message: string;
}

/** Made once: a shape is compiled when it is first used. */
const CHANGE_SHAPE = productShape.partial();

const NEW: ProductFacts = (({ moderation: _moderation, images: _images, ...facts }) => ({
  ...facts,
  name: {},
  description: {},
  categoryCode: '',
  unit: 'C62',
}))(UNSAID);

/**
 * What is said of a new product, in the shape in which it is stored (texts by `tr`, `zh`, `en`; instants as `Date` or ISO 8601 text): clean and within
 * all bounds, or every problem with it. What was not said is null, or empty; a key that is none is a problem by its name.
 */
export async function checkedProduct(
  given: object,
): Promise<{ product: ProductFacts } | { problems: ProductProblem[] }> {
  const missing = (['name', 'categoryCode'] as const).filter((key) => (given as Record<string, unknown>)[key] == null);
  if (missing.length > 0)
    return { problems: missing.map((field) => ({ field, message: `Expected a ${field}, got none. Give one.` })) };
  const checked = await checkedChange(given, NEW);
  return 'problems' in checked ? checked : { product: { ...NEW, ...checked.change } };
}

/** The same of what is to be changed: what is not given stays as it is, null takes away. `current` is what it is held against. */
export async function checkedChange(
  given: object,
  current: ProductFacts | ProductRecord,
): Promise<{ change: Partial<ProductFacts> } | { problems: ProductProblem[] }> {
  const read = CHANGE_SHAPE.safeParse(given, { error: ({ code, ...issue }) => MISSHAPEN[code]?.(issue) });
  if (!read.success)
    return {
      problems: read.error.issues.flatMap(({ path, message, ...issue }) =>
        // A key that is none is itself the place.
        (issue.code === 'unrecognized_keys' ? issue.keys : [null]).map((key) => ({
          field: [...path.map(String), ...(key === null ? [] : [key])].join('.').slice(0, 100),
          message,
        })),
      ),
    };
  const change = Object.fromEntries(
    Object.entries(read.data).filter(([, value]) => value !== undefined),
  ) as Partial<ProductFacts>;
  if (change.minimumOrderQuantity && change.minimumOrderUnit == null)
    change.minimumOrderUnit = change.unit ?? current.minimumOrderUnit ?? current.unit;
  if (change.minimumOrderQuantity === null) change.minimumOrderUnit = null;
  if (change.incoterm) change.incotermEdition ??= 2020;
  if (change.incoterm === null) Object.assign(change, { incotermEdition: null, incotermPlace: null });
  const problems = [...(await unknownHeading(change)), ...together({ ...current, ...change }, change)];
  return problems.length > 0 ? { problems } : { change };
}

/** What zod says of values of another kind, in the product's words. */
const MISSHAPEN: Readonly<Record<string, (issue: Record<string, unknown>) => string | undefined>> = {
  invalid_type: ({ expected, input }) =>
    `Expected ${String(expected)}, got ${input === null ? 'null' : Array.isArray(input) ? 'array' : typeof input}.`,
  unrecognized_keys: ({ keys }) =>
    `Expected no ${(keys as string[]).map((key) => JSON.stringify(key.slice(0, 40))).join(', ')}: a product has nothing of that name. Take it out.`,
};

async function unknownHeading({ hsCode }: Partial<ProductFacts>): Promise<ProductProblem[]> {
  if (hsCode == null || (/^[0-9]{6}$/.test(hsCode) && (await hsDescription(hsCode)) !== undefined)) return [];
  const message = `Expected a subheading of the Harmonized System, six digits without dots such as 848180, got ${JSON.stringify(hsCode.slice(0, 40))}.`;
  return [{ field: 'hsCode', message }];
}

/** What values have to do with each other; of groups of which nothing is changed, nothing is said. */
function* together(facts: ProductFacts | ProductRecord, change: Partial<ProductFacts>): Generator<ProductProblem> {
  const touches = (...keys: (keyof ProductFacts)[]) => keys.some((key) => key in change);
  const { priceTiers: tiers, priceRange: range, samples } = facts;
  if (touches('priceTiers', 'priceRange', 'currency', 'priceValidFrom', 'priceValidUntil')) {
    if ((tiers.length > 0 || range) && !facts.currency)
      yield { field: 'currency', message: 'Expected the currency of the price, got none. Give one such as USD.' };
    if (tiers.length > 0 && range)
      yield { field: 'priceRange', message: 'Expected tiers or a range, got both. Leave one out.' };
    if (range && Number(range.minimum) > Number(range.maximum))
      yield { field: 'priceRange.maximum', message: 'Expected no less than the minimum. Correct one of them.' };
    const [from, until] = [facts.priceValidFrom, facts.priceValidUntil];
    if (from && until && from.getTime() > until.getTime())
      yield { field: 'priceValidUntil', message: 'Expected no earlier than the beginning. Correct one of them.' };
    const wrong = tiers.findIndex(
      ({ minimumQuantity }, at) => at > 0 && Number(minimumQuantity) <= Number(tiers[at - 1]!.minimumQuantity),
    );
    if (wrong > 0)
      yield {
        field: `priceTiers.${wrong}.minimumQuantity`,
        message: 'Expected more than in the tier before. Order the tiers from the smallest quantity up, each once.',
      };
  }
  if (touches('minimumOrderUnit') && facts.minimumOrderUnit && !facts.minimumOrderQuantity)
    yield { field: 'minimumOrderUnit', message: 'Expected a quantity with the unit, got none. Give both or none.' };
  if (touches('incoterm', 'incotermPlace', 'incotermEdition') && !facts.incoterm && facts.incotermPlace)
    yield { field: 'incoterm', message: 'Expected a rule with the place, got none. Give one such as FOB.' };
  if (touches('samples') && samples) {
    if (samples.price && !samples.currency)
      yield { field: 'samples.currency', message: 'Expected the currency of the price, got none. Give one.' };
    if ((samples.price && samples.free) || (!samples.available && (samples.price || samples.free)))
      yield {
        field: 'samples',
        message: 'Expected samples that are free, that have a price, or that there are none of.',
      };
  }
}
