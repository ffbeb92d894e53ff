import { unit } from '../../../kit/reference/units/unit.ts';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { badInput } from '../../../kit/graphql/refusal.ts';
import { MOST_QUERY } from '../../../schema/events/facet-value.ts';
import { apart } from '../language/code.ts';
import { filterText, type Condition } from '../ranking/condition.ts';
import { OF_PRODUCTS_ALONE, select, selectTokens, type FacetName, type Selections } from './facet-token.ts';
import type { CompanyWhere, ProductWhere } from './where.input.ts';

/** What is looked for, checked and free of the API's spelling: everything that decides which documents match. */
export interface Criteria {
  words: string;
  selections: Selections;
  /** Conditions that are no facet. All hold. */
  conditions: Condition[];
}

const LONE_SURROGATE = /\p{Surrogate}/u;
/** Signs without width, which come along when something is copied. */
const UNSEEN = /[\u200B-\u200D\u2060\uFEFF]/g;

export function wordsOf(query: string | null | undefined): string {
  const words = apart((query ?? '').replaceAll(UNSEEN, ''))
    .normalize('NFKC')
    .trim();
  if (words.length > MOST_QUERY)
    throw badInput(`Expected a query of at most ${MOST_QUERY} characters, got ${words.length}.`);
  if (LONE_SURROGATE.test(words))
    throw badInput('Expected a query of valid Unicode, got one with half a surrogate pair.');
  return words.replaceAll('\0', ' ');
}

export function productCriteria(query: string | null | undefined, where: ProductWhere | null | undefined): Criteria {
  const selections = selectionsOf(where);
  const conditions: Condition[] = [];
  if (where?.currency != null) select(selections, 'currency', where.currency, 'any');
  if (where?.companyId != null) conditions.push(equal('companyId', localIdOf('Company', where.companyId) ?? 'none'));
  if (where?.price) conditions.push(...priceConditions(where));
  if (where?.minimumOrderQuantityAtMost) {
    const { amount, unit: code } = where.minimumOrderQuantityAtMost;
    const known = unit(code);
    if (!known)
      throw badInput(
        `Expected a UN/ECE Recommendation 20 unit code such as "KGM", got ${JSON.stringify(code.slice(0, 20))}.`,
      );
    conditions.push(equal('moqUnit', known.baseUnit), {
      attribute: 'moq',
      is: '<=',
      value: Number(amount) * known.factor,
    });
  }
  return { words: wordsOf(query), selections, conditions };
}

export function companyCriteria(query: string | null | undefined, where: CompanyWhere | null | undefined): Criteria {
  const selections = selectionsOf(where);
  if (selections.has(OF_PRODUCTS_ALONE))
    throw badInput('Expected facet tokens of companies, got one of the facet "currency": products alone have prices.');
  return { words: wordsOf(query), selections, conditions: [] };
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

function priceConditions({ price, currency }: ProductWhere): Condition[] {
  if (!currency)
    throw badInput('Expected `where.currency` beside `where.price`: prices compare within one currency only.');
  const [minimum, maximum] = [price?.minimum, price?.maximum];
  if (minimum != null && maximum != null && Number(minimum) > Number(maximum)) {
    throw badInput(`Expected a price range whose minimum is at most its maximum, got ${minimum} to ${maximum}.`);
  }
  return [
    ...(minimum == null ? [] : [{ attribute: 'priceMax', is: '>=', value: Number(minimum) } as const]),
    ...(maximum == null ? [] : [{ attribute: 'priceMin', is: '<=', value: Number(maximum) } as const]),
  ];
}

/** The conditions of a set of criteria (outer: all of, inner: any of), leaving out one facet's wishes. */
export function conditionsOf(
  { selections, conditions }: Criteria,
  now: number,
  leaveOut?: FacetName,
): (readonly Condition[])[] {
  const all: (readonly Condition[])[] = conditions.map((condition) => [condition]);
  for (const [key, { any, none }] of selections) {
    if (any.size > 0 && key !== leaveOut) all.push([...any].map((value) => clause(key, value, now)));
    for (const value of none) all.push([{ ...clause(key, value, now), not: true }]);
  }
  return all;
}

/** The same in the engine's nested form. */
export const filterOf = (criteria: Criteria, now: number, leaveOut?: FacetName): string[][] =>
  conditionsOf(criteria, now, leaveOut).map((any) => any.map(filterText));

function clause(key: FacetName, value: string, now: number): Condition {
  switch (key) {
    case 'verified':
      return { attribute: 'verifiedUntil', is: value === 'true' ? '>' : '<=', value: now };
    case 'category':
      return equal(categoryAttribute(value), value);
    default:
      return equal(key, value);
  }
}

const equal = (attribute: string, value: string): Condition => ({ attribute, is: '=', value });

/** Which attribute of a document holds codes of that code's level: `c1`, `c2` or `c3`. */
export const categoryAttribute = (code: string): string => `c${code.split('.').length}`;
