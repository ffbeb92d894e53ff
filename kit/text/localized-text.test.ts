import { textFor } from './localized-text.ts';

it.each([
  ['TR', { tr: 'vana', zh: '阀门', en: 'valve' }, 'vana'],
  ['ZH', { tr: 'vana', zh: '阀门', en: 'valve' }, '阀门'],
  ['EN', { tr: 'vana', zh: '阀门', en: 'valve' }, 'valve'],
  ['TR', { zh: '阀门', en: 'valve' }, 'valve'],
  ['TR', { zh: '阀门' }, '阀门'],
  ['ZH', { tr: 'vana' }, 'vana'],
  ['EN', { tr: 'vana', zh: '阀门' }, 'vana'],
  ['EN', {}, ''],
] as const)('a reader of %s gets of %j: %s', (locale, texts, expected) => {
  expect(textFor(texts, locale)).toBe(expected);
});
