import { globalId } from '../../kit/global-id/global-id.ts';
import { Catalogue } from '../kit/catalogue.ts';
import { pageThrough, type Listed } from '../kit/page-through.ts';
import { startWorld, until, type World } from '../kit/world.ts';

let world: World;
let catalogue: Catalogue;
let products: Listed[];
beforeAll(async () => {
  world = await startWorld({ companies: 20, products: 300 });
  catalogue = new Catalogue(world.servers.mongo.uri, world.keys.keyring);
  products = (await pageThrough(world, { locale: 'EN' })).all;
}, 120_000);
afterAll(async () => {
  await catalogue.close();
  await world.stop();
});

const PRODUCT_PAGE = `query ProductPage($id: ID!) {
  product(id: $id) {
    __typename id name nameLocale description status hsCode incoterm originCountry leadTimeDays publishedAt similarity { score }
    category { code name parent { code name parent { code level } } }
    price { minimum maximum currency unit unitLabel } priceTiers { minimumQuantity amount }
    minimumOrderQuantity { amount unit unitLabel } attributes { key value }
    company { id slug name country city verified description mainProducts contact { email telephone website } }
    similar(first: 12) { id name similarity { score reasons { shared weight } } company { name } }
  }
}`;

describe('categories', () => {
  it('are a tree, walked from the roots to a leaf with goods in it', async () => {
    const { data } = await world.ask(
      '{ categories(locale: TR) { code name level hsCodes parent { code } children { code level parent { code } } } }',
    );
    const [root] = data!.categories;
    expect(root).toMatchObject({ code: '10', level: 1, parent: null, name: expect.stringContaining('Vana') });
    for (const child of root.children)
      expect(child).toEqual({ code: expect.stringMatching(/^10\.\d\d$/), level: 2, parent: { code: '10' } });
    const below = await world.ask(
      'query ($parent: String) { categories(parent: $parent) { code children { code children { code } } } }',
      { parent: '10' },
    );
    const leaf = below.data!.categories[0].children[0];
    expect(leaf).toEqual({ code: expect.stringMatching(/^10\.\d\d\.\d\d$/), children: [] });
  });

  it('that do not exist are null, and have no children', async () => {
    const { data, errors } = await world.ask(
      '{ category(code: "99.99.99") { name } categories(parent: "nothing") { code } }',
    );
    expect({ data, errors }).toEqual({ data: { category: null, categories: null }, errors: undefined });
  });
});

const LISTED =
  'id name nameLocale status publishedAt category { code } company { name verified } price { minimum maximum unitLabel validUntil } priceTiers { amount } minimumOrderQuantity { amount unitLabel } images { alt }';
const BEYOND =
  'nameProvenance description hsCode incoterm incotermEdition originCountry leadTimeDays samples { free } certificates { standard } oem attributes { key value } similar(first: 1) { id }';

describe('the page of a product', () => {
  it.each([LISTED, `${LISTED} ${BEYOND}`])('says of what is like it what their own pages say: %s', async (fields) => {
    const { data, errors } = await world.ask(
      `query ($id: ID!) { product(id: $id) { similar(first: 5) { ${fields} } } }`,
      {
        id: products[3]!.id,
      },
    );
    expect(errors).toBeUndefined();
    expect(data!.product.similar.length).toBeGreaterThan(1);
    for (const similar of data!.product.similar) {
      const own = await world.ask(`query ($id: ID!) { product(id: $id) { ${fields} } }`, { id: similar.id });
      expect(similar).toEqual(own.data!.product);
    }
  });

  it('says all that a buyer decides by, with its supplier and what is like it', async () => {
    const { data, errors } = await world.ask(PRODUCT_PAGE, { id: products[0]!.id });
    expect(errors).toBeUndefined();
    const { product } = data!;
    expect(product).toMatchObject({
      __typename: 'Product',
      id: products[0]!.id,
      name: products[0]!.name,
      status: 'PUBLISHED',
      similarity: null,
      hsCode: expect.stringMatching(/^\d{6}$/),
      company: {
        id: products[0]!.company.id,
        name: products[0]!.company.name,
        slug: expect.stringMatching(/^[a-z0-9-]+$/),
      },
      category: { code: products[0]!.category.code, parent: { parent: { level: 1 } } },
      price: products[0]!.price,
    });
    expect(product.company.mainProducts.length).toBeGreaterThan(0);
    expect(product.similar.length).toBeGreaterThan(3);
    const scores = product.similar.map(({ similarity }: { similarity: { score: number } }) => similarity.score);
    expect(scores).toEqual(scores.toSorted((a: number, b: number) => b - a));
    for (const { id, similarity } of product.similar) {
      expect(id).not.toBe(product.id);
      expect(similarity.score).toBeGreaterThan(0);
      expect(similarity.score).toBeLessThanOrEqual(1);
      expect(similarity.reasons.length).toBeGreaterThan(0);
      for (const { shared, weight } of similarity.reasons) {
        expect(shared).not.toBe('');
        expect(weight).toBeLessThanOrEqual(1);
      }
    }
  });

  it('is the same by any way to it', async () => {
    const { data } = await world.ask(
      `query ($id: ID!) { product(id: $id) { ...P } node(id: $id) { __typename ...P } nodes(ids: [$id]) { ...P } }
       fragment P on Product { id name price { minimum } company { name description } }`,
      { id: products[3]!.id },
    );
    expect(data!.node).toEqual({ __typename: 'Product', ...data!.product });
    expect(data!.nodes).toEqual([data!.product]);
  });
});

