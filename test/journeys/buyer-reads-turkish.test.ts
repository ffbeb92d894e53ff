import { plant } from '../kit/planting.ts';
import { found, foundOf } from '../kit/searching.ts';
import { startWorld, type World } from '../kit/world.ts';

const GOODS = [
  'DN 80 İSTANBUL ŞIRINGA VANASI',
  'Şırınga vanası seti',
  'Kauçuk conta, 12 mm',
  'Çelik kılıf IŞIK',
  'Pik döküm ızgara',
];
const [ISTANBUL, SYRINGE, GASKET, SHEATH, GRATE] = GOODS.keys();

let world: World;
let ids: string[];
beforeAll(async () => {
  world = await startWorld({ companies: 12, products: 120 });
  ids = await plant(
    world,
    GOODS.map((tr) => ({ name: { tr } })),
  );
});
afterAll(() => world?.stop());
const places = (query: string) => foundOf(world, ids, query);

it.each([
  ['istanbul şırınga', ISTANBUL],
  ['İSTANBUL ŞIRINGA', ISTANBUL],
  ['ISTANBUL SIRINGA', ISTANBUL],
  ['istanbul siringa', ISTANBUL],
  ['İstanbul’da şırınga', ISTANBUL],
  ["İstanbul'daki şırıngalar", ISTANBUL],
  ['ışık kılıf', SHEATH],
  ['IŞIK KILIF', SHEATH],
  ['işik kilif', SHEATH],
  ['ısik kılifi', SHEATH],
  ['ÇELİK KILIFLARI ışık', SHEATH],
  ['pık dokum izgara', GRATE],
  ['PİK DÖKÜM IZGARALARI', GRATE],
])('İ, I, ı and i, with and without Turkish letters, are one: %s', async (query, place) => {
  expect((await places(query))[0]).toBe(place);
});

it.each(['şırınga vana', 'şırınga vanası', 'şırınga vanaları', 'şırınga vanalar', 'şırıngaların vanalarından'])(
  'a noun is found in all its forms: %s',
  async (query) => expect(new Set(await places(query))).toEqual(new Set([ISTANBUL, SYRINGE])),
);

it.each(['kauçuk conta 12 mm', 'kauçuklu contaların 12mm', 'kaucuk contalari 12 mm', 'KAUÇUK CONTA 12 mm'])(
  'words with endings of their own are found together: %s',
  async (query) => expect((await places(query))[0]).toBe(GASKET),
);

it.each(['şırınga ve vana için', 'bir şırınga ile vana', 'vana gibi hangi şırınga', 'en çok şırınga vanası nedir'])(
  'words that say nothing are not asked for: %s',
  async (query) => {
    expect(new Set(await places(query))).toEqual(new Set([ISTANBUL, SYRINGE]));
    expect((await found(world, query)).relaxed?.dropped ?? []).toEqual([]);
  },
);

it('what is found stands in Turkish, and is said to', async () => {
  const { edges } = await found(world, 'şırınga vanaları', { locale: 'EN' });
  const mine = edges.filter(({ node }) => ids.includes(node.id));
  expect(mine.map(({ matchedLocale }) => matchedLocale)).toEqual(['TR', 'TR']);
});
