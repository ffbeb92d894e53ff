import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import type { CatalogContext } from '../catalog.context.ts';
import { comparedProducts } from './compared-products.ts';
import { presentComparison } from './comparison.presenter.ts';
import { ProductComparison } from './comparison.type.ts';

@Resolver()
export class ComparisonResolver {
  @Query(() => ProductComparison, {
    nullable: true,
    description:
      'Products side by side, with units and prices normalised. Null when the catalog does not answer; errors: BAD_USER_INPUT.',
  })
  @TakesNothingPersonal()
  async compareProducts(
    @Arg('ids', () => [ID], { description: 'Ids of 1 to 8 different products.' }) ids: string[],
    @Arg('locale', () => LocaleEnum, {
      nullable: true,
      description: "Language of the answer; null: the request's Accept-Language.",
    })
    locale: LocaleEnum | null,
    @Ctx() context: CatalogContext,
  ) {
    return presentComparison(await comparedProducts(ids, context.products), locale ?? context.locale);
  }
}
