import { randomBytes } from 'node:crypto';
import { masked } from '../inquiry/buyer-addresses.ts';
import { likenessOf } from './likeness.ts';
import { suspicionOf } from './suspicion.ts';

const OFFER =
  'Dear supplier, we buy gate valves DN50 PN16 in cast steel for a project in Izmir and need 200 pieces delivered by March. Please send your best price.';
const key = randomBytes(16);
const shared = (one: string, other: string, by = key): number => {
  const marks = new Set(likenessOf(one, key));
  return likenessOf(other, by).filter((mark) => marks.has(mark)).length;
};

it('knows a text again that was changed a little, and tells others apart', () => {
  expect(shared(OFFER, OFFER.replace('200', '350').toUpperCase())).toBe(4);
  expect(shared(OFFER, OFFER.replace('Dear supplier', 'Hello'))).toBeGreaterThan(0);
  const other =
    'Guten Tag, wir suchen einen Hersteller von Kugelhähnen aus Messing für unser Lager in Hamburg und bitten um ein Angebot.';
  expect(shared(OFFER, other)).toBe(0);
});

it('says nothing of a short text, nor to whoever has not the key', () => {
  expect(likenessOf('Please send your price list.', key)).toEqual([]);
  expect(shared(OFFER, OFFER, randomBytes(16))).toBe(0);
});

it.each<[string, string | null]>([
  [OFFER, null],
  ['Write to me at buyer@valves.com.tr or ali.veli@mail.example.com please.', null],
  ['Pressure 3.5 bar, size 1.25 in.', null],
  ['See https://evil.example/login', 'LINK'],
  ['See WWW.evil.example', 'LINK'],
  ['Our shop is cheap-valves.top, visit', 'LINK'],
  ['请看 cheap.cn/a', 'LINK'],
  ['Pay by Western\u00a0Union, dear friend', 'WORD'],
  ['En iyi BAHİS sitesi', 'WORD'],
  ['我们可以代 开发票', 'WORD'],
  ['The casinos of the casinoğ', null],
])('holds back what leads away or says what swindlers say: %s', (text, reason) => {
  expect(suspicionOf(text)).toBe(reason);
});

it('shows of a masked address that there is one', () => {
  expect(masked('ayse.yilmaz@valves.com.tr')).toBe('a…@v….tr');
  expect(masked('王@例子.example')).toBe('王…@例….example');
});
