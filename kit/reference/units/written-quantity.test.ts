import { decimalText } from '../../exact/ratio.ts';
import type { Locale } from '../../text/localized-text.ts';
import { writtenQuantity } from './written-quantity.ts';

const read = (text: string, locale: Locale = 'EN') => {
  const found = writtenQuantity(text, locale);
  return found && `${decimalText(found.amount)} ${found.unit.code}`;
};

it.each<[string, string, Locale]>([
  ['12 mm', '12 MMT', 'EN'],
  ['12mm', '12 MMT', 'EN'],
  ['12 MM', '12 MMT', 'EN'],
  ['１２ｍｍ', '12 MMT', 'EN'],
  ['1.5 kg', '1.5 KGM', 'EN'],
  ['1,5 kg', '1.5 KGM', 'EN'],
  ['1,125 mm', '1.125 MMT', 'TR'],
  ['1.125 mm', '1.125 MMT', 'EN'],
  ['3/4"', '0.75 INH', 'EN'],
  ['1 1/2 inch', '1.5 INH', 'EN'],
  ['1½″', '1.5 INH', 'EN'],
  ['2 inç', '2 INH', 'TR'],
  ['2 İNÇ', '2 INH', 'TR'],
  ['3 英寸', '3 INH', 'ZH'],
  ['16 bar', '16 BAR', 'EN'],
  ['232 psi', '232 PS', 'EN'],
  ['1.6 MPa', '1.6 MPA', 'EN'],
  ['10 adet', '10 C62', 'TR'],
  ['6 metres', '6 MTR', 'EN'],
  ['0.5 m³', '0.5 MTQ', 'EN'],
  ['25 litre', '25 LTR', 'TR'],
  ['250 g', '250 GRM', 'EN'],
  ['380 V', '380 VLT', 'EN'],
])('reads %p as %s', (text, expected, locale) => {
  expect(read(text, locale)).toBe(expected);
});

it.each<[string, Locale]>([
  ['DN50', 'EN'],
  ['M8x40', 'EN'],
  ['AISI 316', 'EN'],
  ['10 x 20 mm', 'EN'],
  ['5-10 mm', 'EN'],
  ['12', 'EN'],
  ['mm', 'EN'],
  ['12 parsecs', 'EN'],
  ['1/0 inch', 'EN'],
  ['1,000 mm', 'EN'],
  ['1.125 mm', 'TR'],
  ['1.000.000 mm', 'TR'],
  ['-5 mm', 'EN'],
])('takes %p for no quantity, or for none that reads in one way only', (text, locale) => {
  expect(read(text, locale)).toBeNull();
});
