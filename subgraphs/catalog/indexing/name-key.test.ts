import { products } from '../../../seed/product/products.ts';
import { companies } from '../../../seed/company/companies.ts';
import { LOCALES, TEXT_KEY, type Locale } from '../../../kit/text/localized-text.ts';
import { nameKey } from './name-key.ts';

/** What of a name takes part in its order; the same from there on is in no order. */
const KEPT = { TR: 80, ZH: 40, EN: 80 };
const made = [...companies(60)];
const seeded = [...products(made, 2_500)].map(({ name }) => name).concat(made.map(({ name }) => name));
const ordered = (names: string[], locale: Locale) =>
  names
    .map((name) => ({ name, key: nameKey({ [TEXT_KEY[locale]]: name }, locale) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ name }) => name);

it.each(LOCALES)('orders seeded names as ICU does: %s', (locale) => {
  const names = [...new Set(seeded.flatMap((name) => name[TEXT_KEY[locale]]?.slice(0, KEPT[locale]) ?? []))];
  expect(names.length).toBeGreaterThan(1_000);
  const { compare } = new Intl.Collator({ TR: 'tr', ZH: 'zh', EN: 'en' }[locale], { sensitivity: 'base' });
  const inOrder = ordered(names, locale);
  const wrong = inOrder.filter((name, index) => index > 0 && compare(inOrder[index - 1]!, name) > 0);
  expect(wrong).toEqual([]);
});

it('keeps the Turkish alphabet: ç after c, ı before i, ş after s', () => {
  const names = ['çay', 'cam', 'dana', 'ılık', 'iplik', 'hava', 'şeker', 'su', 'tuz', 'öküz', 'oda', 'ütü', 'un'];
  expect(ordered(names, 'TR')).toEqual([...names].toSorted(new Intl.Collator('tr').compare));
  expect(nameKey({ tr: 'İPLİK' }, 'TR')).toBe(nameKey({ tr: 'iplik' }, 'TR'));
  expect(nameKey({ tr: 'ILIK' }, 'TR')).not.toBe(nameKey({ tr: 'İLİK' }, 'TR'));
});

it('keeps the Chinese order by pinyin, and is plain ASCII whatever the name is', () => {
  const names = ['阀门', '钢管', '不锈钢', '轴承', '电机', '水泵'];
  expect(ordered(names, 'ZH')).toEqual([...names].toSorted(new Intl.Collator('zh').compare));
  for (const name of ['阀门 DN50', 'صمام', '밸브', '😀 x', '', 'ﬁ'])
    for (const locale of LOCALES) expect(nameKey({ en: name }, locale)).toMatch(/^[!-@[-~]*$/);
});