describe('the page of a company', () => {
  const COMPANY = `fragment C on Company { id slug name country region city verified mainProducts description address
    identifiers { scheme value } foundedYear contact { email telephone website }
    products(first: 50) { totalCount { value } edges { node { id company { id } } } } }`;

  it('by its id or its slug shows it with its products', async () => {
    const { id } = products[0]!.company;
    const { data } = await world.ask(`query ($id: ID!) { company(id: $id) { ...C } } ${COMPANY}`, { id });
    const { slug, products: own } = data!.company;
    const expected = products.filter(({ company }) => company.id === id).length;
    expect(own.totalCount.value).toBe(expected);
    expect(own.edges.map(({ node }: { node: { company: { id: string } } }) => node.company.id)).toEqual(
      Array.from({ length: Math.min(expected, 50) }, () => id),
    );
    const bySlug = await world.ask(`query ($slug: String!) { company(slug: $slug) { ...C } } ${COMPANY}`, { slug });
    expect(bySlug.data!.company).toEqual(data!.company);
    const { errors } = await world.ask('query ($id: ID, $slug: String) { company(id: $id, slug: $slug) { id } }', {
      id,
      slug,
    });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' }, path: ['company'] }]);
  });

  it('is found by searching companies', async () => {
    const { name, id } = products[0]!.company;
    const { data } = await world.ask(
      'query ($query: String) { searchCompanies(query: $query, first: 5, locale: EN) { edges { node { id slug description } highlights { field html } } } }',
      { query: name },
    );
    const [{ node, highlights }] = data!.searchCompanies.edges;
    expect(node.id).toBe(id);
    expect(highlights).toContainEqual({ field: 'name', html: expect.stringContaining('<em>') });
  });
});

