import { codeHashOf, newCaseCode, newCaseNumber, readCaseNumber } from './case-number.ts';

it('makes numbers that say nothing and come but once', () => {
  const numbers = Array.from({ length: 10_000 }, newCaseNumber);
  expect(new Set(numbers).size).toBe(numbers.length);
  for (const number of numbers) expect(number).toMatch(/^PC(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
  // Every place takes every letter.
  for (const place of [3, 4, 5, 6, 8, 9, 10, 11, 13, 14, 15, 16])
    expect(new Set(numbers.map((number) => number[place])).size).toBe(32);
});

it.each([
  ['PC-7K2M-Q0ZD-4XNB', 'PC-7K2M-Q0ZD-4XNB'],
  [' pc-7k2m-qozd-4xnb ', 'PC-7K2M-Q0ZD-4XNB'],
  ['PC7K2MQ0ZD4XNB', 'PC-7K2M-Q0ZD-4XNB'],
  ['PC-IL10-oooo-1111', 'PC-1110-0000-1111'],
  ['PC-7K2M-Q0ZD-4XN', null],
  ['PC-7K2M-Q0ZD-4XNU', null],
  ['7K2M-Q0ZD-4XNB', null],
  [`PC-7K2M-Q0ZD-4XNB${' '.repeat(1_000)}`, null],
])('reads %j as %j', (typed, number) => {
  expect(readCaseNumber(typed)).toBe(number);
});

it('compares codes by their hashes, and what is no code with nothing', () => {
  const { code, codeHash } = newCaseCode();
  expect(codeHashOf(code)).toBe(codeHash);
  expect(codeHashOf(newCaseCode().code)).not.toBe(codeHash);
  expect(codeHashOf('')).toBe(codeHashOf('none'));
});
