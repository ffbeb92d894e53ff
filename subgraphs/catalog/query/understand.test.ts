import { Concepts } from '../language/concepts.ts';
import { goods, indexOf, named } from '../../../test/kit/ranked-goods.ts';
import { RankIndex } from '../ranking/rank-index.ts';
import { MOST_UNITS } from '../ranking/rank.ts';
import { completed } from './completed.ts';
import { Spelling } from './spelling.ts';
import { MOST_UNKNOWN, understand } from './understand.ts';
import { requiredTerms } from './understood.ts';

const concepts = new Concepts([
  { id: 'valve', tr: ['vana'], zh: ['阀门', '阀'], en: ['valve'] },
  { id: 'ball-valve', tr: ['küresel vana'], zh: ['球阀'], en: ['ball valve'] },
  { id: 'unsold', tr: ['gemi'], zh: ['船'], en: ['ship'] },
]);
const times = (name: object | string, from: number) => [0, 1, 2].map((more) => goods(from + more, name));
const index = new RankIndex(() => concepts);
index.put([
  ...times({ tr: 'Pirinç küresel vana DN50', en: 'Brass ball valve DN50 3/4"', zh: '黄铜球阀' }, 1),
  ...times({ tr: 'Kauçuk conta', en: 'Rubber gasket' }, 11),
  ...times({ en: 'Deep groove bearing 6204-2RS' }, 21),
  ...times({ zh: '不锈钢钢管', en: 'Pipe 304', tr: 'Boru' }, 31),
  ...times({ en: 'Gate valve 8481.80' }, 41),
]);
const spelling = new Spelling(() => index.vocabulary);
const reading = { vocabulary: index.vocabulary, concepts, spelling };
const read = (query: string) => understand(query, reading);

it.each([
  ['ball valve', ['~kballvalve']],
  ['brass ball valves', ['brass', '~kballvalve']],
  ['球阀', ['~kballvalve']],
  ['küresel vanaları', ['~kballvalve']],
  ['valve ball', ['~kvalve', 'ball']],
  ['kauçuklu contaların', ['kaucuk', 'conta']],
  ['DN 50 vana', ['dn50', '~kvalve']],
  ['3/4 inç', ['3o4in']],
  ['3/4英寸球阀', ['3o4in', '~kballvalve']],
  ['62042RS', ['62042rs']],
  ['6204 2RS', ['6204', '2rs']],
  ['HS 8481.80', ['848180']],
  ['GTİP: 848180', ['848180']],
  ['hs code 8481 80', ['848180']],
  ['海关编码：8481.80', ['848180']],
  ['304不锈钢管', ['304', '不锈', '锈钢', '管']],
  ['不鏽鋼', ['不锈', '锈钢']],
  ['valve valve valves', ['~kvalve']],
  ['what is a valve', ['~kvalve']],
  ['the of', ['the', 'of']],
  ['', []],
  ['?!', []],
])('reads %j as %j', (query, terms) => {
  expect(requiredTerms(read(query))).toEqual(terms);
});

it('takes a word as it stands where no document has its concept', () => {
  expect(requiredTerms(read('ship'))).toEqual(['ship']);
});

it('knows the places of what it asks for', () => {
  const query = 'Brass ball valves 6204-2RS';
  expect(read(query).units.map(({ start, end }) => query.slice(start, end))).toEqual([
    'Brass',
    'ball valves',
    '6204-2RS',
  ]);
});

it.each([
  ['rubbr gasket', 'rubber gasket', ['rubber', 'gasket']],
  ['ruber gaskt', 'rubber gasket', ['rubber', 'gasket']],
  ['kaucuk cnta', 'kaucuk conta', ['kaucuk', 'conta']],
  ['rubber gasket', null, ['rubber', 'gasket']],
  ['6205-2RS', null, ['6205', '2rs']],
  ['dn51', null, ['dn51']],
  ['xqzwkj', null, ['xqzwkj']],
])('reads %s as %s', (query, meant, terms) => {
  const { didYouMean, units } = read(query);
  expect(didYouMean).toBe(meant);
  expect(requiredTerms({ units })).toEqual(terms);
});