describe('ids', () => {
  const local = 'f'.repeat(24);
  it.each([
    ['of nothing', globalId('Product', local)],
    ['of no company', globalId('Company', local)],
    ['of a type that is not there', globalId('Secret', local)],
    ['of a type that has no page of its own', globalId('Category', local)],
    ['that are empty', ''],
    ['that are no ids', 'rubbish'],
    ['that are not encoded', `Product:${local}`],
    ['that are padded', `${globalId('Product', local)}=`],
    ['that carry an operator', Buffer.from('Product:{"$ne":null}').toString('base64url')],
    ['with a NUL', '\0'],
    ['with half a surrogate pair', '\ud800'],
    ['that are long', 'A'.repeat(10_000)],
  ])('%s are null, whatever is asked of them', async (_, id) => {
    const { data, errors } = await world.ask(
      `query ($id: ID!) { product(id: $id) { id } company(id: $id) { id } bare: node(id: $id) { id } typed: node(id: $id) { __typename ... on Product { name } ... on Company { name } } nodes(ids: [$id, $id]) { id } }`,
      { id },
    );
    expect({ data, errors }).toEqual({
      data: { product: null, company: null, bare: null, typed: null, nodes: [null, null] },
      errors: undefined,
    });
  });

  it('come back in the order that they were asked in, holes and doubles included', async () => {
    const [first, second] = products;
    const asked = [second!.id, 'rubbish', first!.company.id, second!.id, globalId('Product', local), first!.id];
    const { data } = await world.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }', { ids: asked });
    expect(data!.nodes).toEqual([
      { id: second!.id, __typename: 'Product' },
      null,
      { id: first!.company.id, __typename: 'Company' },
      { id: second!.id, __typename: 'Product' },
      null,
      { id: first!.id, __typename: 'Product' },
    ]);
    const tooMany = await world.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: Array.from({ length: 101 }, () => first!.id),
    });
    expect(tooMany.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('what is hidden', () => {
  const LISTS = `query Lists($companyId: ID!, $like: ID!) {
    searchProducts(first: 100, where: { companyId: $companyId }) { edges { node { id } } }
    searchCompanies(first: 100) { edges { node { id } } }
    product(id: $like) { similar(first: 100) { id } }
    company(id: $companyId) { id products(first: 100) { edges { node { id } } } }
  }`;
  /** Every id that a reader sees on any list. */
  const seen = async (companyId: string, like: string): Promise<string> => {
    const { data } = await world.ask(LISTS, { companyId, like });
    return JSON.stringify(data);
  };
  const SEARCH =
    'query ($companyId: ID!) { searchProducts(first: 100, where: { companyId: $companyId }) { edges { node { id } } } }';

  it.each(['WITHDRAWN', 'DRAFT'] as const)(
    'a product that is %s is gone from every page at once, cached answers too, and comes back',
    async (status) => {
      const { data: page } = await world.ask(
        'query ($id: ID!) { product(id: $id) { similar(first: 1) { id company { id } } } }',
        { id: products[10]!.id },
      );
      const [victim] = page!.product.similar;
      const like = products[10]!.id;
      const cached = async () => JSON.stringify((await world.ask(SEARCH, { companyId: victim.company.id })).data);
      expect(await seen(victim.company.id, like)).toContain(victim.id);
      await until(async () => (await cached()).includes(victim.id), 15_000);
      await catalogue.setStatus(victim.id, status);
      await until(async () => !(await cached()).includes(victim.id), 1_000);
      expect(await seen(victim.company.id, like)).not.toContain(victim.id);
      const { data, errors } = await world.ask(
        'query ($id: ID!) { product(id: $id) { id } node(id: $id) { id } nodes(ids: [$id]) { id } }',
        { id: victim.id },
      );
      expect({ data, errors }).toEqual({ data: { product: null, node: null, nodes: [null] }, errors: undefined });
      await catalogue.setStatus(victim.id, 'PUBLISHED');
      await until(async () => (await seen(victim.company.id, like)).split(victim.id).length === 4, 15_000);
    },
  );

  it('a company that is suspended is gone with all its products, on every page, and comes back', async () => {
    const { company, id } = products[20]!;
    const like =
      products.find(
        (other) => other.company.id !== company.id && other.category.code === products[20]!.category.code,
      ) ?? products[0]!;
    const cached = async () => JSON.stringify((await world.ask(SEARCH, { companyId: company.id })).data);
    expect(await cached()).toContain(id);
    await catalogue.setCompanyStatus(company.id, 'SUSPENDED');
    await until(async () => !(await cached()).includes(id), 1_000);
    expect(await seen(company.id, like.id)).not.toContain(company.id);
    const own = products.filter((product) => product.company.id === company.id).map((product) => product.id);
    const { data } = await world.ask(
      `query ($id: ID!, $product: ID!, $ids: [ID!]!) { company(id: $id) { id } bare: node(id: $id) { id } node(id: $product) { id } product(id: $product) { id } nodes(ids: $ids) { id } }`,
      { id: company.id, product: id, ids: own },
    );
    expect(data).toEqual({ company: null, bare: null, node: null, product: null, nodes: own.map(() => null) });
    await catalogue.setCompanyStatus(company.id, 'ACTIVE');
    await until(async () => (await cached()).includes(id), 15_000);
  });
});
