import { hanTokens } from './han.ts';
import { simplified } from './simplified.ts';
import { tokensOf } from './token.ts';

const terms = (text: string): string[] => tokensOf(text).flatMap((token) => token.terms);

it.each([
  ['不锈钢管', '钢管'],
  ['不锈钢管', '不锈'],
  ['不锈钢管', '管'],
  ['工业用高压球阀', '球阀'],
  ['閥門', '阀门'],
  ['不銹鋼', '不锈'],
  ['離心泵', '离心'],
])('finds inside %s the word %s', (text, word) => {
  expect(terms(text)).toContain(word);
});

it.each([
  ['閥門', '阀门'],
  ['不鏽鋼管', '不锈钢管'],
  ['電動機軸承', '电动机轴承'],
  ['銅電纜', '铜电缆'],
])('reads the traditional %s as the simplified %s', (traditional, simple) => {
  expect(simplified(traditional)).toBe(simple);
  expect(tokensOf(traditional)).toEqual(tokensOf(simple));
});

it.each(['vana', '', '304', 'ｖａｎａ', '阀门'])('leaves %j as it is', (text) => {
  expect(simplified(text)).toBe(text);
});

it('tells where each stands, the same each time, wherever the run begins', () => {
  const at = (start: number) => hanTokens('不锈钢管', start).map((token) => [token.terms[0], token.start, token.end]);
  expect(at(3)).toEqual(expect.arrayContaining([['钢管', 5, 7], ['管', 6, 7]])); // prettier-ignore
  expect(at(0)).toEqual(at(3).map(([term, start, end]) => [term, Number(start) - 3, Number(end) - 3]));
  expect(hanTokens('管', 0).map(({ kind }) => kind)).toEqual(['gram']);
});

it('remembers short runs, and of long ones a few, because anybody may look for them', () => {
  const own = Object.getOwnPropertyDescriptor(Intl.Segmenter.prototype, 'segment')!;
  const segment = own.value as (this: Intl.Segmenter, text: string) => Intl.Segments;
  let looked = 0;
  Intl.Segmenter.prototype.segment = function (text) {
    looked++;
    return segment.call(this, text);
  };
  const long = (number: number) => String.fromCharCode(0x5000 + number).repeat(500);
  const times = (run: string) => {
    const before = looked;
    hanTokens(run, 0);
    return looked - before;
  };
  times('铜球阀');
  expect(times('铜球阀')).toBe(0);
  expect(times(long(0))).toBe(1);
  expect(times(long(0))).toBe(0);
  for (let number = 1; number <= 300; number++) times(long(number));
  expect(times(long(0))).toBe(1);
  Object.defineProperty(Intl.Segmenter.prototype, 'segment', own);
});

it('keeps the length of a text, so that places stay', () => {
  for (const text of ['臺灣製造閥門', '乾燥機', '後面裡面', '䥑𨭎閥'])
    expect(simplified(text)).toHaveLength(text.length);
});
