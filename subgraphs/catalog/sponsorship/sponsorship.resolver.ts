import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import { readTimeCursor, timePage } from '../../../kit/graphql/time-page.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { Outcome } from '../../../kit/idempotency/idempotency.ts';
import { actingStaff, demandStaff } from '../../../schema/events/staff.policy.ts';
import type { CatalogContext } from '../catalog.context.ts';
import { presentProduct } from '../product/product.presenter.ts';
import { Product } from '../product/product.type.ts';
import type { Sponsoring } from './sponsoring.ts';
import { EndSponsorshipInput, SponsorProductInput } from './sponsorship.input.ts';
import { presentSponsorship } from './sponsorship.presenter.ts';
import { EndSponsorshipResult, SponsorProductResult, type SponsorshipRefusal } from './sponsorship.result.ts';
import { Sponsorship, SponsorshipConnection } from './sponsorship.type.ts';

@Resolver(() => Sponsorship)
export class SponsorshipResolver {
  readonly #sponsoring: Sponsoring;

  constructor(sponsoring: Sponsoring) {
    this.#sponsoring = sponsoring;
  }

  @Query(() => SponsorshipConnection, {
    nullable: true,
    description:
      'Sponsorships of all products, what was set last first; for administrators. Null when it is refused or the catalog does not answer.',
  })
  @TakesNothingPersonal()
  async sponsorships(
    @Arg('active', () => Boolean, {
      nullable: true,
      description: 'True: only those that run now; false: only others; null: all.',
    })
    active: boolean | null,
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from; null: from the beginning.' })
    after: string | null,
    @Ctx() { viewer }: CatalogContext,
  ) {
    demandStaff('SPONSOR', viewer);
    const size = pageSize(first);
    const place = readTimeCursor(after);
    const found = await this.#sponsoring.page(active ?? null, place, size + 1);
    return timePage(
      found,
      size,
      place,
      ({ createdAt, _id }) => ({ at: createdAt, id: _id }),
      (record) => presentSponsorship(record, true),
    );
  }

  @Query(() => Sponsorship, {
    nullable: true,
    description: 'A sponsorship by its id; for administrators. Null when there is none with this id.',
  })
  @TakesNothingPersonal()
  async sponsorship(
    @Arg('id', () => ID, { description: 'Id of the sponsorship.' }) id: string,
    @Ctx() { viewer }: CatalogContext,
  ) {
    demandStaff('SPONSOR', viewer);
    const local = localIdOf('Sponsorship', id);
    const found = local && (await this.#sponsoring.byId(local));
    return found ? presentSponsorship(found, true) : null;
  }

  @Mutation(() => SponsorProductResult as never, {
    description:
      'Sponsors a product for a time: searches that it matches lift it, at most two on a page, and mark it. For administrators.',
  })
  async sponsorProduct(
    @Arg('input', () => SponsorProductInput, { description: 'Which product, from when to when, and why.' })
    input: SponsorProductInput,
    @Ctx() context: CatalogContext,
  ) {
    return this.#answer(await this.#sponsoring.sponsor(context.viewer, input), context);
  }

  @Mutation(() => EndSponsorshipResult as never, {
    description: 'Ends a sponsorship before its time; within seconds no search lifts the product. For administrators.',
  })
  async endSponsorship(
    @Arg('input', () => EndSponsorshipInput, { description: 'Which one, and why.' }) input: EndSponsorshipInput,
    @Ctx() context: CatalogContext,
  ) {
    return this.#answer(await this.#sponsoring.end(context.viewer, input), context);
  }

  @FieldResolver(() => Product, { nullable: true, description: 'The product; null when it cannot be shown.' })
  async product(@Root() { productId }: Sponsorship, @Ctx() context: CatalogContext) {
    const shown = await context.products.load(localIdOf('Product', productId)!);
    return shown ? presentProduct(shown.record, shown.card, context.locale) : null;
  }

  #answer(outcome: Outcome<SponsorshipRefusal>, { viewer }: CatalogContext) {
    return answered(outcome, async (id) => {
      const found = id ? await this.#sponsoring.byId(id) : null;
      return found && presentSponsorship(found, actingStaff('SPONSOR', viewer) !== null);
    });
  }
}
