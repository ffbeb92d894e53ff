import { bm25Tokens } from './bm25-tokens.ts';
import { Bm25System, idf, saturation } from './bm25.system.ts';
import { IndexIds } from './index-ids.ts';

it.each([
  ['Çelik KÜRESEL Vana, DN50', ['celik', 'kuresel', 'vana', 'dn50']],
  ['İstanbul ıspanak', ['istanbul', 'ispanak']],
  ['304不锈钢管', ['304', '不锈', '锈钢', '钢管']],
  ['阀 DN50 球阀', ['阀', 'dn50', '球阀']],
  ['ＤＮ５０ 1.4301', ['dn50', '1', '4301']],
  ['— / —', []],
])('the tokens of %j', (text, tokens) => {
  expect(bm25Tokens(text)).toEqual(tokens);
});

const system = new Bm25System();
const search = async (query: string, first = 10) => (await system.search(query, 'EN', first)).ids;

beforeAll(() =>
  system.load([
    { id: 'long', title: { en: 'valve' }, brand: null, text: { en: 'a pump and many other words that say little' } },
    { id: 'short', title: { en: 'valve' }, brand: null, text: { en: 'seat' } },
    { id: 'twice', title: { en: 'pump pump' }, brand: 'Acme', text: { zh: '水泵' } },
    { id: 'other', title: { en: 'chair' }, brand: null, text: {} },
  ]),
);

describe('BM25', () => {
  it('prefers short documents, rare words and words said often', async () => {
    expect(await search('valve')).toEqual(['short', 'long']);
    expect(await search('pump')).toEqual(['twice', 'long']);
    expect(await search('pump seat', 1)).toEqual(['short']);
  });

  it('reads all fields and languages, and finds nothing where no word is', async () => {
    expect(await search('acme 水泵')).toEqual(['twice']);
    expect(await search('tractor')).toEqual([]);
  });

  it('is what one reckons by hand', () => {
    expect(idf(2, 2)).toBeCloseTo(Math.log(1.2));
    expect(idf(10, 0)).toBeCloseTo(Math.log(22));
    expect(saturation(1, 1)).toBeCloseTo(1);
    // 2 × 2.2 / (2 + 1.2 × (0.25 + 0.75 × 3)) = 4.4 / 5
    expect(saturation(2, 3)).toBeCloseTo(0.88);
  });
});

it('ids of any form go into an index and come back', () => {
  const ids = new IndexIds();
  const given = ['https://example/ü?x=1', '', '00000000-0000', 'x'.repeat(600)];
  const taken = given.map((id) => ids.of(id));
  for (const id of taken) expect(id).toMatch(/^[0-9a-f]{24}$/);
  expect(taken.map((id) => ids.back(id))).toEqual(given);
  expect(() => ids.back('f'.repeat(24))).toThrow('Expected an id that was given out');
});
