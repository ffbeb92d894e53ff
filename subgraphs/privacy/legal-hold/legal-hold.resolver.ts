import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import { readTimeCursor, timePage } from '../../../kit/graphql/time-page.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { SubgraphRequest } from '../../../kit/subgraph/subgraph.ts';
import { demandStaff } from '../../../schema/events/staff.policy.ts';
import type { LegalHoldDesk } from './legal-hold-desk.ts';
import { LegalHoldState } from './legal-hold.enum.ts';
import { PlaceLegalHoldInput, ReleaseLegalHoldInput } from './legal-hold.input.ts';
import { presentLegalHold } from './legal-hold.presenter.ts';
import { PlaceLegalHoldResult, ReleaseLegalHoldResult } from './legal-hold.result.ts';
import { LegalHoldConnection, LegalHoldType } from './legal-hold.type.ts';
import type { LegalHoldViews } from './legal-hold-views.ts';

export interface LegalHoldResolverServices {
  legalHoldDesk: LegalHoldDesk;
  legalHoldViews: LegalHoldViews;
}

/** What privacy officers do with legal holds. */
@Resolver()
export class LegalHoldResolver {
  readonly #services: LegalHoldResolverServices;

  constructor(services: LegalHoldResolverServices) {
    this.#services = services;
  }

  @Query(() => LegalHoldType, {
    name: 'legalHold',
    nullable: true,
    description:
      'A legal hold by its id, for privacy officers; each look is written down. Null when it is absent or hidden.',
  })
  @TakesNothingPersonal()
  async legalHoldById(
    @Arg('id', () => ID, { description: 'Id of the hold.' }) id: string,
    @Ctx() { viewer }: SubgraphRequest,
  ) {
    const local = localIdOf('LegalHold', id);
    const hold = local ? await this.#services.legalHoldViews.one(local, viewer) : null;
    return hold && presentLegalHold(hold);
  }

  @Query(() => LegalHoldConnection, {
    nullable: true,
    description:
      'Legal holds on what is about others, what is to be reviewed first at the head, for privacy officers; each look is written down. Null when it is refused or the privacy subgraph does not answer.',
  })
  @TakesNothingPersonal()
  async legalHolds(
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from; null: from the beginning.' })
    after: string | null,
    @Arg('state', () => LegalHoldState, { nullable: true, description: 'Which; null: those that are active.' })
    state: LegalHoldState | null | undefined,
    @Ctx() { viewer }: SubgraphRequest,
  ) {
    const staff = demandStaff('HANDLE_RIGHTS', viewer);
    const [size, place] = [pageSize(first), readTimeCursor(after)];
    const found = await this.#services.legalHoldViews.list(staff, state ?? LegalHoldState.ACTIVE, place, size);
    return timePage(found, size, place, ({ reviewAt, _id }) => ({ at: reviewAt, id: _id }), presentLegalHold);
  }

  @Mutation(() => PlaceLegalHoldResult as never, {
    description:
      'Keeps records though their person asks for their erasure, until it is released. For privacy officers, about others.',
  })
  async placeLegalHold(
    @Arg('input', () => PlaceLegalHoldInput, { description: 'What is kept, why, and until when it is looked at anew.' })
    input: PlaceLegalHoldInput,
    @Ctx() context: SubgraphRequest,
  ) {
    return this.#answered(await this.#services.legalHoldDesk.place(context.viewer, input), context);
  }

  @Mutation(() => ReleaseLegalHoldResult as never, {
    description:
      'Says that a legal hold is needed no more; an erasure that waits for it goes on by itself. The hold is kept as proof. For privacy officers.',
  })
  async releaseLegalHold(
    @Arg('input', () => ReleaseLegalHoldInput, { description: 'Which, and why.' }) input: ReleaseLegalHoldInput,
    @Ctx() context: SubgraphRequest,
  ) {
    return this.#answered(await this.#services.legalHoldDesk.release(context.viewer, input), context);
  }

  #answered(outcome: Outcome<Problem>, { viewer }: SubgraphRequest) {
    return answered(outcome, async (id) => {
      const hold = id ? await this.#services.legalHoldViews.one(id, viewer) : null;
      return hold && presentLegalHold(hold);
    });
  }
}
