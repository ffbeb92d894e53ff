import { FACET_KEYS, facetToken, select, selectTokens, type Selections } from './facet-token.ts';

const VALUES = { category: '10.20', country: 'TR', region: 'CN-33', verified: 'true', currency: 'USD' } as const;

it.each(FACET_KEYS)('reads back the token that it gave out: %s', (key) => {
  const selections: Selections = new Map();
  selectTokens(selections, [facetToken(key, VALUES[key])], 'any');
  selectTokens(selections, [facetToken(key, VALUES[key])], 'none');
  expect(selections).toEqual(new Map([[key, { any: new Set([VALUES[key]]), none: new Set([VALUES[key]]) }]]));
});

it.each([
  '',
  ':',
  'country',
  'country:',
  'country:tı',
  'currency:us',
  'country:TR\n',
  'Country:TR',
  '__proto__:x',
  'category:1',
  ':TR',
])('refuses the token %p', (token) => {
  expect(() => selectTokens(new Map(), [token], 'any')).toThrow('Expected');
});

it.each([
  ['country:tr', 'country', 'TR'],
  ['region:cn-33', 'region', 'CN-33'],
  ['currency:eUr', 'currency', 'EUR'],
  ['verified:TRUE', 'verified', 'true'],
] as const)('reads %s as it reads the code in its own case', (token, key, code) => {
  const selections: Selections = new Map();
  selectTokens(selections, [token, facetToken(key, code)], 'any');
  expect(selections).toEqual(new Map([[key, { any: new Set([code]), none: new Set() }]]));
});

it('bounds how many there are, and shows little of what it refuses', () => {
  expect(() =>
    selectTokens(
      new Map(),
      Array.from({ length: 51 }, () => 'country:TR'),
      'any',
    ),
  ).toThrow('at most 50');
  expect(() => select(new Map(), 'country', 'x'.repeat(10_000), 'any')).toThrow(/^.{0,200}$/s);
  const none: Selections = new Map();
  selectTokens(none, null, 'any');
  expect(none.size).toBe(0);
});
