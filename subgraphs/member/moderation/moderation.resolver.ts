import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { readTimeCursor, timePage } from '../../../kit/graphql/time-page.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import { AlreadyDecided } from '../../../schema/events/already-decided.problem.ts';
import { ModerationDecisionType, presentDecision } from '../../../schema/events/moderation-decision.type.ts';
import type { MemberContext } from '../member.context.ts';
import type { CompanyModeration } from './company-moderation.ts';
import { ModerateCompanyInput } from './moderation.input.ts';
import { ModerationDecisionConnection } from './moderation.type.ts';
import type { ModerationViews } from './moderation-views.ts';

const outcomes = () => [
  ModerationDecisionType,
  InvalidInput,
  NotAllowed,
  NotFound,
  AlreadyDecided,
  IdempotencyKeyReused,
];
const SuspendCompanyResult = resultUnion(
  'SuspendCompanyResult',
  'What came of suspending: the decision, or why not.',
  outcomes,
);
const ReinstateCompanyResult = resultUnion(
  'ReinstateCompanyResult',
  'What came of reinstating: the decision, or why not.',
  outcomes,
);

@Resolver()
export class ModerationResolver {
  readonly #moderation: CompanyModeration;
  readonly #views: ModerationViews;

  constructor(moderation: CompanyModeration, views: ModerationViews) {
    this.#moderation = moderation;
    this.#views = views;
  }

  @Query(() => ModerationDecisionType, {
    nullable: true,
    description:
      'A decision by its id, for moderators and for members of the company that it is about. Null when it is absent or hidden.',
  })
  @TakesNothingPersonal()
  async moderationDecision(
    @Arg('id', () => ID, { description: 'Id of the decision.' }) id: string,
    @Ctx() { viewer }: MemberContext,
  ) {
    return this.#shown(localIdOf('ModerationDecision', id), viewer);
  }

  @Query(() => ModerationDecisionConnection, {
    nullable: true,
    description:
      'Decisions, the newest first: for moderators all, for members those about their company and its products. Null when it is refused or the member subgraph does not answer.',
  })
  @TakesNothingPersonal()
  async moderationDecisions(
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from; null: from the beginning.' })
    after: string | null,
    @Ctx() { viewer }: MemberContext,
  ) {
    const size = pageSize(first);
    const place = readTimeCursor(after);
    const found = await this.#views.page(viewer, place, size);
    return timePage(
      found,
      size,
      place,
      ({ decision }) => ({ at: decision.decidedAt, id: decision._id }),
      ({ decision, canAppeal }) => presentDecision(decision, canAppeal),
    );
  }

  @Mutation(() => SuspendCompanyResult as never, {
    description:
      'Suspends a company: it and all its products are hidden everywhere at once, and it can publish nothing. Its members still sign in, are told, and may appeal. For support and administrators.',
  })
  async suspendCompany(
    @Arg('input', () => ModerateCompanyInput, { description: 'Which company, and why.' }) input: ModerateCompanyInput,
    @Ctx() { viewer }: MemberContext,
  ) {
    return answered(await this.#moderation.change(viewer, 'suspendCompany', input), (id) => this.#shown(id, viewer));
  }

  @Mutation(() => ReinstateCompanyResult as never, {
    description: 'Shows a suspended company again. For support and administrators.',
  })
  async reinstateCompany(
    @Arg('input', () => ModerateCompanyInput, { description: 'Which company, and why.' }) input: ModerateCompanyInput,
    @Ctx() { viewer }: MemberContext,
  ) {
    return answered(await this.#moderation.change(viewer, 'reinstateCompany', input), (id) => this.#shown(id, viewer));
  }

  async #shown(id: string | null, viewer: MemberContext['viewer']) {
    const seen = id ? await this.#views.one(id, viewer) : null;
    return seen && presentDecision(seen.decision, seen.canAppeal);
  }
}
