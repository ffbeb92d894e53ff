import { plant } from '../kit/planting.ts';
import { foundOf } from '../kit/searching.ts';
import { startWorld, type World } from '../kit/world.ts';

const GOODS = [
  { name: { en: 'Nozzle, 3/4 inch, brass' } },
  { name: { tr: 'Meme 3/4 inç pirinç' } },
  { name: { zh: '喷嘴 3/4英寸 黄铜' } },
  { name: { en: 'Sleeve DN50' } },
  { name: { en: 'Sleeve DN 65' } },
  { name: { tr: 'Saplama M8x40' } },
  { name: { tr: 'Saplama M8 × 45' } },
  { name: { en: 'Deep groove bearing 6204-2RS' } },
  { name: { en: 'Deep groove bearing 6205-ZZ' } },
  { name: { en: 'Round bar 1.4301' } },
  { name: { en: 'Round bar 1.4404' } },
  { name: { en: 'Gasket sheet' }, hsCode: '848410' },
  { name: { en: 'Spare wheel ZQX-77-B4' } },
  { name: { en: 'Spare wheel ZQX78B4' } },
];
const at = (name: string) => GOODS.findIndex((one) => Object.values(one.name).includes(name));
const [EN, TR, ZH] = [at('Nozzle, 3/4 inch, brass'), at('Meme 3/4 inç pirinç'), at('喷嘴 3/4英寸 黄铜')];
const HS = at('Gasket sheet');

let world: World;
let ids: string[];
beforeAll(async () => {
  world = await startWorld({ companies: 12, products: 120 });
  ids = await plant(world, GOODS);
});
afterAll(() => world?.stop());
const places = (query: string) => foundOf(world, ids, query);

it.each(['3/4 inch', '3/4 inç', '3/4英寸', '3/4"', '3/4 ″', '3/4in', '３/４ inch'])(
  'a size in inches is one in every language: %s',
  async (query) => expect((await places(query)).toSorted((a, b) => a - b)).toEqual([EN, TR, ZH]),
);

it.each([
  ['DN50', 'Sleeve DN50'],
  ['dn 50', 'Sleeve DN50'],
  ['DN-50', 'Sleeve DN50'],
  ['DN65', 'Sleeve DN 65'],
  ['M8x40', 'Saplama M8x40'],
  ['m8 x 40', 'Saplama M8x40'],
  ['M8×40', 'Saplama M8x40'],
  ['M8*45', 'Saplama M8 × 45'],
  ['6204-2RS', 'Deep groove bearing 6204-2RS'],
  ['6204 2rs', 'Deep groove bearing 6204-2RS'],
  ['62042RS', 'Deep groove bearing 6204-2RS'],
  ['6204', 'Deep groove bearing 6204-2RS'],
  ['6205ZZ', 'Deep groove bearing 6205-ZZ'],
  ['1.4301', 'Round bar 1.4301'],
  ['14301', 'Round bar 1.4301'],
  ['1.4404', 'Round bar 1.4404'],
  ['ZQX-77-B4', 'Spare wheel ZQX-77-B4'],
  ['zqx77b4', 'Spare wheel ZQX-77-B4'],
  ['ZQX 77 B4', 'Spare wheel ZQX-77-B4'],
  ['ZQX-78-B4', 'Spare wheel ZQX78B4'],
  ['zqx78b4', 'Spare wheel ZQX78B4'],
])('a code is found however it is cut: %s', async (query, name) => {
  expect((await places(query))[0]).toBe(at(name));
});

it.each(['848410', '8484.10', '8484 10', 'HS 8484.10', 'GTİP 848410', '海关编码 8484.10'])(
  'a code of the Harmonized System is found with dots and without: %s',
  async (query) => expect(await places(query)).toContain(HS),
);
