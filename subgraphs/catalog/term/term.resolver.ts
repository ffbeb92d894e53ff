import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { readTimeCursor, timePage } from '../../../kit/graphql/time-page.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { accountOf } from '../../../schema/events/acting-member.ts';
import { AlreadyDecided } from '../../../schema/events/already-decided.problem.ts';
import { demandStaff } from '../../../schema/events/staff.policy.ts';
import type { CatalogContext } from '../catalog.context.ts';
import type { TermDesk, TermRefusal } from './term-desk.ts';
import { TradeTermState } from './term.enum.ts';
import { ProposeTermInput, ReviewTermInput } from './term.input.ts';
import { presentTerm } from './term.presenter.ts';
import { TradeTermConnection, TradeTermType } from './term.type.ts';

const ProposeTermResult = resultUnion('ProposeTermResult', 'What came of proposing: the term, or why not.', () => [
  TradeTermType,
  InvalidInput,
  NotAllowed,
  IdempotencyKeyReused,
]);
const ReviewTermResult = resultUnion('ReviewTermResult', 'What came of deciding: the term, or why not.', () => [
  TradeTermType,
  NotAllowed,
  NotFound,
  AlreadyDecided,
  IdempotencyKeyReused,
]);

@Resolver()
export class TermResolver {
  readonly #desk: TermDesk;

  constructor(desk: TermDesk) {
    this.#desk = desk;
  }

  @Query(() => TradeTermConnection, {
    nullable: true,
    description:
      'Trade terms that staff proposed, in a state, who waits longest first; for support and administrators. Null when it is refused or the catalog does not answer.',
  })
  @TakesNothingPersonal()
  async tradeTerms(
    @Arg('state', () => TradeTermState, { defaultValue: TradeTermState.PROPOSED, description: 'In which state.' })
    state: TradeTermState,
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from; null: from the beginning.' })
    after: string | null,
    @Ctx() { viewer }: CatalogContext,
  ) {
    const { accountId } = demandStaff('KEEP_WORDS', viewer);
    const size = pageSize(first);
    const place = readTimeCursor(after);
    const found = await this.#desk.page(state, place, size + 1);
    return timePage(
      found,
      size,
      place,
      ({ term }) => ({ at: term.proposedAt, id: term._id }),
      (seen) => presentTerm(seen, accountId),
    );
  }

  @Query(() => TradeTermType, {
    nullable: true,
    description: 'A trade term that staff proposed, by its id; for support and administrators. Null when it is absent.',
  })
  @TakesNothingPersonal()
  async tradeTerm(
    @Arg('id', () => ID, { description: 'Id of the term.' }) id: string,
    @Ctx() { viewer }: CatalogContext,
  ) {
    demandStaff('KEEP_WORDS', viewer);
    return this.#shown(localIdOf('TradeTerm', id), viewer);
  }

  @Mutation(() => ProposeTermResult as never, {
    description:
      'Proposes that texts mean one thing in the trade: search counts them as one when somebody else of the staff has accepted it. For support and administrators.',
  })
  async proposeTerm(
    @Arg('input', () => ProposeTermInput, { description: 'The texts.' }) input: ProposeTermInput,
    @Ctx() { viewer }: CatalogContext,
  ) {
    return this.#answer(await this.#desk.propose(viewer, input), viewer);
  }

  @Mutation(() => ReviewTermResult as never, {
    description:
      'Decides about a trade term that somebody else proposed; every search follows within five seconds. For support and administrators.',
  })
  async reviewTerm(
    @Arg('input', () => ReviewTermInput, { description: 'Which term, and what is decided.' }) input: ReviewTermInput,
    @Ctx() { viewer }: CatalogContext,
  ) {
    return this.#answer(await this.#desk.review(viewer, input), viewer);
  }

  #answer(outcome: Outcome<TermRefusal>, viewer: Viewer) {
    return answered(outcome, (id) => this.#shown(id, viewer));
  }

  async #shown(id: string | null, viewer: Viewer) {
    const seen = id && (await this.#desk.one(id));
    return seen ? presentTerm(seen, accountOf(viewer).accountId) : null;
  }
}
