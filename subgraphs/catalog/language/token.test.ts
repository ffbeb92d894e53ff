import { stem } from './stem.ts';
import { tokensOf } from './token.ts';

const of = (kind: string, text: string): string[] =>
  tokensOf(text)
    .filter((token) => token.kind === kind)
    .map(({ terms: [term] }) => term!);
const all = (text: string): Set<string> => new Set(tokensOf(text).flatMap(({ terms }) => terms));

it.each([
  ['kauçuklu contaların', ['kaucuk', 'conta']],
  ["İstanbul'da vana", tokensOf('istanbul vana').flatMap(({ terms }) => terms)],
  ['Çin’den İTHAL', ['cin', stem('ithal')]],
  ['ISI ısı İSİ isi', ['isi', 'isi', 'isi', 'isi']],
  ["women's gloves", ['women', 'glove']],
  ["O'Ring", ['oring']],
  ['e-mail', ['email']],
  ['R&D', ['r', 'd']],
  ['  \n\t ', []],
  ['!?…—', []],
])('reads %j as words', (text, words) => {
  expect(of('word', text)).toEqual(words);
});

it.each([
  ['3/4 inch', '3o4in'],
  ['3/4 inç', '3o4in'],
  ['3/4英寸', '3o4in'],
  ['3/4 英寸', '3o4in'],
  ['3/4"', '3o4in'],
  ['3/4 ″', '3o4in'],
  ['3/4-inch', '3o4in'],
  ['3/4in', '3o4in'],
  ['¾ inch', '3o4in'],
  ['3⁄4 inch', '3o4in'],
  ['1 1/2"', '1o1o2in'],
  ['1-1/2 inch', '1o1o2in'],
  ['1½ inç', '1o1o2in'],
  ['1 1⁄2英寸', '1o1o2in'],
  ['DN50', 'dn50'],
  ['DN 50', 'dn50'],
  ['dn-50', 'dn50'],
  ['ＤＮ５０', 'dn50'],
  ['M8x40', 'm8x40'],
  ['M8 x 40', 'm8x40'],
  ['M8×40', 'm8x40'],
  ['2,5 mm', '2p5mm'],
  ['2.5mm', '2p5mm'],
  ['2.5毫米', '2p5mm'],
  ['Ø50 mm', '50mm'],
  ['220 V', '220v'],
  ['220伏', '220v'],
  ['5公斤', '5kg'],
  ['5 kg', '5kg'],
  ['8481 80', '848180'],
  ['8481.80', '848180'],
  ['848180', '848180'],
  ['IP 65', 'ip65'],
  ['6204-2RS', '62042rs'],
])('finds %s by %s', (text, term) => {
  expect(all(text)).toContain(term);
});

it.each([
  ['5 mm 8', 'mm8'],
  ['10 20 30', '1020'],
  ['vanalar 50', 'vana50'],
  ['DN  50', 'dn50'],
  ['inch 3/4', '3o4in'],
  ['1 1/2', '1o2'],
])('does not join %s to %s', (text, term) => {
  expect([...all(text)]).not.toContain(term);
});

it.each([
  ['304不锈钢管', '304'],
  ['不锈钢304管', '304'],
  ['DN50阀门', 'dn50'],
  ['阀门DN50球阀', 'dn50'],
])('reads digits beside Chinese: %s has %s', (text, term) => {
  expect(of('word', text)).toContain(term);
});

it('knows the places of what it reads', () => {
  const text = 'Paslanmaz 不銹鋼球閥, DN 50 (İstanbul’da) M8 × 40 ¾"';
  for (const { start, end } of tokensOf(text)) {
    expect(start).toBeLessThan(end);
    expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
  }
  const words = tokensOf(text).filter(({ kind, folded }) => kind === 'word' && folded);
  expect(words.map(({ start, end }) => text.slice(start, end))).toEqual([
    'Paslanmaz',
    'DN',
    '50',
    'İstanbul’da',
    'M8 × 40',
    '¾',
  ]);
});

it('takes any text, and reads none for long', () => {
  for (const text of ['\uD800x', 'a\0b', '\u202Eabc', '𠮷野家', 'e\u0301', 'x'.repeat(10_000), '1/'.repeat(5_000)])
    expect(tokensOf(text).length).toBeLessThanOrEqual(text.length * 3);
  expect(of('word', 'e\u0301lan')).toEqual(of('word', 'élan'));
});
