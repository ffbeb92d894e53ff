import { Vocabulary } from './vocabulary.ts';
import { indexOf, named } from '../../../test/kit/ranked-goods.ts';
import { rarity, rarityOf, unknownRarity } from './weights.ts';

it('numbers each term once and remembers how it was first written', () => {
  const vocabulary = new Vocabulary();
  const number = vocabulary.add('celik', 'Çelik');
  expect(vocabulary.add('celik', 'ÇELİKLER')).toBe(number);
  expect(vocabulary.written(number)).toBe('çelik');
  expect(vocabulary.written(vocabulary.add('isi', 'ISI'))).toBe('ısı');
  expect(vocabulary.written(vocabulary.add('dn50', 'DN-50'))).toBe('dn50');
  expect(vocabulary.written(vocabulary.add('vana'))).toBe('vana');
  expect(vocabulary.number('constructor')).toBeUndefined();
  expect(vocabulary.count('pompa')).toBe(0);
});

it('says more of rarer terms, and of an unknown one as much as of a rare one', () => {
  expect(rarity(1_000, 1)).toBeGreaterThan(rarity(1_000, 10));
  expect(rarity(1_000, 1_000)).toBeGreaterThan(0);
  expect(unknownRarity(1_000)).toBeLessThanOrEqual(rarity(1_000, 1));
  expect(unknownRarity(1_000)).toBeGreaterThan(rarity(1_000, 100));
  expect(unknownRarity(0)).toBeGreaterThan(-Infinity);
});

it('does not count holes', () => {
  const index = indexOf(named('brass valve', 'steel valve', 'steel pipe'));
  const before = rarityOf(index, 'valve');
  for (let times = 0; times < 5; times++) index.put(named('brass valve', 'steel valve', 'steel pipe'));
  expect(rarityOf(index, 'valve')).toBeCloseTo(before, 10);
  expect(rarityOf(index, 'nothing')).toBe(unknownRarity(3));
});
