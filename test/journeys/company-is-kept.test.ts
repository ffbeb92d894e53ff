import { randomUUID } from 'node:crypto';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { insisting } from '../kit/insisting.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(240_000);

let world: World;
let colleagues: Colleagues;
let owner: Colleague;
beforeAll(async () => {
  world = await startWorld({ companies: 12, products: 60 });
  colleagues = await colleaguesIn(world);
  owner = await colleagues.owner();
});
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const COMPANY = `{ viewer { company { id slug version name country city address description mainProducts foundedYear
  viewerCanEdit viewerCanManageMembers identifiers { scheme value }
  history(first: 20) { edges { cursor node { id at by { name isViewer } fields { field before } } } pageInfo { hasNextPage } } } } }`;
const mine = async (who = owner) => {
  const { data, errors } = await world.ask(COMPANY, {}, who.headers);
  expect(errors).toBeUndefined();
  return data.viewer.company;
};
const asked = async (root: string, input: object, headers: Record<string, string> = owner.headers) => {
  const type = `${root[0]!.toUpperCase()}${root.slice(1)}Input`;
  const { data, errors } = await world.ask(
    `mutation Asked($input: ${type}!) { ${root}(input: $input) { __typename
      ... on Company { id slug version name country description identifiers { value } }
      ... on InvalidInput { field } ... on NotAllowed { reason } ... on NotFound { field } ... on Problem { message }
      ... on CompanyVersionConflict { currentVersion expectedVersion current { version description } } } }`,
    { input },
    headers,
  );
  return errors ? { errors } : data[root];
};
const edit = async (fields: object, headers?: Record<string, string>) =>
  asked('updateCompany', { expectedVersion: (await mine()).version, ...fields }, headers);
const text = (en: string) => [{ locale: 'EN', text: en }];

const VKN = { scheme: 'VKN', value: '0010213576' };

it('shows everybody at once what the owner says, and lets nobody else say it', async () => {
  const before = await mine();
  expect(before).toMatchObject({ name: 'Anka Vana Sanayi', viewerCanEdit: true, viewerCanManageMembers: true });
  const changed = await edit({
    name: [
      { locale: 'TR', text: 'Anka Vana A.Ş.' },
      { locale: 'ZH', text: '安卡阀门' },
    ],
    region: 'TR-34',
    city: text('Istanbul'),
    address: ' 1 Örnek Sokak\r\nTuzla ',
    mainProducts: [{ texts: text('ball valves') }, { texts: text('gate valves') }],
    description: text('We make valves.\nSince 1998.'),
    foundedYear: 1998,
    identifiers: [
      { scheme: 'VKN', value: '001 021 35 76' },
      { scheme: 'LEI', value: '5493001KJTIIGC8Y1R12' },
    ],
  });
  expect(changed).toMatchObject({
    __typename: 'Company',
    id: before.id,
    version: before.version + 1,
    name: 'Anka Vana A.Ş.',
    identifiers: [{ value: '0010213576' }, { value: '5493001KJTIIGC8Y1R12' }],
  });
  const { data } = await world.ask(
    `query ($id: ID!) { company(id: $id) { name address viewerCanEdit viewerCanManageMembers history(first: 1) { edges { cursor } } members(first: 1) { edges { cursor } } invitations { email } storeContacts { persons { name } } ownershipOffer { expiresAt } } }`,
    { id: before.id },
  );
  expect(data.company).toEqual({
    name: 'Anka Vana A.Ş.',
    address: '1 Örnek Sokak\nTuzla',
    viewerCanEdit: false,
    viewerCanManageMembers: false,
    history: null,
    members: null,
    invitations: null,
    storeContacts: null,
    ownershipOffer: null,
  });
  await until(async () => {
    const found = await world.ask(
      `query F${Date.now()} { searchCompanies(query: "Anka Vana", first: 10) { edges { node { id } } } }`,
    );
    return found.data.searchCompanies.edges.some(({ node }: { node: { id: string } }) => node.id === before.id);
  }, 30_000);
  const nobody = await edit({ foundedYear: 1999 }, {});
  expect(nobody.errors[0].extensions.code).toBe('UNAUTHENTICATED');
});

it('tells two editors of each other: the second sees what the first wrote', async () => {
  const { version } = await mine();
  const first = await asked('updateCompany', { expectedVersion: version, description: text('First.') });
  const second = await asked('updateCompany', { expectedVersion: version, description: text('Second.') });
  expect(first).toMatchObject({ __typename: 'Company', version: version + 1 });
  expect(second).toMatchObject({
    __typename: 'CompanyVersionConflict',
    expectedVersion: version,
    currentVersion: version + 1,
    current: { version: version + 1, description: 'First.' },
  });
});

