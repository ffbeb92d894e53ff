import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Resolver } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import { selectionOf } from '../../../kit/graphql/selection.ts';
import type { CatalogContext } from '../catalog.context.ts';
import { presentProduct } from '../product/product.presenter.ts';
import { PageArgs } from '../search/search.args.ts';
import { cursorOf, type OwnProducts } from './own-products.ts';
import { OwnProductConnection, OwnProductWhere, ViewerReference } from './own-product.type.ts';

/** What the catalog has of whoever asks. */
@Resolver(() => ViewerReference)
export class ViewerResolver {
  readonly #own: OwnProducts;

  constructor(own: OwnProducts) {
    this.#own = own;
  }

  @FieldResolver(() => OwnProductConnection, {
    nullable: true,
    description:
      'The products of the company that the account acts for, in any state. Null when it acts for none, and when the catalog does not answer.',
  })
  @TakesNothingPersonal()
  async products(
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Arg('where', () => OwnProductWhere, { nullable: true, description: 'Which products; null: all.' })
    where: OwnProductWhere | null | undefined,
    @Ctx() context: CatalogContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const size = pageSize(first);
    const { member } = await context.seller();
    if (!member) return null;
    const which = { companyId: member.companyId, status: where?.status ?? null, query: where?.query ?? null };
    const records = await this.#own.page({ ...which, first: size, after: after ?? null });
    const page = records.slice(0, size);
    const shown = await context.readable.loadMany(page.map(({ _id }) => _id));
    const edges = page.flatMap((record, at) => {
      const one = shown[at];
      if (!one || one instanceof Error) return [];
      return [{ cursor: cursorOf(record), node: presentProduct(one.record, one.card, context.locale) }];
    });
    return {
      totalCount: selectionOf(info).has('totalCount') ? await this.#own.count(which) : 0,
      edges,
      pageInfo: {
        hasNextPage: records.length > size,
        hasPreviousPage: after != null,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      },
    };
  }
}
