import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { newcomer, type Newcomer } from '../kit/newcomer.ts';
import { startWorld, until, type World } from '../kit/world.ts';

const PRODUCT = '__typename ... on Product { id status version } ... on Problem { message }';
let world: World;
let member: Newcomer;
beforeAll(async () => {
  await promisify(execFile)('npm', ['run', 'build', '--silent'], { cwd: new URL('../../', import.meta.url) });
  world = await startWorld({ shape: 'processes', companies: 5, products: 20, development: false });
  member = await newcomer(world);
}, 240_000);
afterAll(() => world?.stop(), 60_000);

/** What a mutation on a product answers, asked by the member. */
async function change(mutation: string, input: object) {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await world.ask(
    `mutation Change($input: ${type}!) { ${mutation}(input: $input) { ${PRODUCT} } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
    member.headers,
  );
  expect(errors).toBeUndefined();
  return data[mutation];
}
let asked = 0;
const found = async (words: string): Promise<number> => {
  const { data } = await world.ask(
    `query Found${asked++}($words: String!) { searchProducts(query: $words, first: 5, locale: EN) { edges { node { name } } } }`,
    { words },
  );
  return data.searchProducts.edges.filter(({ node }: { node: { name: string } | null }) => node?.name === words).length;
};

it('a member registers, proves the address, signs in, publishes, is found, and withdraws, over four processes', async () => {
  const { data } = await world.ask('{ viewer { email company { id name slug } } }', {}, member.headers);
  expect(data.viewer).toMatchObject({ email: member.email, company: { name: 'Örnek Vana Sanayi' } });
  const name = 'Zirconium quoll valve';
  const { data: tree } = await world.ask('{ categories { children { code children { code children { code } } } } }');
  let leaf = tree.categories[0];
  while (leaf.children?.length) leaf = leaf.children[0];
  const draft = await change('createProduct', { name: [{ locale: 'EN', text: name }], categoryCode: leaf.code });
  expect(draft).toMatchObject({ __typename: 'Product', status: 'DRAFT' });
  expect(await found(name)).toBe(0);
  const published = await change('publishProduct', { id: draft.id });
  expect(published).toMatchObject({ id: draft.id, status: 'PUBLISHED' });
  await until(async () => (await found(name)) === 1, 20_000);
  const page = await world.ask('query Page($id: ID!) { product(id: $id) { name company { id name } } }', {
    id: draft.id,
  });
  expect(page.data.product).toEqual({ name, company: { id: data.viewer.company.id, name: 'Örnek Vana Sanayi' } });
  expect(await change('withdrawProduct', { id: draft.id })).toMatchObject({ status: 'WITHDRAWN' });
  await until(async () => (await found(name)) === 0, 2_000);
  const gone = await world.ask('query Gone($id: ID!) { product(id: $id) { name } }', { id: draft.id });
  expect(gone.data.product).toBeNull();
});

it('whoever signs in is seen by the other subgraphs in the same request', async () => {
  const input = { login: member.email, password: member.password };
  const { data, errors } = await world.ask(
    `mutation In($input: SignInInput!) {
      signIn(input: $input) { ... on Session { viewer { email company { name } } } }
      signOut(input: {}) { __typename }
    }`,
    { input },
  );
  expect(errors).toBeUndefined();
  expect(data.signIn.viewer).toMatchObject({ email: member.email, company: { name: 'Örnek Vana Sanayi' } });
});

it('in production nobody reads the mails, and no password or token is in any log', async () => {
  expect((await fetch(`${world.address}/dev/mailbox`)).status).toBe(404);
  const logged = world.logged.join('\n');
  const [mail] = await world.mailbox(member.email);
  const secrets = [
    member.password,
    member.email,
    member.headers.authorization.slice(-40),
    /#token=([\w-]+)/.exec(mail!.text)![1]!,
  ];
  for (const secret of secrets) expect(logged).not.toContain(secret);
});
