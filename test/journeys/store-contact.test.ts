import { randomUUID } from 'node:crypto';
import { newSubjectRef } from '../../kit/subject-keys/subject-ref.ts';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(240_000);

let world: World;
let colleagues: Colleagues;
let owner: Colleague;
beforeAll(async () => {
  world = await startWorld({ companies: 12, products: 60 });
  colleagues = await colleaguesIn(world);
  owner = await colleagues.owner('Anka Vana Sanayi');
});
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const LINES =
  'email { value visibility } telephone { value visibility } fax { value visibility } website { value visibility }';
const OWN = `storeContacts { ${LINES} persons { personId name role email telephone visibility authorisationDeclaredAt } }`;
const PUBLIC = 'contact { email telephone fax website persons { name role email telephone } }';
const mine = async (who = owner) =>
  (await world.ask(`{ viewer { company { id version ${OWN} ${PUBLIC} } } }`, {}, who.headers)).data.viewer.company;
const update = async (fields: object, who = owner) => {
  const { data, errors } = await world.ask(
    `mutation Asked($input: UpdateStoreContactInput!) { updateStoreContact(input: $input) { __typename
      ... on Company { id version ${OWN} ${PUBLIC} } ... on InvalidInput { field } ... on Problem { message }
      ... on NotAllowed { reason } ... on CompanyVersionConflict { currentVersion } } }`,
    { input: { expectedVersion: (await mine(who))?.version ?? 1, ...fields } },
    who.headers,
  );
  return errors ? { errors } : data.updateStoreContact;
};
const person = (fields: object = {}) => ({
  name: 'Zeynep Gizli',
  role: 'Export Manager',
  email: 'zeynep.gizli@anka.example',
  telephone: '+90 212 555 01 02',
  visibility: 'INTERNAL',
  authorisationDeclared: true,
  ...fields,
});

it('shows everybody what is public, members all of it, and nobody else what is not', async () => {
  const before = await mine();
  expect(before).toMatchObject({ contact: null, storeContacts: { email: null, persons: [] } });
  const saved = await update({
    email: { value: 'Sales@Anka.example', visibility: 'PUBLIC' },
    telephone: { value: '+90 212 555 00 00', visibility: 'AFTER_INQUIRY' },
    fax: { value: '+90 212 555 00 99', visibility: 'INTERNAL' },
    website: { value: 'https://anka.example/', visibility: 'PUBLIC' },
    persons: [
      person(),
      person({ name: 'Ali Sorulunca', email: 'ali.sorulunca@anka.example', visibility: 'AFTER_INQUIRY' }),
      person({ name: 'Can Açık', email: null, telephone: null, visibility: 'PUBLIC' }),
    ],
  });
  expect(saved).toMatchObject({
    __typename: 'Company',
    storeContacts: {
      email: { value: 'sales@anka.example', visibility: 'PUBLIC' },
      telephone: { value: '+90 212 555 00 00', visibility: 'AFTER_INQUIRY' },
      fax: { value: '+90 212 555 00 99', visibility: 'INTERNAL' },
      persons: [
        { name: 'Zeynep Gizli', visibility: 'INTERNAL' },
        { name: 'Ali Sorulunca', visibility: 'AFTER_INQUIRY' },
        { name: 'Can Açık', visibility: 'PUBLIC' },
      ],
    },
  });
  for (const { authorisationDeclaredAt } of saved.storeContacts.persons) {
    expect(Date.parse(authorisationDeclaredAt)).toBeGreaterThan(Date.now() - 60_000);
  }
  const viewer = await colleagues.member(owner, 'VIEWER');
  expect((await mine(viewer)).storeContacts).toEqual(saved.storeContacts);
});

