import { goods, named, wordsOver } from '../../../test/kit/ranked-goods.ts';
import { rankedMarket } from '../../../test/kit/ranked-market.ts';
import { tokensOf } from '../language/token.ts';
import { isStopWord } from '../language/stop-words.ts';
import { productCriteria } from './criteria.ts';
import { WordSearch } from './word-search.ts';

const TERMS = [{ id: 'ball-valve', tr: ['küresel vana'], zh: ['球阀'], en: ['ball valve'] }];
const SHELF = [
  goods(1, { tr: 'Pirinç küresel vana', en: 'Brass ball valve DN50 3/4"' }),
  goods(2, { tr: 'Kauçuk conta' }),
  goods(3, { zh: '304不锈钢管' }),
  goods(4, 'Deep groove bearing 6204-2RS'),
  goods(5, 'Bolt M8x40', { texts: { attributes: [{ en: '731815' }] } }),
  goods(6, 'Plate 1.4301, 2.5 mm, 1,000 kg'),
  goods(7, { zh: '閥門 DN80' }),
  goods(8, 'Pump AB-1234-C'),
  goods(9, 'Nipple 1 1/2" brass'),
  goods(10, { tr: 'Zeytinyağı sabunu' }),
];
const { full, find, search } = wordsOver(SHELF, TERMS);

it.each([
  ['küresel vanaları', 1],
  ['pirinç küresel VANALAR', 1],
  ['ball valves', 1],
  ['球阀', 1],
  ['brass 球阀', 1],
  ['DN 50', 1],
  ['dn50', 1],
  ['3/4 inch', 1],
  ['3/4 inç', 1],
  ['3/4英寸', 1],
  ['3/4″', 1],
  ['¾ inch', 1],
  ['3/4-inch ball valve', 1],
  ['kauçuklu contaların', 2],
  ['KAUÇUK CONTASI', 2],
  ['304', 3],
  ['304不锈钢', 3],
  ['不鏽鋼', 3],
  ['钢管', 3],
  ['３０４', 3],
  ['"不锈钢"', 3],
  ['6204-2RS', 4],
  ['6204 2RS', 4],
  ['62042RS', 4],
  ['6204', 4],
  ['"deep groove"', 4],
  ['M8x40', 5],
  ['M8 x 40', 5],
  ['M8×40', 5],
  ['m8', 5],
  ['7318.15', 5],
  ['731815', 5],
  ['7318 15', 5],
  ['HS code: 7318.15', 5],
  ['7318.15.20', 5],
  ['1.4301', 6],
  ['2,5 mm', 6],
  ['2.5mm', 6],
  ['1000 kg', 6],
  ['阀门', 7],
  ['閥門', 7],
  ['AB1234C', 8],
  ['ab-1234-c', 8],
  ['1-1/2"', 9],
  ['1½ inch', 9],
  ['zeytinyağları', 10],
  ["zeytinyağı'ndan", 10],
])('finds by %s', (query, seq) => {
  expect(full(query)).toContain(seq);
});

it.each([
  ['1/2 inch', 9],
  ['25 mm', 6],
  ['1 kg', 6],
  ['"groove deep"', 4],
  ['"valve ball"', 1],
  ['"锈不"', 3],
  ['m84', 5],
])('does not find by %s', (query, seq) => {
  expect(full(query)).not.toContain(seq);
});

it.each([
  ['铜不锈钢', '"铜不锈钢"'],
  ['rubber gasket', '"rubber gasket"'],
  ['gasket of rubber', '"gasket" of "rubber"'],
])('drops nothing of what is quoted: %s and %s', (plain, quoted) => {
  const shelf = wordsOver(
    named(
      { zh: '不锈钢' },
      { zh: '不锈钢板' },
      'gasket',
      'paper gasket',
      ...Array.from({ length: 30 }, () => 'rubber'),
    ),
  );
  expect(shelf.find(plain).head!.length).toBeGreaterThan(0);
  expect(shelf.find(quoted).head).toEqual([]);
});