it('loses none of a hundred edits at once silently', async () => {
  const { version } = await mine();
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) => {
      const input = { expectedVersion: version, description: text(`Edit ${n}.`), idempotencyKey: `edit-${n}` };
      return insisting(() => asked('updateCompany', input));
    }),
  );
  const done = answers.filter(({ __typename }) => __typename === 'Company');
  expect(done).toHaveLength(1);
  expect(answers.filter(({ __typename }) => __typename === 'CompanyVersionConflict')).toHaveLength(99);
  expect(await mine()).toMatchObject({ version: version + 1, description: done[0].description });
});

it('does once what is asked fifty times at once under one key, and again later', async () => {
  const { version } = await mine();
  const input = { expectedVersion: version, description: text('Once.'), idempotencyKey: randomUUID() };
  const answers = await Promise.all(Array.from({ length: 50 }, () => insisting(() => asked('updateCompany', input))));
  expect(answers.map(({ __typename }) => __typename)).toEqual(Array(50).fill('Company'));
  expect(await asked('updateCompany', input)).toMatchObject({ __typename: 'Company', version: version + 1 });
  expect(await mine()).toMatchObject({ version: version + 1, description: 'Once.' });
  const other = await asked('updateCompany', { ...input, description: text('Twice.') });
  expect(other.__typename).toBe('IdempotencyKeyReused');
});

it.each<[string, object]>([
  ['identifiers.0.value', { identifiers: [{ scheme: 'VKN', value: '0010213577' }] }],
  ['identifiers.0.value', { identifiers: [{ scheme: 'USCC', value: '91310116052958608G' }] }],
  ['identifiers.1', { identifiers: [VKN, VKN] }],
  ['identifiers.0.value', { country: 'DE', region: null }],
  ['region', { country: 'CN', identifiers: null }],
  ['country', { country: 'XX' }],
  ['country', { country: '__proto__' }],
  ['region', { region: 'CN-33' }],
  ['name', { name: [] }],
  ['name', { name: text('   ') }],
  ['name.1.locale', { name: [...text('A'), ...text('B')] }],
  ['name.0.text', { name: text('Anka\u202eVana') }],
  ['name.0.text', { name: text('x'.repeat(201)) }],
  ['description.0.text', { description: text('x'.repeat(100_000)) }],
  ['address', { address: 'bell\u0007' }],
  ['mainProducts', { mainProducts: Array.from({ length: 21 }, () => ({ texts: text('valve') })) }],
  ['categoryCodes.0', { categoryCodes: ['{"$ne":1}'] }],
  ['foundedYear', { foundedYear: 3000 }],
])('refuses a value by name, and changes nothing: %s', async (field, input) => {
  const before = await mine();
  expect(await edit(input)).toMatchObject({ __typename: 'InvalidInput', field });
  expect((await mine()).version).toBe(before.version);
});

it('takes operators and prototypes in texts for what they are: texts', async () => {
  expect(await edit({ description: text('{"$gt": ""} __proto__') })).toMatchObject({
    description: '{"$gt": ""} __proto__',
  });
});

it('refuses what no input has: an owner, a role, a legal form, a status', async () => {
  for (const field of ['ownerId', 'role', 'legalForm', 'traderRef', 'status', 'verifiedUntil', '__proto__']) {
    const { errors } = await edit(JSON.parse(`{"${field}": "x"}`));
    expect(errors[0].extensions.code).toBe('BAD_USER_INPUT');
  }
});

