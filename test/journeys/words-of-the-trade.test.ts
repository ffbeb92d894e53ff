import { randomUUID } from 'node:crypto';
import type { Role } from '../../kit/viewer/viewer.ts';
import { createLog } from '../../kit/log/log.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { modelOf } from '../../kit/record/record.ts';
import { UnansweredQueries } from '../../subgraphs/catalog/unanswered/unanswered-queries.ts';
import { unansweredQueryRecord } from '../../subgraphs/catalog/unanswered/unanswered-query.record.ts';
import { colleaguesIn, type Colleagues } from '../kit/colleagues.ts';
import { startWorld, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(180_000);
type Headers = { authorization: string } | Record<string, never>;
let world: World;
let colleagues: Colleagues;
let [support, other, verifier, member]: Headers[] = [];
beforeAll(async () => {
  world = await startWorld({ companies: 4, products: 10 });
  colleagues = await colleaguesIn(world);
  support = await staff('SUPPORT', 'd');
  other = await staff('ADMINISTRATOR', 'e');
  verifier = await staff('VERIFIER', 'f');
  member = (await colleagues.owner()).headers;
});
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const staff = async (role: Role, letter: string) => ({
  authorization: `Bearer ${await world.sessions.token([role], letter.repeat(24))}`,
});
const TERM = '... on TradeTerm { id state tr zh en viewerCanReview }';
const ANSWERS: Readonly<Record<string, string>> = {
  proposeTerm: `${TERM} ... on InvalidInput { field }`,
  reviewTerm: `${TERM} ... on AlreadyDecided { currentState }`,
  settleUnansweredQuery: '... on UnansweredQuery { id settledAt }',
};
const change = async (name: string, input: object, headers: Headers | undefined) => {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation Do($input: ${type}!) { ${name}(input: $input) {
    __typename ${ANSWERS[name]} ... on Problem { message } ... on NotAllowed { reason } } }`;
  const { data, errors } = await world.ask(query, { input: { idempotencyKey: randomUUID(), ...input } }, headers ?? {});
  return data?.[name] ?? errors![0]!.extensions.code;
};
const FLOAT = { tr: ['şamandıra'], zh: ['浮球'], en: ['ball float', 'float ball'] };
const propose = (headers = support, texts: object = FLOAT) => change('proposeTerm', texts, headers);
const review = (id: string, verdict: string, headers = other) => change('reviewTerm', { id, verdict }, headers);
const listed = async (state: string, headers = support) => {
  const query = `query Terms($state: TradeTermState!) {
    tradeTerms(state: $state, first: 100) { edges { node { id viewerCanReview } } } }`;
  const { data, errors } = await world.ask(query, { state }, headers);
  return data?.tradeTerms?.edges.map(({ node }: { node: object }) => node) ?? errors![0]!.extensions.code;
};
const unanswered = async (headers = support, more = '') => {
  const query = `{ unansweredQueries(first: 2 ${more}) { edges { cursor node { id text locale count } } pageInfo { hasNextPage } } }`;
  const { data, errors } = await world.ask(query, {}, headers);
  return data?.unansweredQueries ?? errors![0]!.extensions.code;
};

it('one of the staff proposes a term, and another decides', async () => {
  const proposed = await propose();
  expect(proposed).toMatchObject({ state: 'PROPOSED', ...FLOAT, viewerCanReview: false });
  const { id } = proposed;
  expect(await listed('PROPOSED')).toEqual([{ id, viewerCanReview: false }]);
  expect(await listed('PROPOSED', other)).toEqual([{ id, viewerCanReview: true }]);
  for (const verdict of ['ACCEPTED', 'REJECTED'])
    expect(await review(id, verdict, support)).toMatchObject({ reason: 'OWN_PROPOSAL' });
  const outcomes = await Promise.all([review(id, 'ACCEPTED'), review(id, 'ACCEPTED')]);
  expect(new Set(outcomes.map(({ __typename }) => __typename))).toEqual(new Set(['AlreadyDecided', 'TradeTerm']));
  expect(await listed('PROPOSED')).toEqual([]);
  expect(await listed('ACCEPTED')).toEqual([{ id, viewerCanReview: false }]);
  expect(await review(id, 'REJECTED')).toMatchObject({ __typename: 'AlreadyDecided', currentState: 'ACCEPTED' });
  expect(await review(id, 'WITHDRAWN', support)).toMatchObject({ reason: 'OWN_PROPOSAL' });
  expect(await review(id, 'WITHDRAWN')).toMatchObject({ state: 'WITHDRAWN', viewerCanReview: false });
  const { data } = await world.ask('query ($id: ID!) { node(id: $id) { ... on TradeTerm { en } } }', { id }, support);
  expect(data.node).toEqual({ en: FLOAT.en });
});

it('a proposal is taken back by who made it, and made once however often it is sent', async () => {
  const texts = { ...FLOAT, idempotencyKey: randomUUID() };
  const ids = await Promise.all(Array.from({ length: 20 }, async () => (await propose(support, texts)).id));
  expect(new Set(ids).size).toBe(1);
  expect(await propose(support, { ...texts, en: ['other'] })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
  expect(await review(ids[0], 'WITHDRAWN', support)).toMatchObject({ state: 'WITHDRAWN' });
  expect(await listed('PROPOSED')).toEqual([]);
});

it.each([
  ['tr.0', { tr: ['浮球'], en: ['float'] }],
  ['zh.0', { zh: ['float'], en: ['float'] }],
  ['en.1', { en: ['float', ''] }],
  ['en.1', { en: ['float', 'FLOAT'] }],
  ['en.0', { en: ['f'.repeat(81), 'float'] }],
  ['en.0', { en: ['flo\u202eat', 'float'] }],
  ['tr.0', { tr: ['--'], en: ['float'] }],
  ['en', { en: Array.from({ length: 21 }, (_, number) => `float ${number}`) }],
  ['en', { en: ['float'] }],
])('texts that are none are refused at %s', async (field, texts) => {
  expect(await propose(support, texts)).toMatchObject({ __typename: 'InvalidInput', field });
  expect(await listed('PROPOSED')).toEqual([]);
});

it('nobody else proposes, decides or reads, and nothing has changed', async () => {
  const { id } = await propose();
  for (const headers of [member, verifier]) {
    expect(await propose(headers)).toMatchObject({ reason: 'STAFF_ONLY' });
    expect(await review(id, 'ACCEPTED', headers)).toMatchObject({ reason: 'STAFF_ONLY' });
    expect(await listed('PROPOSED', headers)).toBe('FORBIDDEN');
    expect(await unanswered(headers)).toBe('FORBIDDEN');
  }
  expect(await propose({})).toBe('UNAUTHENTICATED');
  expect(await review(id, 'ACCEPTED', {})).toBe('UNAUTHENTICATED');
  expect(await listed('PROPOSED', {})).toBe('UNAUTHENTICATED');
  expect(await unanswered({})).toBe('UNAUTHENTICATED');
  expect(await review('nothing', 'ACCEPTED')).toMatchObject({ __typename: 'NotFound' });
  expect(await listed('PROPOSED')).toEqual([{ id, viewerCanReview: false }]);
});

it('staff look at what search found nothing for, the most frequent first, and put it aside', async () => {
  const [connection] = connect(world.servers.mongo.uri, ['catalog']);
  await connection.asPromise();
  const queries = new UnansweredQueries(
    modelOf(connection, unansweredQueryRecord),
    createLog('test', () => undefined),
  );
  const times = { 'sihirli vana': 12, 'ucan hali': 15, 'gunes vinci': 11 };
  for (const [text, count] of Object.entries(times)) for (let time = 0; time < count; time++) queries.note(text, 'TR');
  try {
    await queries.flush();
  } finally {
    await connection.close();
  }
  const { edges, pageInfo } = await unanswered();
  expect(edges.map(({ node }: { node: { text: string; count: number } }) => [node.text, node.count])).toEqual([
    ['ucan hali', 15],
    ['sihirli vana', 12],
  ]);
  expect(pageInfo.hasNextPage).toBe(true);
  const rest = await unanswered(support, `after: "${edges[1].cursor}" locale: TR`);
  expect(rest).toMatchObject({ edges: [{ node: { text: 'gunes vinci' } }], pageInfo: { hasNextPage: false } });
  expect((await unanswered(support, 'locale: EN')).edges).toEqual([]);
  const { id } = edges[0].node;
  for (const headers of [member, verifier])
    expect(await change('settleUnansweredQuery', { id }, headers)).toMatchObject({ reason: 'STAFF_ONLY' });
  expect(await change('settleUnansweredQuery', { id }, {})).toBe('UNAUTHENTICATED');
  expect(await change('settleUnansweredQuery', { id: 'nothing' }, support)).toMatchObject({ __typename: 'NotFound' });
  const settled = await change('settleUnansweredQuery', { id }, support);
  expect(settled).toMatchObject({ id, settledAt: expect.any(String) });
  expect(await change('settleUnansweredQuery', { id }, other)).toEqual(settled);
  const { data } = await world.ask(
    'query ($id: ID!) { node(id: $id) { ... on UnansweredQuery { text } } }',
    { id },
    support,
  );
  expect(data.node).toEqual({ text: 'ucan hali' });
  expect((await unanswered()).edges.map(({ node }: { node: { text: string } }) => node.text)).toEqual([
    'sihirli vana',
    'gunes vinci',
  ]);
});
