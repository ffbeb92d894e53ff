import { randomUUID } from 'node:crypto';
import { newcomer, type Newcomer } from '../kit/newcomer.ts';
import { startWorld, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(180_000);

let world: World;
let who: Newcomer;
let other: Newcomer;
beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
  who = await newcomer(world, { name: 'Ayşe Deneme', contactPerson: 'Ayşe Deneme', mobile: '+90 532 111 22 33' });
  other = await newcomer(world, { name: 'Başka Biri', contactPerson: 'Başka Biri' });
});
afterAll(() => world?.stop());

const HELD = `query Held($locale: Locale, $key: String, $first: Int!, $after: String) {
  myPersonalData(locale: $locale) { isComplete groups(key: $key) {
  key purposeKey purpose subject legalBasis recipients transfers keptUntil entryCount
  entries(first: $first, after: $after) {
    entries { path label collectionLabel category source values count correctedBy }
    pageInfo { hasNextPage hasPreviousPage endCursor } } } } }`;
interface Entry {
  path: string;
  label: string;
  collectionLabel: string;
  source: string;
  values: string[];
  count: number;
  correctedBy: string | null;
}
interface Group {
  key: string;
  purposeKey: string;
  purpose: string;
  keptUntil: string;
  legalBasis: string;
  recipients: string;
  transfers: string;
  entryCount: number;
  entries: { entries: Entry[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}
async function held(headers: Record<string, string>, given: object = {}) {
  const { data, errors } = await world.ask(HELD, { first: 100, ...given }, headers);
  expect(errors).toBeUndefined();
  return data.myPersonalData as { isComplete: boolean; groups: Group[] };
}
const entriesIn = (groups: Group[]): Entry[] => groups.flatMap(({ entries }) => entries.entries);
const at = (groups: Group[], path: string) => entriesIn(groups).find((entry) => entry.path === path);
const asked = async (root: string, input: object) => {
  const type = `${root[0]!.toUpperCase()}${root.slice(1)}Input`;
  const { data } = await world.ask(
    `mutation Asked($input: ${type}!) { ${root}(input: $input) { __typename ... on Problem { message } } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
    who.headers,
  );
  return data[root].__typename;
};

it('a member sees all that is held, by what it is for, corrects it, and sees the correction', async () => {
  const { isComplete, groups } = await held(who.headers);
  expect(isComplete).toBe(true);
  expect(groups.length).toBeGreaterThan(3);
  for (const group of groups) {
    const { purpose, legalBasis, recipients, transfers, keptUntil } = group;
    for (const said of [purpose, legalBasis, recipients, transfers, keptUntil]) expect(said.length).toBeGreaterThan(4);
    expect(group.entries.entries.length).toBe(Math.min(100, group.entryCount));
  }
  expect(at(groups, 'member.accounts.name')).toMatchObject({
    label: 'Name',
    collectionLabel: 'Account',
    values: ['Ayşe Deneme'],
    count: 1,
    source: 'You: you gave it, or wrote it.',
    correctedBy: 'updateAccount',
  });
  expect(at(groups, 'member.accounts.email')).toMatchObject({ values: [who.email], correctedBy: 'changeEmail' });
  expect(at(groups, 'member.sessions.createdAt')).toMatchObject({ correctedBy: null });
  expect(at(groups, 'member.accounts.acceptedPolicies[].version')).toMatchObject({ count: 1 });
  expect(await asked('updateAccount', { expectedVersion: 1, name: 'Ayşe Düzeltme', mobile: null })).toBe('Viewer');
  const after = (await held(who.headers)).groups;
  expect(at(after, 'member.accounts.name')).toMatchObject({ values: ['Ayşe Düzeltme'] });
  expect(at(after, 'member.accounts.mobile')).toBeUndefined();
});

it('what others see is corrected with a history that the owner sees, and that has an end', async () => {
  const company = '{ viewer { company { version history(first: 5) { edges { node { fields { field before } } } } } } }';
  const { data } = await world.ask(company, {}, who.headers);
  const name = [{ locale: 'TR', text: 'Düzeltilmiş Vana' }];
  expect(await asked('updateCompany', { expectedVersion: data.viewer.company.version, name })).toBe('Company');
  const seen = (await world.ask(company, {}, who.headers)).data.viewer.company.history.edges;
  expect(seen[0].node.fields).toEqual([{ field: 'name', before: expect.stringContaining('Örnek Vana Sanayi') }]);
  const { groups } = await held(who.headers);
  const history = groups.find(({ entries }) =>
    entries.entries.some(({ path }) => path === 'member.companyHistory.memberRef'),
  );
  expect(history!.keptUntil).toBe('12 months after: the change.');
});

it('shows nobody else’s, no secret, and nothing to nobody', async () => {
  const { groups } = await held(other.headers);
  const said = JSON.stringify(groups);
  expect(said).toContain('Başka Biri');
  for (const wrong of ['Ayşe', who.email, other.password, 'argon2']) expect(said).not.toContain(wrong);
  for (const { path } of entriesIn(groups)) expect(path).not.toMatch(/hash|secret\b|Tokens/i);
  const { data, errors } = await world.ask(HELD, { first: 1 });
  expect([data.myPersonalData, errors![0]!.extensions.code]).toEqual([null, 'UNAUTHENTICATED']);
});

it.each([
  ['TR', 'Bir hesap açmak', 'Hesap', 'Ad', 'Sizden:'],
  ['ZH', '开立和维护账户', '账户', '姓名', '来自您本人'],
])('says it in the reader’s language: %s', async (locale, purpose, collection, label, source) => {
  const { groups } = await held(who.headers, { locale });
  expect(groups.find(({ purposeKey }) => purposeKey === 'account')!.purpose).toContain(purpose);
  const name = at(groups, 'member.accounts.name')!;
  expect([name.collectionLabel, name.label]).toEqual([collection, label]);
  expect(name.source).toContain(source);
});

it('is paged, and refuses what is no page', async () => {
  const { groups } = await held(who.headers);
  const long = groups.find(({ entryCount }) => entryCount > 2)!;
  const found: string[] = [];
  let after: string | null = null;
  do {
    const page: Group = (await held(who.headers, { key: long.key, first: 2, after })).groups[0]!;
    expect(page.entries.entries.length).toBeLessThanOrEqual(2);
    found.push(...page.entries.entries.map(({ path }) => path));
    after = page.entries.pageInfo.hasNextPage ? page.entries.pageInfo.endCursor : null;
  } while (after !== null);
  expect(found).toEqual(long.entries.entries.map(({ path }) => path));
  for (const wrong of [{ first: 0 }, { first: 101 }, { first: 2, after: 'x', key: long.key }])
    expect((await world.ask(HELD, wrong, who.headers)).errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
  expect((await held(who.headers, { key: 'none' })).groups).toEqual([]);
});
