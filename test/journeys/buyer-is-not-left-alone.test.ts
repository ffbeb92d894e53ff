import { connect } from '../../kit/mongo/connect.ts';
import { plant } from '../kit/planting.ts';
import { found } from '../kit/searching.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(120_000);
const NAME = { tr: 'Duman kaydırıcı', zh: '烟雾转移器', en: 'Smoke shifter' };
const [SHARED, RARE] = ['qqzzkusagi wwjjureteci', 'qqzzkusagi vvxxmakinesi'];
const NAMING = ['qqzz@wwjj.example', '+90 532 111 22 33 qqzzwwjj', 'qqzzwwjj 6222021234567890'];

let world: World;
let ids: string[];
beforeAll(async () => {
  world = await startWorld({ companies: 12, products: 120 });
  ids = await plant(
    world,
    Array.from({ length: 4 }, () => ({ name: NAME })),
  );
}, 120_000);
afterAll(() => world?.stop());

it.each([
  ['TR', 'qqzzturkuaz duman kaydırıcı', ['qqzzturkuaz']],
  ['ZH', 'qqzzturkuaz 烟雾转移器', ['qqzzturkuaz']],
  ['EN', 'qqzzturkuaz smoke shifters', ['qqzzturkuaz']],
])('in %s less than was asked is found, and what was given up is said: %s', async (locale, query, dropped) => {
  const { edges, relaxed, totalCount } = await found(world, query, { locale });
  expect(
    edges
      .slice(0, 4)
      .map(({ node }) => node.id)
      .toSorted(),
  ).toEqual(ids.toSorted());
  expect(relaxed).toEqual({ dropped });
  expect(totalCount).toEqual({ value: edges.length, relation: 'ESTIMATED' });
});

it.each(Object.entries(NAME))('in %s nothing is given up where everything is found', async (_, query) => {
  const { edges, relaxed, didYouMean, totalCount } = await found(world, `"${query}"`);
  expect(edges.map(({ node }) => node.id).toSorted()).toEqual(ids.toSorted());
  expect([relaxed, didYouMean]).toEqual([null, null]);
  expect(totalCount).toEqual({ value: 4, relation: 'EXACT' });
});

it.each([
  ['EN', 'smoke shiftre', 'smoke shifter'],
  ['EN', 'smkoe shifter', 'smoke shifter'],
  ['TR', 'duman kaydirci', 'duman kaydırıcı'],
  ['TR', 'DUMAN KAYDRICI', 'DUMAN kaydırıcı'],
  ['ZH', '烟雾 shiftre', '烟雾 shifter'],
])('in %s what is written almost so is found, and said: %s', async (locale, query, didYouMean) => {
  const page = await found(world, query, { locale });
  expect(page.didYouMean).toBe(didYouMean);
  expect(
    page.edges
      .slice(0, 4)
      .map(({ node }) => node.id)
      .toSorted(),
  ).toEqual(ids.toSorted());
});

it.each([
  'qqzzturkuaz',
  'qqzzturkuaz wwjjkanat',
  '魑魅魍魉',
  'smoke qqzzturkuaz wwjjkanat vvxxbulut kkqqorman ppzzdeniz',
])('nothing is better than rubbish: %s', async (query) => {
  expect(await found(world, query)).toMatchObject({ edges: [], totalCount: { value: 0 }, didYouMean: null });
});

it('what ten searches found nothing for is told to staff alone, in its language; nothing that fewer asked or that names somebody is stored', async () => {
  for (let time = 0; time < 10; time++) {
    await found(world, SHARED, { locale: 'TR' });
    if (time < 9) await found(world, RARE, { locale: 'TR' });
    for (const query of NAMING) expect((await found(world, query, { locale: 'TR' })).edges).toEqual([]);
  }
  const query = `{ unansweredQueries(first: 100) { edges { node { text locale count } } } }`;
  const support = { authorization: `Bearer ${await world.sessions.token(['SUPPORT'], 'd'.repeat(24))}` };
  const told = async () =>
    (await world.ask(query, {}, support)).data.unansweredQueries.edges.map(({ node }: { node: object }) => node);
  await until(async () => (await told()).length > 0, 20_000);
  expect(await told()).toEqual([{ text: SHARED, locale: 'TR', count: 10 }]);
  const [connection] = connect(world.servers.mongo.uri, ['catalog']);
  await connection.asPromise();
  try {
    const stored = await connection.collection('unansweredQueries').find().toArray();
    expect(stored.map(({ text }) => text)).toEqual([SHARED]);
  } finally {
    await connection.close();
  }
  const member = { authorization: `Bearer ${await world.sessions.token([], 'e'.repeat(24))}` };
  for (const headers of [{}, member] as Record<string, string>[])
    expect((await world.ask(query, {}, headers)).data).toEqual({ unansweredQueries: null });
});
