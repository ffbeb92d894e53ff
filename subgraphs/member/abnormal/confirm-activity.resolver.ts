import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { MemberContext } from '../member.context.ts';
import { clientOf } from '../../../kit/subgraph/client-of.ts';
import { ConfirmActivityInput } from './confirm-activity.input.ts';
import { ConfirmActivityResult } from './confirm-activity.type.ts';
import type { UnusualActivities } from './unusual-activities.ts';

@Resolver()
export class ConfirmActivityResolver {
  readonly #activities: UnusualActivities;

  constructor(activities: UnusualActivities) {
    this.#activities = activities;
  }

  @Mutation(() => ConfirmActivityResult as never, {
    description:
      'Answers the mail that is sent when an account withdraws or deletes unlike itself: it was the holder, and goes on; or it was somebody else, and every session ends.',
  })
  async confirmActivity(
    @Arg('input', () => ConfirmActivityInput, { description: 'The answer.' }) input: ConfirmActivityInput,
    @Ctx() context: MemberContext,
  ) {
    return answered(await this.#activities.answer(input, clientOf(context)), async (reference) => ({
      __typename: 'ActivityAnswered',
      isPaused: reference === 'denied',
    }));
  }
}
