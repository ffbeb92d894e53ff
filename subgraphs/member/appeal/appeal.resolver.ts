import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { readTimeCursor, timePage } from '../../../kit/graphql/time-page.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import { AlreadyDecided } from '../../../schema/events/already-decided.problem.ts';
import { demandStaff } from '../../../schema/events/staff.policy.ts';
import type { MemberContext } from '../member.context.ts';
import { AppealState } from './appeal.enum.ts';
import type { AppealHearing } from './appeal-hearing.ts';
import { AppealInput, DecideAppealInput } from './appeal.input.ts';
import { presentAppeal } from './appeal.presenter.ts';
import { Appeal, AppealConnection } from './appeal.type.ts';
import type { AppealViews } from './appeal-views.ts';

const outcomes = () => [Appeal, InvalidInput, NotAllowed, NotFound, AlreadyDecided, IdempotencyKeyReused];
const AppealResult = resultUnion('AppealResult', 'What came of appealing: the appeal, or why there is none.', outcomes);
const DecideAppealResult = resultUnion('DecideAppealResult', 'What came of deciding on an appeal.', outcomes);

@Resolver()
export class AppealResolver {
  readonly #hearing: AppealHearing;
  readonly #views: AppealViews;

  constructor(hearing: AppealHearing, views: AppealViews) {
    this.#hearing = hearing;
    this.#views = views;
  }

  @Query(() => Appeal, {
    name: 'appeal',
    nullable: true,
    description:
      'An appeal by its id, for members of the company that made it and for staff who hear appeals. Null when it is absent or hidden.',
  })
  @TakesNothingPersonal()
  async appealById(
    @Arg('id', () => ID, { description: 'Id of the appeal.' }) id: string,
    @Ctx() { viewer }: MemberContext,
  ) {
    return this.#shown(localIdOf('Appeal', id), viewer);
  }

  @Query(() => AppealConnection, {
    nullable: true,
    description:
      'Appeals in a state, who waits longest first; for staff who hear them. Null when it is refused or the member subgraph does not answer.',
  })
  @TakesNothingPersonal()
  async appeals(
    @Arg('state', () => AppealState, { defaultValue: AppealState.OPEN, description: 'In which state.' })
    state: AppealState,
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from; null: from the beginning.' })
    after: string | null,
    @Ctx() { viewer }: MemberContext,
  ) {
    const staff = demandStaff('HEAR_APPEALS', viewer);
    const size = pageSize(first);
    const place = readTimeCursor(after);
    const found = await this.#views.queue(staff, state, place, size);
    return timePage(
      found,
      size,
      place,
      ({ appeal }) => ({ at: appeal.createdAt, id: appeal._id }),
      (seen) => presentAppeal(seen),
    );
  }

  @Mutation(() => AppealResult as never, {
    description:
      'A company appeals against a decision, once; somebody else than who decided looks at it. For owners and editors.',
  })
  async appeal(
    @Arg('input', () => AppealInput, { description: 'Against what, and why.' }) input: AppealInput,
    @Ctx() { viewer }: MemberContext,
  ) {
    return answered(await this.#hearing.submit(viewer, input), (id) => this.#shown(id, viewer));
  }

  @Mutation(() => DecideAppealResult as never, {
    description:
      'Undoes the decision that was appealed against, or lets it stand; the company is told by mail. For staff who hear appeals and did not make the decision.',
  })
  async decideAppeal(
    @Arg('input', () => DecideAppealInput, { description: 'What was found.' }) input: DecideAppealInput,
    @Ctx() { viewer }: MemberContext,
  ) {
    return answered(await this.#hearing.decide(viewer, input), (id) => this.#shown(id, viewer));
  }

  async #shown(id: string | null, viewer: MemberContext['viewer']) {
    const seen = id ? await this.#views.one(id, viewer) : null;
    return seen && presentAppeal(seen);
  }
}