it('finds no company of others, whether there is one or not', async () => {
  const { data } = await world.ask('{ searchCompanies(first: 5) { edges { node { id } } } }');
  const { id: own } = await mine();
  const foreign = data.searchCompanies.edges
    .map(({ node }: { node: { id: string } }) => node.id)
    .find((id: string) => id !== own);
  const answers = [];
  for (const id of [foreign, Buffer.from(`Company:${'0'.repeat(24)}`).toString('base64url'), 'x']) {
    answers.push(await edit({ id, foundedYear: 1990 }));
  }
  expect(answers[0]).toMatchObject({ __typename: 'NotFound', field: 'id' });
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

it('leads from every slug that a company had to it, and gives it to no other', async () => {
  const { slug: old, version, id } = await mine();
  const unique = `anka-${randomUUID().slice(0, 8)}`;
  expect(await asked('changeSlug', { slug: unique, expectedVersion: version })).toMatchObject({ slug: unique });
  for (const slug of [old, unique]) {
    const { data } = await world.ask(`query ($slug: String!) { company(slug: $slug) { id slug } }`, { slug });
    expect(data.company).toEqual({ id, slug: unique });
  }
  const other = await colleagues.owner('Başka Firma');
  const { version: others } = await mine(other);
  for (const slug of [old, unique]) {
    const refused = await asked('changeSlug', { slug, expectedVersion: others }, other.headers);
    expect(refused).toMatchObject({ __typename: 'InvalidInput', field: 'slug' });
  }
  for (const slug of ['A-b', 'a--b', '-ab', 'ab', 'çelik', 'a/b', '__proto__', 'x'.repeat(81)]) {
    const refused = await asked('changeSlug', { slug, expectedVersion: others }, other.headers);
    expect(refused).toMatchObject({ __typename: 'InvalidInput', field: 'slug' });
  }
  const back = await asked('changeSlug', { slug: old, expectedVersion: version + 1 });
  expect(back).toMatchObject({ __typename: 'Company', slug: old });
});

it('gives one of two companies a slug that both want at once', async () => {
  const [first, second] = [owner, await colleagues.owner('İkinci Firma')];
  const slug = `wanted-${randomUUID().slice(0, 8)}`;
  const answers = await Promise.all(
    [first, second].map(async (who) =>
      asked('changeSlug', { slug, expectedVersion: (await mine(who)).version }, who.headers),
    ),
  );
  expect(new Set(answers.map(({ __typename }) => __typename))).toEqual(new Set(['Company', 'InvalidInput']));
});

it('shows its owner who changed what, and what stood there before', async () => {
  const { history } = await mine();
  const [newest] = history.edges;
  expect(newest.node.by).toEqual({ name: expect.stringMatching('^Ayşe '), isViewer: true });
  const fields = history.edges.flatMap(({ node }: { node: { fields: object[] } }) => node.fields);
  expect(fields).toContainEqual({ field: 'description', before: '{"en":"First."}' });
  expect(fields.map(({ field }: { field: string }) => field)).toEqual(expect.arrayContaining(['slug', 'name']));
  const { data } = await world.ask(
    `query ($after: String) { viewer { company { history(first: 1, after: $after) { edges { cursor } pageInfo { hasPreviousPage } } } } }`,
    { after: history.edges[0].cursor },
    owner.headers,
  );
  expect(data.viewer.company.history).toEqual({
    edges: [{ cursor: history.edges[1].cursor }],
    pageInfo: { hasPreviousPage: true },
  });
  for (const after of ['x', '{"$ne":null}', Buffer.from('0-x').toString('base64url')]) {
    const wrong = `query Wrong($after: String) { viewer { company { history(first: 1, after: $after) { edges { cursor } } } } }`;
    const { errors } = await world.ask(wrong, { after }, owner.headers);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  }
  const { id, at } = newest.node;
  const again = async (headers: Record<string, string>) =>
    (await world.ask('query Again($id: ID!) { node(id: $id) { id ... on CompanyChange { at } } }', { id }, headers))
      .data.node;
  expect(await again(owner.headers)).toEqual({ id, at });
  expect(await again((await colleagues.owner()).headers)).toBeNull();
});

it('shows who acts for it page by page, also behind somebody who left, and nothing behind what is no cursor', async () => {
  const kept = await colleagues.owner();
  const [second, third] = [await colleagues.member(kept, 'EDITOR'), await colleagues.member(kept, 'VIEWER')];
  const page = (after: string | null) =>
    world.ask(
      `query Page($after: String) { viewer { company { members(first: 2, after: $after) { edges { node { email } } pageInfo { hasNextPage endCursor } } } } }`,
      { after },
      kept.headers,
    );
  const { edges, pageInfo } = (await page(null)).data.viewer.company.members;
  expect(edges).toEqual([{ node: { email: kept.email } }, { node: { email: second.email } }]);
  expect(pageInfo.hasNextPage).toBe(true);
  const remove = 'mutation Remove($input: RemoveMemberInput!) { removeMember(input: $input) { __typename } }';
  await world.ask(remove, { input: { memberId: second.memberId } }, kept.headers);
  const rest = (await page(pageInfo.endCursor)).data.viewer.company.members;
  expect(rest.edges).toEqual([{ node: { email: third.email } }]);
  expect(rest.pageInfo.hasNextPage).toBe(false);
  for (const after of ['x', kept.accountId, '{"$ne":null}'])
    expect((await page(after)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});
