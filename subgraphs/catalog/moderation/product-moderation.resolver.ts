import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { readTimeCursor, timePage } from '../../../kit/graphql/time-page.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { Outcome } from '../../../kit/idempotency/idempotency.ts';
import { AlreadyDecided } from '../../../schema/events/already-decided.problem.ts';
import {
  ModerationDecisionType,
  ModerationReason,
  presentDecision,
} from '../../../schema/events/moderation-decision.type.ts';
import { demandStaff } from '../../../schema/events/staff.policy.ts';
import type { CatalogContext } from '../catalog.context.ts';
import type { CompanyCards } from '../company/company-cards.ts';
import type { ModerationRefusal, ProductModeration } from './product-moderation.ts';
import { presentReview } from './review.presenter.ts';
import { ApproveProductInput, ModerateProductInput, ProductReview, ProductReviewConnection } from './review.type.ts';

const outcomes = () => [
  ModerationDecisionType,
  InvalidInput,
  NotAllowed,
  NotFound,
  AlreadyDecided,
  IdempotencyKeyReused,
];
const TakeDownProductResult = resultUnion(
  'TakeDownProductResult',
  'What came of taking down: the decision, or why not.',
  outcomes,
);
const ReinstateProductResult = resultUnion(
  'ReinstateProductResult',
  'What came of showing it again: the decision, or why not.',
  outcomes,
);
const ApproveProductResult = resultUnion(
  'ApproveProductResult',
  'What came of approving: the decision, or why not.',
  outcomes,
);

type Waiting = Awaited<ReturnType<ProductModeration['waiting']>>;

@Resolver()
export class ProductModerationResolver {
  readonly #moderation: ProductModeration;
  readonly #cards: CompanyCards;

  constructor(moderation: ProductModeration, cards: CompanyCards) {
    this.#moderation = moderation;
    this.#cards = cards;
  }

  @Query(() => ProductReviewConnection, {
    nullable: true,
    description:
      'Products that are published and may be prohibited, and so are held back, who waits longest first; for support and administrators. Null when it is refused or the catalog does not answer.',
  })
  @TakesNothingPersonal()
  async reviewQueue(
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from; null: from the beginning.' })
    after: string | null,
    @Ctx() { viewer, locale }: CatalogContext,
  ) {
    demandStaff('MODERATE', viewer);
    const size = pageSize(first);
    const place = readTimeCursor(after);
    const found = await this.#moderation.waiting(place, size + 1);
    const shown = await this.#reviewed(found, locale);
    return timePage(
      found,
      size,
      place,
      ({ moderation, updatedAt, _id }) => ({ at: moderation?.at ?? updatedAt, id: _id }),
      (record) => shown.get(record._id)!,
    );
  }

  @Query(() => ProductReview, {
    nullable: true,
    description:
      'A product that is held back, by the id of its review; for support and administrators. Null when it is not held back any more.',
  })
  @TakesNothingPersonal()
  async productReview(
    @Arg('id', () => ID, { description: 'Id of the review.' }) id: string,
    @Ctx() { viewer, locale }: CatalogContext,
  ) {
    demandStaff('MODERATE', viewer);
    const local = localIdOf('ProductReview', id);
    const found = local && (await this.#moderation.awaiting(local));
    return found ? (await this.#reviewed([found], locale)).get(found._id) : null;
  }

  @Mutation(() => TakeDownProductResult as never, {
    description:
      'Takes a product down: it is hidden everywhere at once, and its company cannot show it again, but is told and may appeal. For support and administrators.',
  })
  async takeDownProduct(
    @Arg('input', () => ModerateProductInput, { description: 'Which product, and why.' }) input: ModerateProductInput,
    @Ctx() { viewer }: CatalogContext,
  ) {
    return this.#answer(await this.#moderation.change(viewer, 'takeDownProduct', input));
  }

  @Mutation(() => ReinstateProductResult as never, {
    description: 'Lets a product be shown again that was taken down. For support and administrators.',
  })
  async reinstateProduct(
    @Arg('input', () => ModerateProductInput, { description: 'Which product, and why.' }) input: ModerateProductInput,
    @Ctx() { viewer }: CatalogContext,
  ) {
    return this.#answer(await this.#moderation.change(viewer, 'reinstateProduct', input));
  }

  @Mutation(() => ApproveProductResult as never, {
    description: 'Lets a product be shown that was held back for a review. For support and administrators.',
  })
  async approveProduct(
    @Arg('input', () => ApproveProductInput, { description: 'Which product.' }) input: ApproveProductInput,
    @Ctx() { viewer }: CatalogContext,
  ) {
    const decided = Object.assign(input, { reason: ModerationReason.LAWFUL });
    return this.#answer(await this.#moderation.change(viewer, 'approveProduct', decided));
  }

  /** What moderators see of products, by their ids. */
  async #reviewed(records: Waiting, locale: Locale) {
    const cards = await this.#cards.get(records.map(({ companyId }) => companyId));
    return new Map(
      records.map((record) => {
        const card = cards.get(record.companyId);
        return [record._id, presentReview(record, !card || card instanceof Error || card.hidden ? null : card, locale)];
      }),
    );
  }

  #answer(outcome: Outcome<ModerationRefusal>) {
    return answered(outcome, async (id) => {
      const decision = id ? await this.#moderation.decision(id) : null;
      return decision && presentDecision(decision, false);
    });
  }
}
