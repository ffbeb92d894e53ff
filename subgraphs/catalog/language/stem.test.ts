import { fold } from '../../../kit/text/fold.ts';
import { companies } from '../../../seed/company/companies.ts';
import { products } from '../../../seed/product/products.ts';
import { stem } from './stem.ts';

const stemOf = (word: string): string => stem(fold(word));

it.each([
  'vana vanası vanaları vanalar vananın vanaların vanalarda vanalarından vanadan vanasız vanalı VANASI Vanaları',
  'kauçuk kauçuğu kauçuklu kauçuklar kauçuğun kauçuktan kauçukların KAUÇUK',
  'conta contası contalar contaları contaların contalı contanın',
  'çelik çeliği çelikler çelikten çelikte çeliğin çeliğinden ÇELİK ÇELİĞİ',
  'profil profili profiller profilleri profilin profillerin',
  'kilit kilidi kilitler kilitli kilidin',
  'kablo kablosu kablolar kabloları kablonun kablolu',
  'makine makinesi makineler makineleri makinenin makinesinin makinelerinde',
  'dolap dolabı dolaplar dolapları dolabın',
  'boru borusu borular boruları borunun boruların',
  'filtre filtresi filtreler filtreli filtrenin',
  'pompa pompası pompalar pompaları pompanın',
  'vida vidası vidalar vidalı vidaları vidanın',
  'cıvata cıvatası cıvatalar cıvataları CIVATA',
  'rulman rulmanı rulmanlar rulmanları rulmandan',
  'motor motoru motorlar motorlu motorun motorları',
  'musluk musluğu musluklar muslukları musluğun',
  'elektrot elektrodu elektrotlar elektrodun',
  'kumaş kumaşı kumaşlar kumaşın kumaştan',
  'sac sacı saclar sacları',
  'yağ yağı yağlar yağları',
  'zeytinyağı zeytinyağları zeytinyağının zeytinyağlı ZEYTİNYAĞI',
  'renk rengi renkler rengin',
  'ışık ışığı ışıklar IŞIK',
])('has one stem for the Turkish forms %s', (forms) => {
  expect(new Set(forms.split(' ').map(stemOf)).size).toBe(1);
});

it.each([
  ['valves', 'valve'],
  ['batteries', 'battery'],
  ['boxes', 'box'],
  ['brushes', 'brush'],
  ['glasses', 'glass'],
  ['switches', 'switch'],
  ['hoses', 'hose'],
  ['knives', 'knife'],
  ['shelves', 'shelf'],
  ['tomatoes', 'tomato'],
  ['lenses', 'lens'],
  ['gases', 'gas'],
])('has one stem for the English plural %s and %s', (plural, singular) => {
  expect(stem(plural)).toBe(stem(singular));
});

it.each(['glass', 'brass', 'stainless', 'chassis', 'bus', 'gas', 'dn50', '304', 'üst', 'a', ''])(
  'leaves %j as it is',
  (word) => {
    expect(stem(word)).toBe(word);
  },
);

it.each([
  ['vana', 'vanilya'],
  ['conta', 'kontrol'],
  ['valve', 'vane'],
  ['pump', 'pumice'],
  ['bearing', 'bear'],
  ['halat', 'halka'],
  ['kilit', 'kil'],
  ['motor', 'moto'],
])('keeps %s and %s apart', (one, other) => {
  expect(stemOf(one)).not.toBe(stemOf(other));
});

describe('over the words of the seeded market', () => {
  const traders = [...companies(40)];
  const texts = [...products(traders, 1_500)].flatMap(({ name, description }) => [name, description]);
  const words = new Set(
    texts.flatMap(({ tr, en }) => fold(`${tr ?? ''} ${en ?? ''}`).split(/[^a-z]+/)).filter(Boolean),
  );

  it('changes no stem, makes none longer and none empty', () => {
    expect(words.size).toBeGreaterThan(2_000);
    const stems = [...words].map((word) => ({ word, once: stem(word), twice: stem(stem(word)) }));
    expect(stems.filter(({ once, twice }) => once !== twice)).toEqual([]);
    expect(stems.filter(({ word, once }) => once.length > word.length || once === '')).toEqual([]);
    expect(stems.filter(({ word, once }) => word.length > 3 && once.length < 2)).toEqual([]);
  });
});
