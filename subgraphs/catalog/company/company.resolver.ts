import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import type { CatalogContext } from '../catalog.context.ts';
import { ProductConnection } from '../search/product-connection.type.ts';
import type { ProductSearch } from '../search/product-search.ts';
import { PageArgs } from '../search/search.args.ts';
import { CompanyReference } from './company.reference.ts';

@Resolver(() => CompanyReference)
export class CompanyResolver {
  readonly #search: ProductSearch;

  constructor(search: ProductSearch) {
    this.#search = search;
  }

  @FieldResolver(() => ProductConnection, {
    nullable: true,
    description: 'Its published products. Null when search does not answer.',
  })
  @TakesNothingPersonal()
  products(
    @Root() company: CompanyReference,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() context: CatalogContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.#search.find({ first, after, where: { companyId: company.id } }, context, info);
  }
}