it('asks for no more than can be told apart, the rarest first', () => {
  const letters = (at: number) => String.fromCharCode(97 + at);
  const words = Array.from({ length: 30 }, (_, at) => `q${letters(at % 26)}x${letters((at * 7) % 26)}k${at}`);
  const { units } = read(`rubber ${words.join(' ')}`);
  expect(units).toHaveLength(MOST_UNITS);
  expect(units.map(({ start }) => start)).toEqual(units.map(({ start }) => start).toSorted((a, b) => a - b));
  expect(requiredTerms({ units })).not.toContain('rubber');
});

it('lets the very words speak beside their concept, and never twice', () => {
  const { bonuses, units, pairs } = read('brass ball valve');
  const terms = bonuses.map(({ term }) => term);
  expect(terms).toEqual(expect.arrayContaining(['ball', 'valve', '~h~kballvalve']));
  expect(terms).not.toContain('brass');
  expect(new Set(terms).size).toBe(terms.length);
  expect(pairs).toEqual([['brass', 'ball'], ['ball', 'valve']]); // prettier-ignore
  expect(units.flatMap((unit) => unit.terms).every(({ weight }) => weight > 0 && weight <= 1)).toBe(true);
});

it('keeps quoted words beside each other, in every language', () => {
  expect(read('"rubber gasket"').phrases).toEqual([['rubber', 'gasket']]);
  expect(requiredTerms(read('"不锈钢"'))).toEqual(['不锈', '锈钢']);
  expect(read('rubber gasket').phrases).toEqual([]);
});

describe('a text of many words that nothing has', () => {
  const slips = (count: number) =>
    Array.from({ length: count }, (_, at) => `gask${String.fromCharCode(98 + (at % 25)).repeat(3 + at)}`).join(' ');
  class Counting extends Spelling {
    asked = 0;
    override corrections(words: readonly string[], most: number): string[] {
      this.asked++;
      return super.corrections(words, most);
    }
  }
  const counting = () => new Counting(() => index.vocabulary);

  it('is taken as it stands', () => {
    expect(read(`rubbr ${slips(MOST_UNKNOWN - 1)}`).didYouMean).toMatch(/^rubber /);
    expect(read(`rubbr ${slips(MOST_UNKNOWN)}`).didYouMean).toBeNull();
  });

  it('is not looked up word by word, and as it is typed only at its end', () => {
    const asked = counting();
    understand(`${slips(20)} ${slips(20).replaceAll(' ', '-')}`, { ...reading, spelling: asked });
    expect(asked.asked).toBe(0);
    completed(slips(20), { ...reading, spelling: asked });
    expect(asked.asked).toBeGreaterThan(0);
    expect(asked.asked).toBeLessThanOrEqual(8);
    expect(
      completed(`${slips(20)} rubber gas`, reading)
        .units.at(-1)
        ?.terms.map(({ term }) => term),
    ).toContain('gasket');
  });
});

it('is pure', () => {
  expect(read('ruber ball valve 6204')).toEqual(read('ruber ball valve 6204'));
});

describe('what was typed so far', () => {
  const terms = (typed: string) => completed(typed, reading).units.map((unit) => unit.terms.map(({ term }) => term));

  it.each([
    ['rub', ['rubber']],
    ['rubber gas', ['rubber', 'gasket']],
    ['rubber g', ['rubber', 'gasket']],
    ['ruber gas', ['rubber', 'gasket']],
    ['kauç', ['kaucuk']],
    ['KAUÇUKL', ['kaucuk']],
    ['dn5', ['dn50']],
    ['6204-2r', ['62042rs']],
    ['不锈', ['不', '锈']],
    ['qiufa', ['球阀']],
    ['gangguan', ['钢管']],
    ['qiu fa', ['球阀']],
  ])('%j may become %j', (typed, wanted) => {
    const units = terms(typed);
    expect(units).toHaveLength(wanted.length);
    wanted.forEach((term, at) => expect(units[at]).toContain(term));
  });

  it.each(['', ' ', '!', 'zzzzqq'])('%j becomes nothing', (typed) => {
    expect(terms(typed)).toEqual([]);
  });
});

it('reads an empty market', () => {
  const empty = indexOf(named());
  const nothing = { vocabulary: empty.vocabulary, concepts, spelling: new Spelling(() => empty.vocabulary) };
  expect(requiredTerms(understand('ball valve', nothing))).toEqual(['ball', 'valve']);
  expect(completed('ball', nothing).units).toEqual([]);
});
