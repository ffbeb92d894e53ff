import 'reflect-metadata';
import { Concepts } from '../language/concepts.ts';
import { goods, wordsOver } from '../../../test/kit/ranked-goods.ts';
import { explanationOf, highlightsOf, matchedLocale, termsOf, type Told, type ToldHit } from './edge.presenter.ts';
import { textsOfCompany, textsOfProduct, type HitText } from './hit-text.ts';

const TERMS = [{ id: 'ball-valve', tr: ['küresel vana'], zh: ['球阀'], en: ['ball valve'] }];
const concepts = new Concepts(TERMS);
const NAME = { tr: 'Pirinç küresel vana DN50', zh: '黄铜球阀', en: 'Brass ball valve DN50' };
const { index, find } = wordsOver([goods(1, NAME), goods(2, 'Brass nut'), goods(3, 'Rubber gasket')], TERMS);
const told = (query: string, locale: Told['locale'] = 'EN', lifted: number[] = []): Told => ({
  index,
  concepts,
  words: { ...find(query), lifted: new Set(lifted) },
  locale,
});
const texts: HitText[] = [
  { field: 'name', locale: 'TR', text: NAME.tr },
  { field: 'name', locale: 'ZH', text: NAME.zh },
  { field: 'name', locale: 'EN', text: NAME.en },
  { field: 'attributes', locale: null, text: 'DN50 | <PN16>' },
];
const hit: ToldHit = { seq: 1, verifiedUntil: 0, texts };

it.each([
  ['ball valve', 'TR', 'TR'],
  ['ball valve', 'ZH', 'ZH'],
  ['brass ball valve', 'TR', 'EN'],
  ['pirinç küresel vana', 'EN', 'TR'],
  ['pirinç küresel vana DN50', 'ZH', 'TR'],
  ['黄铜球阀', 'EN', 'ZH'],
  ['gasket', 'EN', null],
] as const)('says that %s, read in %s, was found in %s', (query, locale, matched) => {
  expect(matchedLocale(told(query, locale), hit)).toBe(matched);
});

it('marks what was found, field by field, and nothing that was not', () => {
  expect(highlightsOf(told('ball valve dn50'), hit)).toEqual([
    { field: 'name', html: 'Pirinç <em>küresel vana</em> <em>DN50</em>' },
    { field: 'name', html: '黄铜<em>球阀</em>' },
    { field: 'name', html: 'Brass <em>ball valve</em> <em>DN50</em>' },
    { field: 'attributes', html: '<em>DN50</em> | &lt;PN16&gt;' },
  ]);
  expect(highlightsOf(told('gasket'), hit)).toEqual([]);
});

it('explains a hit that was ranked', () => {
  const explanation = explanationOf(told('brass ball valve'), hit);
  expect(explanation).toMatchObject({
    stage: 'RANKED',
    sponsored: false,
    share: 1,
    matchedLocale: 'EN',
    verifiedUntil: null,
    publishedAt: null,
  });
  expect(explanation.parts.map(({ word, fields }) => ({ word, fields }))).toEqual([
    { word: 'brass', fields: ['name'] },
    { word: 'ball valve', fields: ['name'] },
  ]);
  const sum = explanation.parts.reduce((all, { contribution }) => all + contribution!, explanation.neighbours!);
  expect(sum * explanation.share!).toBeCloseTo(explanation.score!, 4);
});

it('explains a hit that stands in the engine’s order, and one that is sponsored', () => {
  const inEngine = explanationOf(told('brass'), {
    ...hit,
    seq: 77,
    verifiedUntil: Date.now() + 60_000,
    publishedAt: 5,
  });
  expect(inEngine).toMatchObject({ stage: 'ENGINE', score: null, share: null, neighbours: null, sponsored: false });
  expect(inEngine.parts[0]).toMatchObject({ rarity: null, contribution: null });
  expect(inEngine.verifiedUntil).toBeInstanceOf(Date);
  expect(inEngine.publishedAt).toEqual(new Date(5));
  expect(explanationOf(told('brass', 'EN', [1]), hit)).toMatchObject({ stage: 'SPONSORED', sponsored: true });
  expect(explanationOf(told('brass'), { ...hit, verifiedUntil: Date.now() - 1 }).verifiedUntil).toBeNull();
});

it('explains a hit alike when documents were numbered anew meanwhile', () => {
  const before = told('brass ball valve');
  const first = explanationOf(before, hit);
  const others = Array.from({ length: 10 }, (_, at) => goods(100 + at, 'filler'));
  for (let times = 0; times < 450; times++) index.put(others);
  for (const { seq } of others) index.remove(seq);
  index.put([goods(1, NAME)]);
  const again = explanationOf(before, hit).parts.map(({ contribution }) => contribution! > 0);
  expect(again).toEqual(first.parts.map(({ contribution }) => contribution! > 0));
});

it('knows the terms by which anything was found', () => {
  expect([...termsOf(told('brass ball valve').words)]).toEqual(
    expect.arrayContaining(['brass', '~kballvalve', 'ball', 'valve']),
  );
});

describe('the texts of a hit', () => {
  it('are those of a product that are there', () => {
    const product = { name_tr: 'Vana', name_en: '', text_zh: '阀门', terms: 'DN50', card: { name: { en: 'Firm' } } };
    expect(textsOfProduct(product as never)).toEqual([
      { field: 'name', locale: 'TR', text: 'Vana' },
      { field: 'company.name', locale: 'EN', text: 'Firm' },
      { field: 'description', locale: 'ZH', text: '阀门' },
      { field: 'attributes', locale: null, text: 'DN50' },
    ]);
  });

  it('are those of a company that are there', () => {
    const company = { card: { name: { tr: 'Firma', zh: '公司' } }, products: 'vana', text_tr: 'Vana yapar' };
    expect(textsOfCompany(company as never).map(({ field, locale }) => [field, locale])).toEqual([
      ['name', 'TR'],
      ['name', 'ZH'],
      ['mainProducts', null],
      ['description', 'TR'],
    ]);
  });
});
