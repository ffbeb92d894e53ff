import vectors from './check-digit-vectors.json' with { type: 'json' };
import { euVatFault } from './eu-vat.ts';
import { checkIdentifier, schemesOf, type IdentifierScheme } from './identifier.ts';
import { isLei } from './lei.ts';
import { isUscc } from './uscc.ts';
import { isVkn } from './vkn.ts';

describe('check digits', () => {
  it.each([
    ['tax numbers', isVkn, vectors.vkn, ['123', 'abcdefghij', '']],
    ['social credit codes', isUscc, vectors.uscc, ['91', 'I'.repeat(18), '']],
    ['legal entity identifiers', isLei, vectors.lei, ['', '0'.repeat(19)]],
  ])('tells %s apart', (_, holds, { valid, invalid }, malformed) => {
    expect(valid.filter((value) => !holds(value))).toEqual([]);
    expect([...invalid, ...malformed].filter((value) => holds(value))).toEqual([]);
  });

  it.each(Object.entries(vectors.euVat))('tells VAT numbers of %s apart', (prefix, { valid, invalid }) => {
    expect(valid.filter((value) => euVatFault(prefix, value) !== null)).toEqual([]);
    expect(invalid.filter((value) => euVatFault(prefix, value) === null)).toEqual([]);
  });

  it('finds each single wrong digit', () => {
    const wrong = (value: string) =>
      [...value].flatMap((digit, place) =>
        Array.from({ length: 10 }, (__, other) => String(other))
          .filter((other) => other !== digit)
          .map((other) => value.slice(0, place) + other + value.slice(place + 1)),
      );
    expect(wrong(vectors.vkn.valid[0]!).filter(isVkn)).toEqual([]);
  });
});

it.each<[IdentifierScheme, string, string, string]>([
  ['VKN', 'TR', ' 001 021 35-76 ', '0010213576'],
  ['USCC', 'CN', '91310116 052958608g', '91310116052958608G'],
  ['LEI', 'TR', '5493-001K-JTII-GC8Y-1R12', '5493001KJTIIGC8Y1R12'],
  ['EU_VAT', 'DE', 'de 136 695 976', 'DE136695976'],
  ['EU_VAT', 'DE', '136695976', 'DE136695976'],
  ['EU_VAT', 'GR', 'EL094259216', 'EL094259216'],
  ['EU_VAT', 'AT', 'U13585627', 'ATU13585627'],
  ['REGISTRY', 'VN', '  HN   01/234-B ', 'HN 01/234-B'],
])('keeps a %s of %s, written as %j, as %j', (scheme, country, written, value) => {
  expect(checkIdentifier(scheme, written, country)).toEqual({ value });
});

it.each<[IdentifierScheme, string, string, string]>([
  ['VKN', 'TR', '0010213577', 'The check digit does not hold'],
  ['VKN', 'TR', '123', 'Expected a Turkish tax number of ten digits'],
  ['VKN', 'CN', '0010213576', 'Expected one of USCC, LEI for a company in CN, got VKN'],
  ['USCC', 'TR', '91310116052958608G', 'Expected one of VKN, REGISTRY, LEI'],
  ['EU_VAT', 'TR', 'DE136695976', 'Expected one of VKN'],
  ['EU_VAT', 'IT', 'DE136695976', 'of the form of IT'],
  ['EU_VAT', 'DE', 'DE136695977', 'The check digit does not hold'],
  ['EU_VAT', 'DE', '__proto__', 'of the form of DE'],
  ['REGISTRY', 'VN', '', 'Expected letters and digits'],
  ['REGISTRY', 'VN', 'a\u202eb', 'Expected letters and digits'],
  ['REGISTRY', 'VN', '{"$ne":1}', 'Expected letters and digits'],
  ['REGISTRY', 'VN', 'x'.repeat(41), 'Expected at most 40 characters, got 41'],
])('refuses a %s of %s that is %j', (scheme, country, written, fault) => {
  expect(checkIdentifier(scheme, written, country)).toEqual({ fault: expect.stringContaining(fault) });
});

it('knows a scheme for every country, also for one that is none', () => {
  expect(schemesOf('GR')).toEqual(['EU_VAT', 'REGISTRY', 'LEI']);
  expect(schemesOf('EL')).toEqual(['REGISTRY', 'LEI']);
  expect(schemesOf('constructor')).toEqual(['REGISTRY', 'LEI']);
});
