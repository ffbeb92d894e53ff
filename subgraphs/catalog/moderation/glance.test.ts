import { companies } from '../../../seed/company/companies.ts';
import { products } from '../../../seed/product/products.ts';
import { Glance } from './glance.ts';
import { PROHIBITED_RULES } from './prohibited/rules.ts';
import { written } from './spelling.ts';
import { WordList } from './word-list.ts';

const listed = PROHIBITED_RULES.flatMap(({ groups }) => groups.flatMap(({ words }) => Object.values(words).flat()));
const list = new WordList(listed, []);
const glance = new Glance(listed);
const holds = (text: string): boolean => list.foundIn([written(text)]).length > 0;

const ways: readonly [string, (word: string) => string][] = [
  ['as listed', (word) => word],
  ['in capitals', (word) => word.toUpperCase()],
  ['in Turkish capitals', (word) => word.toLocaleUpperCase('tr')],
  ['with an ending', (word) => `${word}lar`],
  ['behind an apostrophe', (word) => `${word}’in`],
  ['spelled out', (word) => [...word].join(' ')],
  ['spelled out with points', (word) => [...word].join('·')],
  ['with something invisible', (word) => [...word].join('\u200b')],
  ['with soft hyphens', (word) => [...word].join('\u00ad')],
  ['in full width', (word) => word.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))],
  ['in pieces of their own', (word) => word.normalize('NFD')],
  ['in look-alikes', (word) => word.replaceAll('a', 'а').replaceAll('o', 'о')],
  ['with other blanks', (word) => word.replaceAll(' ', '\u00a0\n')],
  ['beside Chinese characters', (word) => `上${word}等`],
  ['between signs', (word) => `(${word})，`],
];

it.each(ways)('overlooks nothing that the lists find: %s', (_, way) => {
  const texts = listed.flatMap((word) => [way(word), `Good ${way(word)}, 12 mm × 3`, `çok ${way(word)} iyi`]);
  expect(texts.filter(holds).length).toBeGreaterThan(0);
  expect(texts.filter((text) => holds(text) && !glance.mayHold(text))).toEqual([]);
});

it('lets nearly all of an ordinary market be, and what it lets be the lists let be', () => {
  const texts = [...products([...companies(50)], 1_000)].flatMap(({ name, description }) => [
    ...Object.values(name),
    ...Object.values(description),
  ]);
  expect(texts.filter((text) => holds(text) && !glance.mayHold(text))).toEqual([]);
  expect(texts.filter((text) => glance.mayHold(text)).length / texts.length).toBeLessThan(0.05);
});

it('answers the same when it has forgotten what it had seen', () => {
  const seen = ['rifle', 'cocaine', 'valve', 'human organs', 'human hands'];
  const before = seen.map((text) => glance.mayHold(text));
  expect(before).toEqual([true, true, false, true, false]);
  for (let n = 0; n < 50_000; n++) glance.mayHold(`word${n}`);
  expect(seen.map((text) => glance.mayHold(text))).toEqual(before);
});
