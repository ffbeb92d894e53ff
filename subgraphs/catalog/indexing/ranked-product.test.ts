import type { CompanyCard } from '../../../schema/events/company-card.ts';
import { NO_CONCEPTS } from '../../../test/kit/ranked-goods.ts';
import { Concepts } from '../language/concepts.ts';
import { UNSAID, type ProductRecord } from '../product/product.record.ts';
import { RankIndex } from '../ranking/rank-index.ts';
import { productDocument } from './product-document.ts';
import { categoryPath, productValues, seqOf } from './product-values.ts';
import { rankedCompany } from './ranked-company.ts';
import { rankedProduct } from './ranked-product.ts';
import { searchedTerms } from './searched-terms.ts';

const NOW = new Date('2026-05-01T00:00:00Z');
const product: ProductRecord = {
  ...UNSAID,
  _id: '0123456789ab00000000002a',
  companyId: 'c'.repeat(24),
  name: { tr: 'Küresel vana', en: 'Ball valve DN50' },
  description: { en: 'For water. Ball of steel.' },
  origins: {},
  categoryCode: '10.20.05',
  hsCode: '848180',
  attributes: [{ key: 'grade', value: { en: '304' } }],
  unit: 'C62',
  status: 'PUBLISHED',
  publishedAt: NOW,
  createdAt: NOW,
  updatedAt: NOW,
  version: 1,
};
const card: CompanyCard = {
  _id: product.companyId,
  traderRef: null,
  slug: 'firm',
  name: { tr: 'Örnek Vana A.Ş.' },
  country: 'TR',
  region: 'TR-34',
  city: { tr: 'İstanbul' },
  mainProducts: [{ en: 'valves' }],
  description: { en: 'Maker of valves' },
  categoryCodes: ['10.20.05', '10.30'],
  verifiedUntil: NOW,
  hidden: false,
  createdAt: NOW,
  version: 1,
};

it('ranks a product by its public texts, and narrows by codes and numbers alone', () => {
  const { id, seq, texts, codes, numbers } = rankedProduct(product, card);
  expect({ id, seq }).toEqual({ id: product._id, seq: 42 });
  expect(texts.name).toEqual([product.name]);
  expect(texts.supplier).toEqual([card.name]);
  expect(texts.attributes).toEqual(
    expect.arrayContaining([
      { en: '304' },
      { en: '848180' },
      { tr: 'İstanbul' },
      { tr: 'Türkiye', zh: '土耳其', en: 'Türkiye' },
    ]),
  );
  expect(codes).toMatchObject({
    country: 'TR',
    region: 'TR-34',
    c1: '10',
    c2: '10.20',
    c3: '10.20.05',
    currency: null,
  });
  expect(numbers).toMatchObject({
    verifiedUntil: NOW.getTime(),
    publishedAt: NOW.getTime(),
    priceMin: null,
    priceMax: null,
  });
  expect(Object.values(numbers).every((value) => value === null || Number.isFinite(value))).toBe(true);
});

it('ranks a company by its card', () => {
  const { texts, codes, numbers } = rankedCompany(card);
  expect(texts).toMatchObject({ name: [card.name], supplier: card.mainProducts, text: [card.description] });
  expect(codes).toMatchObject({ country: 'TR', region: 'TR-34', c2: ['10.20', '10.30'] });
  expect(numbers['verifiedUntil']).toBe(NOW.getTime());
});

it.each([
  ['KGM', '1500', 'TNE', '2', { moq: 2_000, moqUnit: 'KGM' }],
  ['C62', '10', null, '10', { moq: 10 }],
  ['C62', null, null, null, { moq: null, moqUnit: null }],
])('puts minimum quantities of %s into their base unit', (unit, _, minimumOrderUnit, minimumOrderQuantity, values) => {
  const changed = { ...product, unit, minimumOrderUnit, minimumOrderQuantity } as ProductRecord;
  expect(productValues(changed, card)).toMatchObject(values);
});

it.each([
  ['10', ['10']],
  ['10.20.05', ['10', '10.20', '10.20.05']],
])('knows the levels of %s', (code, path) => {
  expect(categoryPath(code)).toEqual(path);
});

it('counts the languages, prices and proofs of an offer, and numbers it by its id', () => {
  const bare = productValues({ ...product, description: {} }, { ...card, verifiedUntil: null });
  expect(productValues(product, card).rank).toBeGreaterThan(bare.rank);
  expect(bare).toMatchObject({ verifiedUntil: 0, priceMin: null });
  expect(seqOf('ffffffffffffffffffffffff')).toBe(2 ** 48 - 1);
});

it('gives the engine the terms that a query may ask for, once, those of the name apart', () => {
  const concepts = new Concepts([{ id: 'ball-valve', tr: ['küresel vana'], zh: ['球阀'], en: ['ball valve'] }]);
  const { title, words } = searchedTerms(rankedProduct(product, card), concepts);
  const [inTitle, inWords] = [title.split(' '), words.split(' ')];
  expect(inTitle).toEqual(expect.arrayContaining(['qz7ekballvalve', 'qball', 'qvalve', 'qdn50', 'qvana']));
  expect(inWords).toEqual(expect.arrayContaining(['q304', 'q848180', 'qwater']));
  expect(inWords.filter((term) => inTitle.includes(term))).toEqual([]);
  for (const term of [...inTitle, ...inWords]) expect(term).toMatch(/^[a-z0-9]+$/);
  expect(new Set(inWords).size).toBe(inWords.length);
  expect([...inTitle, ...inWords].filter((term) => /^qz7e[^k]/.test(term))).toEqual([]);
  expect(searchedTerms(rankedProduct(product, card), NO_CONCEPTS).title).not.toContain('z7e');
});

it('makes the same search document, to the byte, whether its texts were read for the ranking before or not', () => {
  const known = [{ id: 'ball-valve', tr: ['küresel vana'], zh: ['球阀'], en: ['ball valve'] }];
  const concepts = new Concepts(known);
  const written = (of: Concepts): string => JSON.stringify(productDocument(product, card, of));
  const index = new RankIndex(() => concepts);
  const made: string[] = [];
  for (let turn = 0; turn < 4; turn++) {
    if (turn % 2 === 1) index.put([rankedProduct(product, card)]);
    made.push(written(concepts), written(new Concepts(known)));
  }
  expect(new Set(made).size).toBe(1);
});
