import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { IdempotencyKeyReused, NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { InquiryViews } from '../inquiry/inquiry-views.ts';
import type { MemberContext } from '../member.context.ts';
import { presentMessage } from './inquiry-message.presenter.ts';
import { InquiryMessageType } from './inquiry-message.type.ts';
import { ReleaseInquiryMessageInput } from './message-release.input.ts';
import type { MessageReleasing } from './message-releasing.ts';

const ReleaseInquiryMessageResult = resultUnion(
  'ReleaseInquiryMessageResult',
  'What came of releasing a message: the message as it is now, or why it stays aside.',
  () => [InquiryMessageType, NotAllowed, NotFound, IdempotencyKeyReused],
);

/** How a company releases what came by mail and was not believed. */
@Resolver()
export class MessageReleaseResolver {
  readonly #releasing: MessageReleasing;
  readonly #views: InquiryViews;

  constructor(releasing: MessageReleasing, views: InquiryViews) {
    this.#releasing = releasing;
    this.#views = views;
  }

  @Mutation(() => ReleaseInquiryMessageResult as never, {
    description:
      'The company holds a message that was not believed to be from whom it says: from then on both sides see it, and the other side is told by mail. For owners and editors.',
  })
  async releaseInquiryMessage(
    @Arg('input', () => ReleaseInquiryMessageInput, { description: 'Which one.' }) input: ReleaseInquiryMessageInput,
    @Ctx() { viewer }: MemberContext,
  ) {
    return answered(await this.#releasing.release(viewer, input), async (id) => {
      const seen = await this.#views.message(id!, viewer);
      return seen && presentMessage(seen.message, seen.who);
    });
  }
}
