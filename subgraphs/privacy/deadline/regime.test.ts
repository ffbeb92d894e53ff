import { regimesOf, type Regime } from './regime.ts';

const EVERYWHERE: readonly Regime[] = ['KVKK', 'GDPR', 'PIPL'];

it.each<[country: string | null, regimes: readonly Regime[]]>([
  ['TR', ['KVKK']],
  ['CN', ['PIPL']],
  ['DE', ['GDPR']],
  ['HR', ['GDPR']],
  ['IS', ['GDPR']],
  ['LI', ['GDPR']],
  ['NO', ['GDPR']],
  ['RE', ['GDPR']],
  ['AX', ['GDPR']],
  ['US', EVERYWHERE],
  ['GB', EVERYWHERE],
  ['CH', EVERYWHERE],
  ['HK', EVERYWHERE],
  ['MO', EVERYWHERE],
  ['TW', EVERYWHERE],
  ['tr', EVERYWHERE],
  ['', EVERYWHERE],
  [null, EVERYWHERE],
])('people of %s are answered by %j', (country, regimes) => {
  expect(regimesOf({ country })).toEqual(regimes);
});

it('knows the thirty countries of the European Economic Area', () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  const regions = new Set(['AX', 'GF', 'GP', 'MF', 'MQ', 'RE', 'YT']);
  const countries = codes.filter((country) => regimesOf({ country }).join() === 'GDPR');
  expect(countries.filter((country) => !regions.has(country))).toHaveLength(30);
});
