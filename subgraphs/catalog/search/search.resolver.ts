import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import type { CatalogContext } from '../catalog.context.ts';
import { CompanyConnection } from './company-connection.type.ts';
import type { CompanySearch } from './company-search.ts';
import type { Connection } from './connection.presenter.ts';
import { Facet } from './facet.type.ts';
import { ProductConnection } from './product-connection.type.ts';
import type { ProductSearch } from './product-search.ts';
import { SearchCompaniesArgs, SearchProductsArgs } from './search.args.ts';
import { FacetKey } from './search-enums.ts';

const KEYS = {
  defaultValue: [FacetKey.CATEGORY, FacetKey.COUNTRY, FacetKey.VERIFIED],
  description: 'Which facets to count; each costs time.',
};
const FACETS = 'Counts by property, in the order of `FacetKey`. Never null.';

@Resolver(() => ProductConnection)
export class ProductSearchResolver {
  readonly #search: ProductSearch;

  constructor(search: ProductSearch) {
    this.#search = search;
  }

  @Query(() => ProductConnection, {
    nullable: true,
    description:
      'Products by words, filters or both; without either, all. Finds a text in any of the three languages. Null when search does not answer; errors: BAD_USER_INPUT, UNAVAILABLE.',
  })
  @TakesNothingPersonal()
  searchProducts(
    @Args(() => SearchProductsArgs) args: SearchProductsArgs,
    @Ctx() context: CatalogContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.#search.find(args, context, info);
  }

  @FieldResolver(() => [Facet], { description: FACETS })
  @TakesNothingPersonal()
  facets(@Root() connection: Connection, @Arg('keys', () => [FacetKey], KEYS) keys: FacetKey[]): Facet[] {
    return connection.facetsOf(keys);
  }
}

@Resolver(() => CompanyConnection)
export class CompanySearchResolver {
  readonly #search: CompanySearch;

  constructor(search: CompanySearch) {
    this.#search = search;
  }

  @Query(() => CompanyConnection, {
    nullable: true,
    description:
      'Companies by words, filters or both; without either, all. Null when search does not answer; errors: BAD_USER_INPUT, UNAVAILABLE.',
  })
  @TakesNothingPersonal()
  searchCompanies(
    @Args(() => SearchCompaniesArgs) args: SearchCompaniesArgs,
    @Ctx() context: CatalogContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.#search.find(args, context, info);
  }

  @FieldResolver(() => [Facet], { description: FACETS })
  @TakesNothingPersonal()
  facets(@Root() connection: Connection, @Arg('keys', () => [FacetKey], KEYS) keys: FacetKey[]): Facet[] {
    return connection.facetsOf(keys.filter((key) => key !== FacetKey.CURRENCY));
  }
}
