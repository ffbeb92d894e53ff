import { isCountry } from './countries/country.ts';
import { isCurrency } from './currencies/currency.ts';

it('knows the countries of ISO 3166-1 by alpha-2', () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
  const codes = letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountry);
  expect(codes).toHaveLength(249);
  const named = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  expect(codes.filter((code) => named.of(code) === undefined)).toEqual([]);
  expect(['TR', 'CN', 'tr', 'EU', 'XK', 'SU', ''].map(isCountry)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});

it('knows the currencies in use, and no withdrawn ones', () => {
  expect(['TRY', 'CNY', 'EUR', 'USD'].every(isCurrency)).toBe(true);
  expect(['TRL', 'DEM', 'XAU', 'XXX', 'usd', 'US', ''].some(isCurrency)).toBe(false);
});
