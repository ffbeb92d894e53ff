import type { TextTerms } from './document-terms.ts';
import { Orders } from './orders.ts';
import { Vocabulary } from './vocabulary.ts';

const text = (order: string[]): TextTerms => ({
  field: 'name',
  kind: 'name tr',
  counts: new Map(),
  length: order.length,
  order,
  written: new Map(),
});

it('keep the words of documents in their order, also where the first has none', () => {
  const [orders, vocabulary] = [new Orders(), new Vocabulary()];
  orders.put(0, [text(['vana'])], vocabulary);
  orders.put(1, [text(['kuresel', 'vana'])], vocabulary);
  expect([...orders.of(0)]).toEqual([]);
  expect([...orders.of(1)].slice(0, 2).map((number) => vocabulary.terms[number])).toEqual(['kuresel', 'vana']);
});

it('keep them where a block is full to its end, and where the living move together', () => {
  const [orders, vocabulary] = [new Orders(), new Vocabulary()];
  const words = Array.from({ length: 255 }, (_, index) => `w${index}`);
  const documents = 1_100;
  for (let document = 0; document < documents; document++)
    orders.put(document, document % 100 === 24 ? [] : [text(words)], vocabulary);
  const lengths = () => Array.from({ length: 3 }, (_, index) => orders.of(1_023 + index).length);
  expect(lengths()).toEqual([256, 0, 256]);
  orders.renumber(Int32Array.from({ length: documents }, (_, document) => (document === 0 ? -1 : document - 1)));
  expect([orders.of(1_022).length, orders.of(1_023).length]).toEqual([256, 0]);
});
