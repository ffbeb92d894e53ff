import type { Locale } from '../../../kit/text/localized-text.ts';
import { senderName } from './sender-name.ts';

it.each<[Locale, string, string]>([
  ['TR', 'Anka, Trade Directory aracılığıyla', 'Bir alıcı, Trade Directory aracılığıyla'],
  ['ZH', 'Anka（经由 Trade Directory）', '采购商（经由 Trade Directory）'],
  ['EN', 'Anka via Trade Directory', 'A buyer via Trade Directory'],
])('says in the reader’s language by way of whom somebody writes: %s', (locale, named, nameless) => {
  expect([senderName('Anka', locale), senderName(null, locale)]).toEqual([named, nameless]);
});
