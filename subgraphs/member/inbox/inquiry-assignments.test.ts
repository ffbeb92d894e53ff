import 'reflect-metadata';
import { fits } from './inquiry-assignments.ts';

it.each<[string | null, string | null, string | null, string | null, boolean]>([
  ['10.20', null, '10.20', null, true],
  ['10.20', null, '10.20.05', null, true],
  ['10.2', null, '10.20.05', null, false],
  ['10.20.05', null, '10.20', null, false],
  ['10', null, null, null, false],
  [null, 'DE', null, 'DE', true],
  [null, 'DE', null, null, false],
  ['10', 'DE', '10.20', 'FR', false],
  [null, null, null, null, true],
])('a rule of %s, %s for an inquiry about %s from %s: %s', (categoryCode, country, code, from, expected) => {
  expect(fits({ categoryCode, country }, code, from)).toBe(expected);
});
