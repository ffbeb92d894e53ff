import 'reflect-metadata';
import type { Locale } from '../../../kit/text/localized-text.ts';
import { presentFacet } from './facet.presenter.ts';
import { FacetResolver } from './facet.resolver.ts';
import type { FacetName } from './facet-token.ts';

const COUNTS: Partial<Record<FacetName, [string, number][]>> = {
  region: [
    ['TR-34', 50],
    ['TR-35', 20],
    ['TR-16', 10],
    ['CN-33', 30],
    ['TR-63', 0],
  ],
  country: [
    ['TR', 80],
    ['CN', 30],
    ['DE', 1],
  ],
};
const values = (
  key: FacetName,
  matching: string | null,
  { first = 100, selected = [], locale = 'TR' }: { first?: number; selected?: string[]; locale?: Locale } = {},
) => {
  const facet = presentFacet(key, new Map(COUNTS[key]), new Set(selected), locale);
  return new FacetResolver().values(facet, matching, first).map(({ value }) => value);
};

it.each<[FacetName, string, string[]]>([
  ['region', 'istanbul', ['TR-34']],
  ['region', 'ISTANBUL', ['TR-34']],
  ['region', 'İstanbul', ['TR-34']],
  ['region', 'ıst', ['TR-34']],
  ['region', 'izm', ['TR-35']],
  ['region', '浙江', ['CN-33']],
  ['region', 'zhejiang', ['CN-33']],
  ['country', '中國', ['CN']],
  ['region', 'tr-1', ['TR-16']],
  ['region', ' bursa ', ['TR-16']],
  ['country', 'turk', ['TR']],
  ['country', 'germany', ['DE']],
  ['country', '中国', ['CN']],
  ['country', 'qqq', []],
])('finds in %s by %p, whatever the case, the dots and the reader’s language', (key, matching, expected) => {
  for (const locale of ['TR', 'ZH', 'EN'] as const) expect(values(key, matching, { locale })).toEqual(expected);
});

it('keeps what is selected, and shows no value without a result', () => {
  expect(values('region', 'izmir', { selected: ['TR-34'] }).toSorted()).toEqual(['TR-34', 'TR-35']);
  expect(values('region', 'urfa')).toEqual([]);
  expect(values('region', 'urfa', { selected: ['TR-63'] })).toEqual(['TR-63']);
});

it('shows all without a text, and of those that match the ones with most results', () => {
  for (const matching of [null, '', '  ']) expect(values('region', matching)).toHaveLength(4);
  expect(values('region', 'tr', { first: 2 }).toSorted()).toEqual(['TR-34', 'TR-35']);
  expect(values('region', 'tr', { first: 1, selected: ['TR-16'] })).toEqual(['TR-16']);
  expect(values('region', null, { first: 1, selected: ['TR-16', 'TR-35'] }).toSorted()).toEqual(['TR-16', 'TR-35']);
});

it('bounds text and number', () => {
  expect(values('region', 'x'.repeat(100))).toEqual([]);
  expect(() => values('region', 'x'.repeat(101))).toThrow('at most 100 characters, got 101');
  for (const first of [0, 101]) expect(() => values('region', null, { first })).toThrow('from 1 to 100');
});