it('says what was probably meant, only where nothing has the word', () => {
  const often = wordsOver(named(...Array.from({ length: 5 }, () => 'rubber gasket')));
  expect(often.find('ruber gasket').understood.didYouMean).toBe('rubber gasket');
  expect(often.full('ruber gasket')).toHaveLength(5);
  expect(often.find('rubber gasket').understood.didYouMean).toBeNull();
});

it('narrows what it lists by what is selected, and decides by the words alone', () => {
  const shelf = wordsOver([
    goods(1, 'rubber gasket', { codes: { country: 'TR' } }),
    goods(2, 'rubber gasket', { codes: { country: 'CN' } }),
  ]);
  const inTurkey = shelf.search.find(productCriteria('rubber gasket', { facets: ['country:TR'] }), 0, true);
  expect(inTurkey.head!.map(({ seq }) => seq)).toEqual([1]);
  expect(inTurkey.listed!.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual([1, 2]);
});

it('ranks nothing where the order is another, and decides nothing before all is loaded', () => {
  const many = wordsOver(named(...Array.from({ length: 30 }, () => 'iron valve')));
  const criteria = productCriteria('iron valves', null);
  expect(many.search.find(criteria, 0, false)).toMatchObject({ head: null, listed: null, set: { q: 'qiron qvalve' } });
  const loading = new WordSearch({ index: many.index, concepts: () => many.search.concepts, isWhole: () => false });
  expect(loading.find(criteria, 0, true)).toMatchObject({
    head: null,
    listed: null,
    dropped: null,
    set: { q: 'qiron qvalve' },
  });
  const slip = loading.find(productCriteria('iron vallve', null), 0, true);
  expect(slip.set).toEqual({ q: 'qiron qvallve' });
  expect(slip.understood.didYouMean).toBeNull();
  expect(loading.find(productCriteria('!?', null), 0, true).set).toEqual({ only: [] });
});

it('finds nothing by rubbish', () => {
  for (const query of ['xqzw', '!!!', '的', 'çğü', '\u202E', 'x'.repeat(400)]) expect(find(query).head).toEqual([]);
});

it('completes what is typed', () => {
  const names = (typed: string) => search.complete(typed, 5).map(({ seq }) => seq);
  expect(names('küre')[0]).toBe(1);
  expect(names('kauç')).toEqual([2]);
  expect(names('famen')).toEqual([7]);
  expect(names('6204-2')).toEqual([4]);
  expect(names('')).toEqual([]);
});

describe('in the seeded market', () => {
  const market = rankedMarket(300);

  it('every word of a name finds its product', () => {
    const missed: string[] = [];
    let asked = 0;
    for (const { seq, texts } of market.documents)
      for (const text of texts.name.flatMap((name) => Object.values(name) as string[]))
        for (const { kind, start, end, terms } of tokensOf(text)) {
          const word = text.slice(start, end);
          if (kind !== 'word' || isStopWord(terms[0]!)) continue;
          asked++;
          if (!market.found(word).has(seq)) missed.push(`${word} of ${text}`);
        }
    expect(asked).toBeGreaterThan(2_000);
    expect(missed).toEqual([]);
  });

  it('every name finds its product', () => {
    const missed = market.documents.flatMap(({ seq, texts }) =>
      texts.name.flatMap((name) => Object.values(name) as string[]).filter((name) => !market.found(name).has(seq)),
    );
    expect(missed).toEqual([]);
  });
});

it.each(['brass valve', '"brass" valve'])(
  'finds the one that has all of %s behind many that say more of a part',
  (query) => {
    const goodsOf = (name: string, from: number) => Array.from({ length: 400 }, (_, at) => goods(from + at, name));
    const attributes = [{ en: `brass valve ${'of many other words '.repeat(9)}` }];
    const market = wordsOver([
      ...goodsOf('valve', 1),
      ...goodsOf('brass', 1_001),
      ...goodsOf('cable', 2_001),
      goods(5_000, 'machine', { texts: { attributes } }),
    ]);
    expect(market.full(query)).toEqual([5_000]);
    expect(market.find(query).isCut).toBe(false);
  },
);
