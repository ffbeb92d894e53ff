import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { IdempotencyKeyReused, NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import { demandStaff } from '../../../schema/events/staff.policy.ts';
import type { CatalogContext } from '../catalog.context.ts';
import { readCountCursor } from './count-cursor.ts';
import type { UnansweredDesk } from './unanswered-desk.ts';
import { SettleUnansweredQueryInput } from './unanswered.input.ts';
import { presentUnanswered, presentUnansweredPage } from './unanswered.presenter.ts';
import { UnansweredQueryConnection, UnansweredQueryType } from './unanswered.type.ts';

const SettleUnansweredQueryResult = resultUnion(
  'SettleUnansweredQueryResult',
  'What came of putting it aside: the query, or why not.',
  () => [UnansweredQueryType, NotAllowed, NotFound, IdempotencyKeyReused],
);

@Resolver()
export class UnansweredResolver {
  readonly #desk: UnansweredDesk;

  constructor(desk: UnansweredDesk) {
    this.#desk = desk;
  }

  @Query(() => UnansweredQueryConnection, {
    nullable: true,
    description:
      'What search found nothing for and nobody has put aside, the most frequent first; for support and administrators. Null when it is refused or the catalog does not answer.',
  })
  @TakesNothingPersonal()
  async unansweredQueries(
    @Arg('locale', () => LocaleEnum, { nullable: true, description: 'In which language; null: in all of them.' })
    locale: LocaleEnum | null,
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from; null: from the beginning.' })
    after: string | null,
    @Ctx() { viewer }: CatalogContext,
  ) {
    demandStaff('KEEP_WORDS', viewer);
    const [size, place] = [pageSize(first), readCountCursor(after)];
    return presentUnansweredPage(await this.#desk.page(locale ?? null, place, size + 1), size, place);
  }

  @Query(() => UnansweredQueryType, {
    nullable: true,
    description: 'An unanswered query by its id; for support and administrators. Null when it is absent.',
  })
  @TakesNothingPersonal()
  async unanswered(
    @Arg('id', () => ID, { description: 'Id of the query.' }) id: string,
    @Ctx() { viewer }: CatalogContext,
  ) {
    demandStaff('KEEP_WORDS', viewer);
    return this.#shown(localIdOf('UnansweredQuery', id));
  }

  @Mutation(() => SettleUnansweredQueryResult as never, {
    description: 'Puts aside an unanswered query that was looked at. For support and administrators.',
  })
  async settleUnansweredQuery(
    @Arg('input', () => SettleUnansweredQueryInput, { description: 'Which query.' }) input: SettleUnansweredQueryInput,
    @Ctx() { viewer }: CatalogContext,
  ) {
    return answered(await this.#desk.settle(viewer, input), (id) => this.#shown(id));
  }

  async #shown(id: string | null) {
    const found = id && (await this.#desk.one(id));
    return found ? presentUnanswered(found) : null;
  }
}
