import { unit } from '../../../kit/reference/units/unit.ts';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { badInput } from '../../../kit/graphql/refusal.ts';
import { select, selectTokens, type FacetName, type Selections } from './facet-token.ts';
import type { CompanyWhere, ProductWhere } from './where.input.ts';

/** What is looked for, checked and free of the API's spelling: everything that decides which documents match. */
export interface Criteria {
  words: string;
  selections: Selections;
  /** Conditions that are no facet, as filters of the search engine made from checked values only. */
  conditions: string[];
}

const MAX_QUERY = 500;
const LONE_SURROGATE = /\p{Surrogate}/u;

export function wordsOf(query: string | null | undefined): string {
  const words = (query ?? '').normalize('NFKC').trim();
  if (words.length > MAX_QUERY)
    throw badInput(`Expected a query of at most ${MAX_QUERY} characters, got ${words.length}.`);
  if (LONE_SURROGATE.test(words))
    throw badInput('Expected a query of valid Unicode, got one with half a surrogate pair.');
  return words.replaceAll('\0', ' ');
}

export function productCriteria(query: string | null | undefined, where: ProductWhere | null | undefined): Criteria {
  const selections = selectionsOf(where);
  const conditions: string[] = [];
  if (where?.currency != null) select(selections, 'currency', where.currency, 'any');
  if (where?.companyId != null) conditions.push(`companyId = "${localIdOf('Company', where.companyId) ?? 'none'}"`);
  if (where?.price) conditions.push(...priceConditions(where));
  if (where?.minimumOrderQuantityAtMost) {
    const { amount, unit: code } = where.minimumOrderQuantityAtMost;
    const known = unit(code);
    if (!known)
      throw badInput(
        `Expected a UN/ECE Recommendation 20 unit code such as "KGM", got ${JSON.stringify(code.slice(0, 20))}.`,
      );
    conditions.push(`moqUnit = "${known.baseUnit}"`, `moq <= ${Number(amount) * known.factor}`);
  }
  return { words: wordsOf(query), selections, conditions };
}

export function companyCriteria(query: string | null | undefined, where: CompanyWhere | null | undefined): Criteria {
  return { words: wordsOf(query), selections: selectionsOf(where), conditions: [] };
}

function selectionsOf(where: CompanyWhere | null | undefined): Selections {
  const selections: Selections = new Map();
  selectTokens(selections, where?.facets, 'any');
  selectTokens(selections, where?.notFacets, 'none');
  if (where?.category != null) select(selections, 'category', where.category, 'any');
  if (where?.country && where.country.length > 50)
    throw badInput(`Expected at most 50 countries, got ${where.country.length}.`);
  for (const country of where?.country ?? []) select(selections, 'country', country, 'any');
  if (typeof where?.verified === 'boolean') select(selections, 'verified', String(where.verified), 'any');
  return selections;
}

function priceConditions({ price, currency }: ProductWhere): string[] {
  if (!currency)
    throw badInput('Expected `where.currency` beside `where.price`: prices compare within one currency only.');
  const [minimum, maximum] = [price?.minimum, price?.maximum];
  if (minimum != null && maximum != null && Number(minimum) > Number(maximum)) {
    throw badInput(`Expected a price range whose minimum is at most its maximum, got ${minimum} to ${maximum}.`);
  }
  return [
    ...(minimum == null ? [] : [`priceMax >= ${Number(minimum)}`]),
    ...(maximum == null ? [] : [`priceMin <= ${Number(maximum)}`]),
  ];
}

/** The filter of a set of criteria, in the engine's nested form (outer: all of, inner: any of), leaving out one facet's wishes. */
export function filterOf(
  { selections, conditions }: Criteria,
  now: number,
  leaveOut?: FacetName,
): (string | string[])[] {
  const filter: (string | string[])[] = [...conditions];
  for (const [key, { any, none }] of selections) {
    if (any.size > 0 && key !== leaveOut) filter.push([...any].map((value) => clause(key, value, now)));
    for (const value of none) filter.push(`NOT (${clause(key, value, now)})`);
  }
  return filter;
}

function clause(key: FacetName, value: string, now: number): string {
  switch (key) {
    case 'verified':
      return value === 'true' ? `verifiedUntil > ${now}` : `verifiedUntil <= ${now}`;
    case 'category':
      return `${categoryAttribute(value)} = "${value}"`;
    default:
      return `${key} = "${value}"`;
  }
}

/** Which attribute of a document holds codes of that code's level: `c1`, `c2` or `c3`. */
export const categoryAttribute = (code: string): string => `c${code.split('.').length}`;
