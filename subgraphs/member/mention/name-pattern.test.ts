import { namePattern } from './name-pattern.ts';
import { timesIn, withoutName } from './named-text.ts';

const redacted = (name: string, text: string, most = 1_000) => {
  const pattern = namePattern([name]);
  return pattern && withoutName(text, pattern, most);
};

it.each([
  ['Ayşe Örnek', 'Dear Ayşe Örnek, thank you', 'Dear […], thank you'],
  ['Ayşe Örnek', 'AYŞE ÖRNEK yazdı; ayse ornek de', '[…] yazdı; […] de'],
  ['Ayşe Örnek', 'Ayşe Örnek’in teklifi, Örnek, Ayşe', '[…]’in teklifi, […]'],
  ['Işıl Ilıman', 'IŞIL ILIMAN ile, işil iliman', '[…] ile, […]'],
  ['İpek İnce', 'ipek ince, İPEK İNCE, Ipek Ince', '[…], […], […]'],
  ['Ayşe Nur Örnek', 'Ayşe Örnek ve Ayşe Nur Örnek', '[…] ve […]'],
  ['Ayşe Örnek', 'Sayın Örnek, Ayşe Hanım', '[…], […]'],
  ['Jane Miller', 'Ask Ms. Miller or Jane  Miller.', 'Ask […] or […].'],
  ['Jane Miller', 'Ｊａｎｅ Ｍｉｌｌｅｒ', '[…]'],
  ['Ayşe Örnek', 'Ayse\u0327', null],
  ['王小明', '请联系王小明经理', '请联系[…]经理'],
  ['王小明', '王先生您好', '[…]您好'],
  ['欧阳小明', '欧阳女士，欧阳小明', '[…]，[…]'],
])('of %s finds what names them: %j', (name, text, wanted) => {
  expect(redacted(name, text)).toBe(wanted);
});

it.each([
  ['Ayşe Örnek', 'Ayşe Kaya, an örnek of it'],
  ['Ayşe Örnek', 'Ayşe Örneklioğlu and xAyşe Örnek'],
  ['Jane Miller', 'a miller, and Jane'],
  ['Ayşe', 'Ayşe yazdı'],
  ['王小明', '王小二，小明'],
  ['王', '王先生'],
  ['', 'nothing'],
  ['— !', '— !'],
  ['Jane Miller', 'Jane. She met the Miller of the next town; no miller is Jane'],
])('of %s does not find %j', (name, text) => {
  expect(redacted(name, text)).toBeNull();
});

it('counts, is repeatable, and never makes a text longer than it may be', () => {
  const pattern = namePattern(['Ayşe Örnek', '王小明'])!;
  const text = 'Ayşe Örnek, 王小明, Ayşe Örnek';
  expect(timesIn(text, pattern)).toBe(3);
  expect(timesIn(text, pattern)).toBe(3);
  expect(withoutName(withoutName(text, pattern, 1_000)!, pattern, 1_000)).toBeNull();
  expect(redacted('王明', '王明', 2)).toBe('…');
});

it('leaves everything around the name as it is, sign by sign', () => {
  expect(redacted('Ayşe Örnek', 'İ̇ ﬁ 😀 Ayşe Örnek 😀 ﬁ İ̇')).toBe('İ̇ ﬁ 😀 […] 😀 ﬁ İ̇');
});

it('reads a long text of nearly names in a moment', () => {
  const pattern = namePattern(['Ayşe Nur Örnek', 'Ayşe Örnek'])!;
  expect(timesIn('Ayşe Nur '.repeat(20_000), pattern)).toBe(0);
});
