import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { selectionOf } from '../../../kit/graphql/selection.ts';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import type { CatalogContext } from '../catalog.context.ts';
import { Category } from '../category/category.type.ts';
import type { SimilarIndex } from '../similar/similar-index.ts';
import { presentProduct } from './product.presenter.ts';
import { isListed } from './products.ts';
import { Product } from './product.type.ts';

@Resolver(() => Product)
export class ProductResolver {
  readonly #similar: SimilarIndex;

  constructor(similar: SimilarIndex) {
    this.#similar = similar;
  }

  @Query(() => Product, {
    nullable: true,
    description:
      'A product by its id; null when it is absent, hidden or withdrawn. Those who act for its company see it in any state.',
  })
  @TakesNothingPersonal()
  async product(
    @Arg('id', () => ID, { description: 'Id of the product.' }) id: string,
    @Ctx() context: CatalogContext,
  ) {
    const local = localIdOf('Product', id);
    const shown = local && (await context.readable.load(local));
    return shown ? presentProduct(shown.record, shown.card, context.locale) : null;
  }

  @FieldResolver(() => [Product], {
    nullable: true,
    description:
      'Products like this one by content (words, sizes, grades, codes, category), the likest first; `similarity` says why. Null when the catalog does not answer.',
  })
  @TakesNothingPersonal()
  async similar(
    @Root() product: { localId: string },
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Ctx() context: CatalogContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const size = pageSize(first);
    const shown = await context.readable.load(product.localId);
    if (!shown) return [];
    const selected = selectionOf(info);
    const isExplained = selected.get('similarity')?.below.has('reasons') ?? false;
    const similar = this.#similar.similarTo(shown.record, size, isExplained);
    const products = isListed(selected) ? context.listedProducts : context.products;
    const found = await products.loadMany(similar.map(({ id }) => id));
    return found.flatMap((other, index) =>
      other && !(other instanceof Error)
        ? [presentProduct(other.record, other.card, context.locale, similar[index]!.similarity)]
        : [],
    );
  }

  @FieldResolver(() => Category, {
    nullable: true,
    description: 'Where it stands in the category tree; null when its category no longer exists.',
  })
  category(@Root() product: { category: Category | null }): Category | null {
    return product.category;
  }
}
