import { companies } from '../../../seed/company/companies.ts';
import { products } from '../../../seed/product/products.ts';
import { productRecordOf } from '../../../seed/write-market.ts';
import { featuresOf } from './features.ts';
import { SimilarIndex, type Shelved } from './similar-index.ts';

const id = (number: number) => number.toString(16).padStart(24, '0');
const product = (number: number, name: string, changes: Partial<Shelved> = {}): Shelved => ({
  _id: id(number),
  companyId: `c${number}`,
  categoryCode: '10.20.05',
  name: { en: name },
  attributes: [],
  hsCode: null,
  ...changes,
});
const filled = (...shelved: Shelved[]): SimilarIndex => {
  const index = new SimilarIndex();
  for (const one of shelved) index.put(one);
  return index;
};
const ids = (index: SimilarIndex, of: Shelved, first = 10) => index.similarTo(of, first).map((found) => found.id);

const ball = product(1, 'ball valve DN50 316');
const other = product(2, 'ball valve DN50 304');
const gate = product(3, 'gate valve DN80 bronze');
const pump = product(4, 'water pump 5 kW');

it('finds the likest first, says why, and never the product itself', () => {
  const index = filled(ball, other, gate, pump);
  const found = index.similarTo(ball, 10);
  expect(found.map((one) => one.id)).toEqual([other._id, gate._id, pump._id]);
  const [best] = found;
  expect(best!.similarity.score).toBeGreaterThan(found[1]!.similarity.score);
  expect(best!.similarity.score).toBeLessThanOrEqual(1);
  expect(best!.similarity.reasons.map(({ shared }) => shared).toSorted()).toEqual([
    'ball',
    'category',
    'dn50',
    'valve',
  ]);
});

it('forgets what was removed, and compares what was replaced by its new content and category', () => {
  const index = filled(ball, other, gate);
  index.remove(other._id);
  index.remove(other._id);
  index.remove(id(99));
  expect(ids(index, ball)).toEqual([gate._id]);
  index.put(product(3, 'garden chair', { categoryCode: '70.10.01' }));
  expect(ids(index, ball)).toEqual([]);
  index.put(gate);
  expect(ids(index, ball)).toEqual([gate._id]);
});

it('packs its shelves without losing anybody', () => {
  const many = Array.from({ length: 600 }, (_, number) => product(number + 10, `ball valve size ${number}`));
  const index = filled(ball, ...many);
  for (let round = 0; round < 3; round++) for (const one of many) index.put(one);
  for (const one of many.slice(0, 590)) index.remove(one._id);
  expect(ids(index, ball, 100).toSorted()).toEqual(many.slice(590).map(({ _id }) => _id));
});

it('shows at most four of one company', () => {
  const own = Array.from({ length: 8 }, (_, number) => product(number + 10, 'ball valve', { companyId: 'one' }));
  const found = ids(filled(ball, gate, ...own), ball, 100);
  expect(found.filter((one) => own.some(({ _id }) => _id === one))).toHaveLength(4);
  expect(found).toContain(gate._id);
});

it('answers alike whatever the order in which products came', () => {
  const market = [...products([...companies(30)], 900)].map(productRecordOf);
  const [one, two] = [filled(...market), filled(...market.toReversed())];
  for (const record of market.slice(0, 40)) expect(two.similarTo(record, 12)).toEqual(one.similarTo(record, 12));
});

it('finds the same without saying why', () => {
  const index = filled(ball, other, gate, pump);
  const scored = (found: { id: string; similarity: { score: number } }) => [found.id, found.similarity.score];
  for (const one of [ball, product(9, 'ball valve bronze')]) {
    const unexplained = index.similarTo(one, 10, false);
    expect(unexplained.map(scored)).toEqual(index.similarTo(one, 10).map(scored));
    expect(unexplained.flatMap(({ similarity }) => similarity.reasons)).toEqual([]);
  }
});

it('compares words of all languages folded, sizes and codes whole', () => {
  const name = { tr: 'Küresel VANA DN50', zh: '不锈钢阀门', en: 'Ball-valve 1/2' };
  const features = featuresOf({ name, attributes: [{ value: { en: '316L' } }], hsCode: '848180' });
  expect(features).toEqual(expect.arrayContaining(['kuresel', 'vana', 'dn50', '阀门', '1/2', '316l', 'hs 848180']));
  expect(new Set(features).size).toBe(features.length);
});
