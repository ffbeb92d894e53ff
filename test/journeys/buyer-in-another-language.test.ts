import { randomUUID } from 'node:crypto';
import { plant } from '../kit/planting.ts';
import { found, foundOf } from '../kit/searching.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(180_000);
const GOODS = [
  { name: { tr: 'Pirinç selenoid vana' } },
  { name: { zh: '黄铜电磁阀' } },
  { name: { en: 'Brass solenoid valve' } },
  { name: { tr: 'Hortum kelepçesi' }, description: { en: 'Hose clamp for solenoid valves' } },
];
/** More than are named to the engine one by one. */
const MANY = 12;
const SOUGHT = { en: 'wobblestop', zh: '晃止器' };

let world: World;
let ids: string[];
beforeAll(async () => {
  world = await startWorld({ companies: 12, products: 120 });
  ids = await plant(world, GOODS);
}, 120_000);
afterAll(() => world?.stop());

it.each([
  ['TR', 'selenoid vana'],
  ['ZH', '电磁阀'],
  ['ZH', '電磁閥'],
  ['EN', 'solenoid valves'],
])('goods with a text in one language are found by the words of the others: %s', async (locale, query) => {
  expect(new Set(await foundOf(world, ids, query))).toEqual(new Set([0, 1, 2, 3]));
  const { edges } = await found(world, query, { locale });
  const matched = ids.map((id) => edges.find(({ node }) => node.id === id)!.matchedLocale);
  expect(matched).toEqual(['TR', 'ZH', 'EN', 'EN']);
});

const staff = async (letter: string) => ({
  authorization: `Bearer ${await world.sessions.token(['SUPPORT'], letter.repeat(24))}`,
});
async function decide(mutation: string, letter: string, input: object): Promise<{ id: string; state: string }> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await world.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename ... on TradeTerm { id state } } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
    await staff(letter),
  );
  expect(errors).toBeUndefined();
  return data[mutation];
}
const findsAll = async (many: readonly string[], query: string, orderBy: string) => {
  const { edges, totalCount } = await found(world, query, { orderBy });
  return totalCount.value === many.length && edges.every(({ node }) => many.includes(node.id));
};

it('a term that staff accept makes goods findable by its words that are there already, until it is withdrawn', async () => {
  const name = (number: number) => ({ tr: `Titreşim yutucu takoz ${number}` });
  const many = await plant(
    world,
    Array.from({ length: MANY }, (_, number) => ({ name: name(number) })),
  );
  const [second] = await plant(world, [
    { name: { tr: 'Raf' }, description: { tr: 'Yanında titreşim yutucu takozlar.' } },
  ]);
  const all = [...many, second!];
  const nothing = async () =>
    (await foundOf(world, all, SOUGHT.en)).length + (await foundOf(world, all, SOUGHT.zh)).length === 0;
  expect(await nothing()).toBe(true);
  const { id, state } = await decide('proposeTerm', 'd', {
    tr: ['titreşim yutucu takoz'],
    zh: [SOUGHT.zh],
    en: [SOUGHT.en],
  });
  expect(state).toBe('PROPOSED');
  expect(await nothing()).toBe(true);
  expect(await decide('reviewTerm', 'e', { id, verdict: 'ACCEPTED' })).toMatchObject({ id, state: 'ACCEPTED' });
  for (const query of Object.values(SOUGHT))
    for (const orderBy of ['RELEVANCE', 'NEWEST']) await until(() => findsAll(all, query, orderBy), 20_000);
  const { edges } = await found(world, SOUGHT.en, { locale: 'EN' });
  expect(new Set(edges.map(({ matchedLocale }) => matchedLocale))).toEqual(new Set(['TR']));
  expect(await decide('reviewTerm', 'e', { id, verdict: 'WITHDRAWN' })).toMatchObject({ id, state: 'WITHDRAWN' });
  await until(nothing, 20_000);
  expect((await foundOf(world, all, 'titreşim yutucu takoz')).toSorted((a, b) => a - b)).toEqual([...all.keys()]);
});
