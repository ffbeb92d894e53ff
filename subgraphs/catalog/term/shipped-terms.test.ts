import { fold } from '../../../kit/text/fold.ts';
import { plainText } from '../../../kit/text/plain-text.ts';
import { leaves } from '../../../seed/template/template.ts';
import { shippedTerms } from './shipped-terms.ts';

const LANGUAGES = ['tr', 'zh', 'en'] as const;
type Language = (typeof LANGUAGES)[number];

/** In which concepts a text stands. */
const ownersIn = (language: Language) => {
  const owners = new Map<string, string[]>();
  for (const term of shippedTerms)
    for (const text of term[language]) owners.set(fold(text), [...(owners.get(fold(text)) ?? []), term.id]);
  return owners;
};
const OWNERS = { tr: ownersIn('tr'), zh: ownersIn('zh'), en: ownersIn('en') };

describe('the table of trade terms', () => {
  it('has more than a thousand concepts, each once and in every language', () => {
    expect(shippedTerms.length).toBeGreaterThan(1_000);
    expect(new Set(shippedTerms.map(({ id }) => id)).size).toBe(shippedTerms.length);
    for (const term of shippedTerms) {
      expect(term.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(LANGUAGES.filter((language) => term[language].length === 0).map((one) => `${term.id} ${one}`)).toEqual([]);
    }
  });

  it('writes each text plainly, in the script of its language, and not too long', () => {
    const texts = shippedTerms.flatMap((term) =>
      LANGUAGES.flatMap((language) => term[language].map((text) => ({ language, text }))),
    );
    const isPlain = (text: string) =>
      'text' in plainText(text, { most: 80 }) && text.trim() === text && text.length > 1;
    expect(texts.filter(({ text }) => !isPlain(text))).toEqual([]);
    expect(texts.filter(({ language, text }) => /\p{Script=Han}/u.test(text) !== (language === 'zh'))).toEqual([]);
    expect(texts.filter(({ language, text }) => language === 'en' && /[çğıöşüÇĞİÖŞÜ]/.test(text))).toEqual([]);
    expect(shippedTerms.filter((term) => LANGUAGES.some((language) => term[language].length > 20))).toEqual([]);
  });

  it('gives no text to two concepts, nor twice to one', () => {
    for (const language of LANGUAGES)
      expect([...OWNERS[language]].filter(([, ids]) => ids.length > 1).map(([text, ids]) => [text, ...ids])).toEqual(
        [],
      );
  });

  it('knows every noun of the example market in at least two languages, as one concept', () => {
    const nouns = leaves.flatMap(({ goods }) => goods.map(({ noun }) => noun));
    const unknown = nouns.filter((noun) => {
      const ids = LANGUAGES.map((language) => OWNERS[language].get(fold(noun[language].replace(/ ?\(.*\)$/, '')))?.[0]);
      const known = ids.filter((id) => id !== undefined);
      const most = Math.max(0, ...known.map((id) => known.filter((other) => other === id).length));
      return most < (SHORT.has(noun.en) ? 1 : 2);
    });
    expect(nouns.length).toBeGreaterThan(600);
    expect(unknown.map(({ tr, zh, en }) => `${tr}|${zh}|${en}`)).toEqual([]);
  });

  it.each([
    ['stainless steel', 'paslanmaz', '不锈钢'],
    ['inox', 'paslanmaz çelik', '不锈钢'],
    ['gasket', 'conta', '密封垫'],
    ['seal', 'conta', '垫片'],
    ['bearing', 'rulman', '轴承'],
    ['aluminum', 'alüminyum', '铝材'],
    ['wrench', 'somun anahtarı', '扳手'],
    ['VFD', 'hız kontrol cihazı', '变频器'],
  ])('takes %s, %s and %s for one thing', (en, tr, zh) => {
    expect(OWNERS.en.get(fold(en))).toEqual(OWNERS.tr.get(fold(tr)));
    expect(OWNERS.en.get(fold(en))).toEqual(OWNERS.zh.get(fold(zh)));
  });
});

/** Nouns that mean something else too when they stand alone: the table has them with the word that tells them apart. */
const SHORT = new Set(['cap', 'tee', 'socket', 'nipple', 'union', 'elbow', 'table runner', 'serving tray']);
