import { goods, indexOf, NO_CONCEPTS } from '../../../test/kit/ranked-goods.ts';
import { documentTerms } from './document-terms.ts';
import { codesOf, Orders } from './orders.ts';
import { hasPhrases } from './phrase-test.ts';
import { Vocabulary } from './vocabulary.ts';

const texts = (name: string) => documentTerms(goods(1, name), NO_CONCEPTS);

it('keeps the words of more documents than fit into a block, also when they are numbered anew', () => {
  const vocabulary = new Vocabulary();
  const orders = new Orders();
  const letters = (number: number) =>
    [...String(number)].map((digit) => String.fromCharCode(98 + Number(digit))).join('');
  const name = (number: number) => `k${letters(number)} ${'wo '.repeat(98)}z`;
  const COUNT = 3_000;
  for (let number = 0; number < COUNT; number++) orders.put(number, texts(name(number)), vocabulary);
  const first = (document: number) => vocabulary.terms[orders.of(document)[0]!];
  const wanted = (number: number) => documentTerms(goods(1, name(number)), NO_CONCEPTS)[0]!.order[0];
  for (const number of [0, 1, 2_600, COUNT - 1]) {
    expect(first(number)).toBe(wanted(number));
    expect(orders.of(number)).toHaveLength(101);
  }
  orders.renumber(
    Int32Array.from({ length: COUNT }, (_, number) => (number % 2 ? (number - 1) / 2 : -1)),
    Int32Array.from(vocabulary.terms.keys()),
  );
  expect(first(0)).toBe(wanted(1));
  expect(first(COUNT / 2 - 1)).toBe(wanted(COUNT - 1));
});

it.each([
  [[['ball', 'valve']], [1, 4]],
  [[['valve', 'ball']], [2]],
  [
    [
      ['ball', 'valve'],
      ['brass', 'ball'],
    ],
    [1],
  ],
  [[['nut', 'bolt']], [5, 6]],
  [[['valve', 'iron']], []],
  [[['ball', 'nothing']], []],
  [[], [1, 2, 3, 4, 5, 6]],
] as const)('finds the phrases %j in %j', (phrases, seqs) => {
  const index = indexOf([
    goods(1, 'Brass ball valves DN50'),
    goods(2, 'Valve ball'),
    goods(3, { tr: 'ball', en: 'valve' }),
    goods(4, 'Spare parts', { texts: { text: [{ en: 'For a ball valve' }, { en: 'iron' }] } }),
    goods(5, 'Nuts and bolts'),
    goods(6, 'Set', { texts: { text: [{ en: 'nuts and bolts of iron' }] } }),
  ]);
  const has = hasPhrases(index, phrases);
  expect([1, 2, 3, 4, 5, 6].filter((seq) => has(index.numberOf(seq)!))).toEqual(seqs);
});

it('knows words beyond what one code tells apart, and takes no half of them for another', () => {
  const vocabulary = new Vocabulary();
  for (let number = 0; number < 70_000; number++) vocabulary.add(`w${number}`);
  const orders = new Orders();
  orders.put(0, texts('pipe valve pump'), vocabulary);
  const [pipe, valve, pump] = orders.of(0) as [number, number, number];
  expect([pipe, valve, pump].map((word) => vocabulary.terms[word])).toEqual(['pipe', 'valve', 'pump']);
  const has = (...words: number[]) => orders.has(0, codesOf(words));
  expect([has(pipe, valve), has(valve, pump), has(pipe, valve, pump)]).toEqual([true, true, true]);
  expect([has(valve, pipe), has(pipe, pump), has(pump, pump)]).toEqual([false, false, false]);
});

it('takes in documents without neighbours, also first and where a block is full', () => {
  const vocabulary = new Vocabulary();
  const orders = new Orders();
  orders.put(0, texts('valve'), vocabulary);
  expect(orders.of(0)).toHaveLength(0);
  // 1,024 documents of 256 numbers fill a block.
  for (let number = 1; number <= 1_024; number++) orders.put(number, texts('pipe '.repeat(255)), vocabulary);
  orders.put(1_025, texts('valve'), vocabulary);
  expect(orders.of(1_024)).toHaveLength(256);
  expect(orders.of(1_025)).toHaveLength(0);
});
