import { Concepts } from '../language/concepts.ts';
import { goods, NO_CONCEPTS } from '../../../test/kit/ranked-goods.ts';
import { documentTerms } from './document-terms.ts';

const concepts = new Concepts([{ id: 'ball-valve', tr: ['küresel vana'], zh: ['球阀'], en: ['ball valve'] }]);
const ofName = (name: object, known = concepts) =>
  documentTerms(goods(1, name), known).map(({ kind, counts, length, order }) => ({
    kind,
    length,
    order,
    terms: [...counts.keys()],
  }));

it('reads each language by itself, with its concepts and what the goods are', () => {
  const [tr, zh, en] = ofName({ tr: 'Pirinç küresel vanalar', zh: '黄铜球阀', en: 'Brass ball valves DN50' });
  expect([tr!.kind, zh!.kind, en!.kind]).toEqual(['name tr', 'name zh', 'name en']);
  for (const text of [tr!, zh!, en!])
    expect(text.terms).toEqual(expect.arrayContaining(['~kballvalve', '~h~kballvalve']));
  expect(tr!.terms).toEqual(expect.arrayContaining(['pirinc', 'vana', '~hvana', '~trvanal']));
  expect(tr!.terms).not.toContain('~hpirinc');
  expect(en!.order).toEqual(['brass', 'ball', 'valve', 'dn50']);
  expect(en!.terms).not.toContain('~hdn50');
});

it('counts how often a word stands in a text', () => {
  const [text] = documentTerms(
    goods(1, {}, { texts: { text: [{ en: 'valve, valves and a VALVE for pipes' }] } }),
    NO_CONCEPTS,
  );
  expect(text).toMatchObject({ field: 'text', length: 4, order: ['valve', 'valve', 'valve', 'pipe'] });
  expect(text!.counts.get('valve')).toBe(3);
  expect(text!.counts.has('and')).toBe(false);
});

it('marks single characters of long Chinese texts, which say little', () => {
  const [name] = ofName({ zh: '阀' }, NO_CONCEPTS);
  const [text] = documentTerms(goods(1, {}, { texts: { text: [{ zh: '阀' }] } }), NO_CONCEPTS);
  expect(name!.terms).toContain('阀');
  expect([...text!.counts.keys()]).toEqual(['~s阀']);
});

it('reads the same text alike each time, for each set of concepts', () => {
  const card = (known: Concepts) =>
    documentTerms(goods(1, {}, { texts: { attributes: [{ en: 'ball valve' }] } }), known)[0]!.counts;
  expect(card(concepts).has('~kballvalve')).toBe(true);
  expect(card(NO_CONCEPTS).has('~kballvalve')).toBe(false);
  expect(card(concepts)).toEqual(card(concepts));
});

it('reads a name and a long text once for the two who read them, and keeps neither for a third', () => {
  const document = goods(1, { en: 'Ball valve' }, { texts: { text: [{ en: 'valves for pipes '.repeat(10) }] } });
  const [first, second, third] = [1, 2, 3].map(() => documentTerms(document, concepts));
  for (const at of first!.keys()) {
    expect(second![at]).toBe(first![at]);
    expect(third![at]).not.toBe(first![at]);
  }
  expect(third).toEqual(first);
});

it('reads long texts up to a bound', () => {
  const [text] = documentTerms(goods(1, {}, { texts: { text: [{ en: `${'word '.repeat(1_000)}end` }] } }), NO_CONCEPTS);
  expect(text!.counts.has('end')).toBe(false);
  expect(text!.length).toBeLessThanOrEqual(500);
});
