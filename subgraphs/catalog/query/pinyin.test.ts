import { goods, indexOf, named } from '../../../test/kit/ranked-goods.ts';
import { Pinyin } from './pinyin.ts';

const index = indexOf(named({ zh: '不锈钢阀门' }, { zh: '阀门' }, { zh: '法兰' }, { zh: '轴承' }, { en: 'famen' }));
const sounds = new Pinyin(() => index.vocabulary);

it.each([
  ['famen', '阀门'],
  ['fam', '阀门'],
  ['falan', '法兰'],
  ['zhoucheng', '轴承'],
  ['buxiugang', '不锈钢'],
])('hears in %s the word %s', (letters, word) => {
  expect(sounds.beginningWith(letters, 10)).toContain(word);
});

it('hears the most usual first, so many, and no Latin word', () => {
  expect(sounds.beginningWith('fa', 10)).toEqual(['阀门', '法兰']);
  expect(sounds.beginningWith('fa', 1)).toEqual(['阀门']);
  expect(sounds.beginningWith('xyz', 10)).toEqual([]);
});

it.each([
  ['famenfalan', ['阀门']],
  ['famenfa', ['阀门']],
  ['famne', ['阀门']],
  ['famenn', ['阀门']],
  ['falen', ['阀门', '法兰']],
  ['zhouceng', ['轴承']],
  ['zhuocheng', ['轴承']],
  ['buxugang', ['不锈钢']],
  ['famenxyz', []],
  ['fmn', []],
  ['ruler', []],
])('takes %s, which begins no word, for %p', (letters, words) => {
  expect(sounds.beginningWith(letters, 10)).toEqual([]);
  expect(sounds.meantBy(letters, 10)).toEqual(words);
});

it('hears words that came later, and none of an index that was cleared', () => {
  index.put([goods(9, { zh: '水泵' })]);
  expect(sounds.beginningWith('shuibeng', 3)).toEqual(['水泵']);
  index.clear();
  expect(sounds.beginningWith('famen', 3)).toEqual([]);
});
