import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { Refusal } from '../error/refusal.ts';
import { checkLimits, LIMITS } from './limits.ts';
import { prepare } from './prepared.ts';
import { publicSchema } from './public-schema.ts';

const schema = publicSchema(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8'));
const never = (): never => {
  throw new Error('Expected a refusal before anything is planned.');
};

/** How a document is refused, and in how many milliseconds. */
function refused(query: string): { code: string; status: number; ms: number } {
  const started = performance.now();
  try {
    prepare(query, undefined, {
      graph: { schema, planner: { plan: never } as never, ports: new Map() },
      limits: LIMITS,
      introspection: false,
      readOnly: false,
      inner: never,
    });
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, status: error.status, ms: performance.now() - started };
    throw error;
  }
  throw new Error('Expected a refusal, got none.');
}

const many = (count: number, one: (index: number) => string): string =>
  Array.from({ length: count }, (_, n) => one(n)).join(' ');
/** Fragments that spread the next one twice: `levels` lines, two to the power of `levels` fields. */
const bomb = (levels: number, last: string): string =>
  `{ ...F0 } ${many(levels, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)} fragment F${levels} on Query { ${last} }`;

it.each([
  ['20 levels of depth', `{ category(code: "1") ${'{ parent '.repeat(20)}{ code }${'}'.repeat(20)} }`],
  [
    '20 levels of depth through fragments',
    `{ category(code: "1") { ...A0 } } ${many(20, (n) => `fragment A${n} on Category { parent { ...A${n + 1} } }`)} fragment A20 on Category { code }`,
  ],
  ['100 aliases', `{ ${many(100, (n) => `a${n}: category(code: "10") { code }`)} }`],
  ['100 aliases of __typename', `{ ${many(100, (n) => `a${n}: __typename`)} }`],
  ['100 aliases below the root', `{ category(code: "10") { ${many(100, (n) => `a${n}: name`)} } }`],
  ['1,000 repeated fields', `{ category(code: "10") { ${'name '.repeat(999)} } }`],
  ['1,000 repeated roots', `{ ${'__typename '.repeat(1_000)} }`],
  ['10 unknown directives', `{ __typename ${many(10, (n) => `@x${n}`)} }`],
  ['10 unknown directives at the operation', `query ${many(10, (n) => `@x${n}`)} { __typename }`],
  ['a fragment that spreads itself', '{ ...A } fragment A on Query { __typename ...A }'],
  ['fragments that spread one another', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
  ['more tokens than anybody reads', `{ category(code: "10") { ${'name '.repeat(20_000)} } }`],
])('%s are too expensive, at once', (_, query) => {
  const { code, status, ms } = refused(query);
  expect([code, status]).toEqual(['TOO_EXPENSIVE', 400]);
  expect(ms).toBeLessThan(200);
});

it.each([5, 8, 10, 12, 15, 18, 20])(
  'fragments nested %i levels deep, each spread twice, are refused within 200 ms',
  (levels) => {
    const valid = levels > 7 ? ['__typename', 'x: __typename @skip(if: true)'] : [];
    for (const last of ['unknownField', '...Unknown', ...valid]) {
      const { status, ms } = refused(bomb(levels, last));
      expect(status).toBe(400);
      expect(ms).toBeLessThan(200);
    }
  },
);

it('what apps ask is within bounds', () => {
  const page = `query Page { searchProducts(first: 20) { facets { key label values { value label count selected input } }
    edges { cursor ...E } pageInfo { hasNextPage endCursor } } } fragment E on ProductEdge { node { id name company { id name } } }`;
  expect(() => checkLimits(parse(page), LIMITS)).not.toThrow();
});