const HIDDEN = ['555 00 00', '555 00 99', 'Gizli', 'gizli', 'Sorulunca', 'sorulunca', '555 01 02'];
it.each([
  ['nobody', async () => ({})],
  ['the owner of another company', async () => (await colleagues.owner('Başka')).headers],
  ['somebody without a company', async () => (await colleagues.alone()).headers],
])('shows %s on no path what is not public', async (_, headersOf) => {
  const headers = await headersOf();
  const { id } = await mine();
  const seen = await world.ask(
    `query ($id: ID!) { company(id: $id) { id ${PUBLIC} ${OWN} } node(id: $id) { ... on Company { id ${PUBLIC} ${OWN} } }
      nodes(ids: [$id]) { ... on Company { ${PUBLIC} ${OWN} } } }`,
    { id },
    headers,
  );
  expect(seen.errors).toBeUndefined();
  expect(seen.data.company).toEqual({
    id,
    contact: {
      email: 'sales@anka.example',
      telephone: null,
      fax: null,
      website: 'https://anka.example/',
      persons: [{ name: 'Can Açık', role: 'Export Manager', email: null, telephone: null }],
    },
    storeContacts: null,
  });
  const found = await world.ask(
    `query F${Date.now()} { searchCompanies(query: "Anka Vana", first: 10) { edges { node { id ${PUBLIC} ${OWN} } } } }`,
    {},
    headers,
  );
  const direct = await world.ask(
    `query ($id: ID!) { _entities(representations: [{ __typename: "Company", id: $id }]) { __typename } }`,
    { id },
    headers,
  );
  expect(direct.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  const everything = JSON.stringify([seen.data, found.data]);
  expect(HIDDEN.filter((text) => everything.includes(text))).toEqual([]);
});

it('finds nobody by what is not public', async () => {
  const { id } = await mine();
  const found = async (query: string): Promise<boolean> => {
    const { data } = await world.ask(
      `query F${randomUUID().slice(0, 8)}($query: String!) { searchCompanies(query: $query, first: 50) { edges { node { id } } } }`,
      { query },
    );
    return data.searchCompanies.edges.some(({ node }: { node: { id: string } }) => node.id === id);
  };
  await until(() => found('Anka Vana'), 30_000);
  for (const query of ['Zeynep Gizli', 'zeynep.gizli@anka.example', 'Sorulunca'])
    expect(await found(query)).toBe(false);
});

it('seals people in the database, and notes what was changed without them', async () => {
  const stored = await colleagues.connections[0].db!.collection('companies').find().toArray();
  const history = await colleagues.connections[0].db!.collection('companyHistory').find().toArray();
  const everything = JSON.stringify([stored, history], (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  );
  expect(everything).toContain('sales@anka.example');
  expect(['Gizli', 'gizli', 'Sorulunca', '555 01 02'].filter((text) => everything.includes(text))).toEqual([]);
  expect(history.flatMap(({ fields }) => fields)).toEqual(expect.arrayContaining(['contact', 'persons']));
});

it('keeps who stays, gives each new name a reference of its own, and lets go who is left out', async () => {
  const { storeContacts } = await mine();
  const [first, second] = storeContacts.persons;
  const kept = await update({
    persons: [
      person({ personId: first.personId }),
      person({ personId: second.personId, name: 'Başka Biri', visibility: 'INTERNAL' }),
    ],
  });
  const [same, renamed] = kept.storeContacts.persons;
  expect(kept.storeContacts.persons).toHaveLength(2);
  expect(same).toEqual(first);
  expect(renamed.personId).not.toBe(second.personId);
  expect(kept.contact.persons).toEqual([]);
  const cleared = await update({ email: null, website: null, persons: null });
  expect(cleared).toMatchObject({ contact: null, storeContacts: { email: null, website: null, persons: [] } });
  expect(cleared.storeContacts.fax).toEqual({ value: '+90 212 555 00 99', visibility: 'INTERNAL' });
});

it.each<[string, object]>([
  ['persons.0.authorisationDeclared', { persons: [person({ authorisationDeclared: false })] }],
  ['persons.0.personId', { persons: [person({ personId: newSubjectRef() })] }],
  ['persons.0.personId', { persons: [person({ personId: '__proto__' })] }],
  ['persons.0.name', { persons: [person({ name: '\u202eAli' })] }],
  ['persons.0.name', { persons: [person({ name: '' })] }],
  ['persons.0.role', { persons: [person({ role: 'x'.repeat(101) })] }],
  ['persons.0.email', { persons: [person({ email: 'аnka@vаna.example' })] }],
  ['persons', { persons: Array(21).fill(person()) }],
  ['email.value', { email: { value: 'not an address', visibility: 'PUBLIC' } }],
  ['email.value', { email: { value: 'a@b.example\r\nBcc: c@d.example', visibility: 'PUBLIC' } }],
  ['telephone.value', { telephone: { value: 'call me', visibility: 'PUBLIC' } }],
  ['telephone.value', { telephone: { value: '1'.repeat(1_000), visibility: 'PUBLIC' } }],
  ['website.value', { website: { value: 'javascript:alert(1)', visibility: 'PUBLIC' } }],
  ['website.value', { website: { value: 'https://user:secret@anka.example', visibility: 'PUBLIC' } }],
])('refuses a value by name, and changes nothing: %s', async (field, input) => {
  const before = await mine();
  expect(await update(input)).toMatchObject({ __typename: 'InvalidInput', field });
  expect(await mine()).toEqual(before);
});

it('lets viewers change nothing, nor whoever is paused, and takes no person of another company', async () => {
  const line = { email: { value: 'x@anka.example', visibility: 'PUBLIC' } };
  const viewer = await colleagues.member(owner, 'VIEWER');
  expect(await update(line, viewer)).toMatchObject({ __typename: 'NotAllowed', reason: 'VIEWER_ONLY' });
  const editor = await colleagues.member(owner, 'EDITOR');
  expect(await update(line, editor)).toMatchObject({ __typename: 'Company' });
  const memberships = colleagues.connections[1].db!.collection<{ _id: string }>('memberships');
  await memberships.updateOne({ _id: editor.accountId }, { $set: { paused: true } });
  expect(await update(line, editor)).toMatchObject({ __typename: 'NotAllowed', reason: 'PAUSED' });
  const other = await colleagues.owner('Başka');
  const { storeContacts } = await update({ persons: [person()] });
  const taken = await update({ persons: [person({ personId: storeContacts.persons[0].personId })] }, other);
  expect(taken).toMatchObject({ __typename: 'InvalidInput', field: 'persons.0.personId' });
});

it('keeps a sole trader’s contact sealed', async () => {
  const trader = await colleagues.owner('Ayşe Gölge Ticaret', newSubjectRef());
  await update({ telephone: { value: '+90 555 987 65 43', visibility: 'PUBLIC' } }, trader);
  expect((await mine(trader)).contact.telephone).toBe('+90 555 987 65 43');
  const everything = JSON.stringify([
    await colleagues.connections[0].db!.collection('companies').find().toArray(),
    await colleagues.connections[0].db!.collection('companyHistory').find().toArray(),
    await colleagues.connections[1].db!.collection('companyCards').find().toArray(),
  ]);
  expect(everything).not.toMatch(/987 65 43|Gölge/);
});
