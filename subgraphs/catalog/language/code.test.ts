import { codeTerms, unitOf } from './code.ts';

it.each([
  ['DN50', ['dn50']],
  ['dn-50', ['dn50', 'dn', '50']],
  ['M8x40', ['m8x40', 'm8', '40']],
  ['M8 × 40', ['m8x40', 'm8', '40']],
  ['m8*40', ['m8x40', 'm8', '40']],
  ['100x50x5', ['100x50x5', '100', '50']],
  ['6204-2RS', ['62042rs', '6204', '2rs']],
  ['62042RS', ['62042rs']],
  ['AB-1234-C', ['ab1234c', 'ab', '1234']],
  ['100 x 50 x 5', ['100x50x5', '100', '50']],
  ['AB1234C', ['ab1234c']],
  ['1.4301', ['14301']],
  ['8481.80', ['848180', '8481']],
  ['848180', ['848180']],
  ['8481.80.10', ['84818010', '848180']],
  ['8481.80.81.00.11', ['848180810011', '848180']],
  ['３０４', ['304']],
  ['ＤＮ５０', ['dn50']],
  ['m²', ['m2']],
])('finds %s by %j', (written, terms) => {
  expect(codeTerms(written)).toEqual(terms);
});

it.each([
  ['2,5', '2.5', '2p5'],
  ['0,75', '0.75', '0p75'],
  ['0,125', '0.125', '0p125'],
  ['1,000', '1000', '1000'],
  ['12,500,000', '12500000', '12500000'],
  ['2,5mm', '2.5mm', '2p5mm'],
  ['3/4', '¾', '3o4'],
  ['3/4in', '3/4-inch', '3o4in'],
  ['1-1/2', '1½', '1o1o2'],
  ['1-1/2in', '1½inch', '1o1o2in'],
  ['5kg', '5kilo', '5kg'],
  ['220V', '220volt', '220v'],
  ['Ø50', 'φ50', '50'],
  ['50', '⌀50', '50'],
  ['50-mm', '50mm', '50mm'],
  ['316-L', '316L', '316l'],
  ['20x1,5', '20 × 1.5', '20x1p5'],
])('reads %s as it reads %s', (one, other, term) => {
  expect(codeTerms(one)[0]).toBe(term);
  expect(codeTerms(other)[0]).toBe(term);
});

it.each([
  ['1.000', '1000'],
  ['2,5', '25'],
  ['3/4', '34'],
  ['M8x40', 'M84-0'],
])('tells %s from %s', (one, other) => {
  expect(codeTerms(one)[0]).not.toBe(codeTerms(other)[0]);
});

it('makes letters and digits alone, which the engine does not part', () => {
  const codes = ['6204-2RS/C3', 'M8x1,25x40', '3/4"', 'Ø20 × 1.5', 'EN_10204.3.1', '½', '−5', 'R134a', 'A+B2'];
  for (const code of codes) for (const term of codeTerms(code)) expect(term).toMatch(/^[\p{L}\p{N}]+$/u);
});

it.each([
  ['inches', 'in'],
  ['inc', 'in'],
  ['英寸', 'in'],
  ['毫米', 'mm'],
  ['mm', 'mm'],
  ['公斤', 'kg'],
  ['千瓦', 'kw'],
  ['bar', 'bar'],
  ['vana', undefined],
  ['', undefined],
  ['constructor', undefined],
])('knows the unit %s as %s', (word, unit) => {
  expect(unitOf(word)).toBe(unit);
});
