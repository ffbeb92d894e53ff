import { plant } from '../kit/planting.ts';
import { found, foundOf } from '../kit/searching.ts';
import { startWorld, type World } from '../kit/world.ts';

const GOODS = ['304不锈钢管 DN40', '316不锈钢管件', '防爆电磁阀门组', '蒸汽锅炉安全附件', '安全型蒸汽锅炉'];
const [PIPE, FITTING, VALVES, SAFE, BOILER] = GOODS.keys();

let world: World;
let ids: string[];
beforeAll(async () => {
  world = await startWorld({ companies: 12, products: 120 });
  ids = await plant(
    world,
    GOODS.map((zh) => ({ name: { zh } })),
  );
});
afterAll(() => world?.stop());
const places = (query: string) => foundOf(world, ids, query);

it('digits beside characters are a word of their own', async () => {
  expect((await places('304'))[0]).toBe(PIPE);
  expect((await places('304 不锈钢管'))[0]).toBe(PIPE);
  expect((await places('不锈钢管316'))[0]).toBe(FITTING);
  expect((await places('DN40不锈钢管'))[0]).toBe(PIPE);
});

it.each([
  ['钢管', [PIPE, FITTING]],
  ['管件', [FITTING]],
  ['电磁', [VALVES]],
  ['阀门组', [VALVES]],
  ['锅炉', [SAFE, BOILER]],
])('a word is found inside a longer one: %s', async (query, expected) => {
  expect(await places(query)).toEqual(expect.arrayContaining(expected));
});

it.each([
  ['不鏽鋼管件', FITTING],
  ['防爆電磁閥', VALVES],
  ['蒸汽鍋爐安全附件', SAFE],
])('the traditional way of writing is the same: %s', async (query, place) => {
  expect((await places(query))[0]).toBe(place);
});

it('full-width letters and digits are the narrow ones', async () => {
  expect((await places('３０４'))[0]).toBe(PIPE);
  expect((await places('ＤＮ４０ 不锈钢管'))[0]).toBe(PIPE);
});

it.each(['"蒸汽锅炉安全"', '“蒸汽锅炉安全”', '「蒸汽锅炉安全」'])('what is quoted stands so: %s', async (query) => {
  const { edges } = await found(world, query);
  expect(edges.filter(({ node }) => ids.includes(node.id)).map(({ node }) => node.name)[0]).toBe(GOODS[SAFE!]);
});

it('what is found stands in Chinese, and is said to', async () => {
  const { edges } = await found(world, '防爆电磁阀门', { locale: 'TR' });
  expect(edges.find(({ node }) => node.id === ids[VALVES!])).toMatchObject({
    matchedLocale: 'ZH',
    node: { nameLocale: 'ZH' },
  });
});

it.each(['fangbao', 'fang bao', 'FangBao', 'dianci'])('pinyin without tones suggests it: %s', async (prefix) => {
  const { data } = await world.ask(
    `query ($prefix: String!) { suggest(prefix: $prefix, first: 20, locale: ZH) { text kind nodeId } }`,
    { prefix },
  );
  expect(data.suggest).toContainEqual({ text: GOODS[VALVES!], kind: 'PRODUCT', nodeId: ids[VALVES!] });
});
