import 'reflect-metadata';
import { buildSchema, graphql, type GraphQLResolveInfo } from 'graphql';
import { selectionOf } from '../../../kit/graphql/selection.ts';
import { facetsOf } from './product-search.ts';

const schema = buildSchema(`
  enum FacetKey { CATEGORY COUNTRY CURRENCY }
  type ProductConnection { facets(keys: [FacetKey!] = [COUNTRY]): Int }
  type CompanyConnection { facets(keys: [FacetKey!] = [COUNTRY]): Int }
  type Query { searchProducts: ProductConnection, searchCompanies: CompanyConnection }
`);

/** The facets that a selection of a search asks for. */
async function asked(search: string): Promise<readonly string[]> {
  let found: readonly string[] = [];
  const note = (_args: unknown, _context: unknown, info: GraphQLResolveInfo) => {
    found = facetsOf(selectionOf(info), info);
    return null;
  };
  const { errors } = await graphql({
    schema,
    source: `{ ${search} }`,
    rootValue: { searchProducts: note, searchCompanies: note },
  });
  expect(errors).toBeUndefined();
  return found;
}

it.each([
  ['searchProducts { facets(keys: [CURRENCY, CATEGORY]) }', ['category', 'currency']],
  ['searchCompanies { facets(keys: [CURRENCY, CATEGORY]) }', ['category']],
  ['searchCompanies { facets(keys: [CURRENCY]) }', []],
  ['searchCompanies { facets, also: facets(keys: [CATEGORY]) }', ['category', 'country']],
])('asks the engine for no facet that its documents do not have: %s', async (search, facets) => {
  expect(await asked(search)).toEqual(facets);
});
