import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { MemberContext } from '../member.context.ts';
import { AssignInquiryInput, InquiryInput, ReplyToInquiryInput } from './inquiry-changes.input.ts';
import type { InquiryChanges } from './inquiry-changes.ts';
import type { InquiryViews } from './inquiry-views.ts';
import { presentInquiry } from './inquiry.presenter.ts';
import {
  AssignInquiryResult,
  CloseInquiryResult,
  MarkInquirySpamResult,
  ReadInquiryResult,
  ReleaseInquiryResult,
  ReopenInquiryResult,
  ReplyToInquiryResult,
} from './inquiry.result.ts';

/** What those who take part do to an inquiry. */
@Resolver()
export class InquiryChangesResolver {
  readonly #changes: InquiryChanges;
  readonly #views: InquiryViews;

  constructor(changes: InquiryChanges, views: InquiryViews) {
    this.#changes = changes;
    this.#views = views;
  }

  @Mutation(() => ReplyToInquiryResult as never, {
    description:
      'Writes to the other side, which is told by mail: owners and editors of the company, and the buyer. It opens a closed inquiry again.',
  })
  async replyToInquiry(
    @Arg('input', () => ReplyToInquiryInput, { description: 'To what, and what.' }) input: ReplyToInquiryInput,
    @Ctx() { viewer }: MemberContext,
  ) {
    return this.#answered(await this.#changes.reply(viewer, input), viewer);
  }

  @Mutation(() => ReadInquiryResult as never, {
    description: 'Whoever asks has read all of it: for the buyer, and for owners and editors of the company.',
  })
  async readInquiry(
    @Arg('input', () => InquiryInput, { description: 'Which inquiry.' }) input: InquiryInput,
    @Ctx() { viewer }: MemberContext,
  ) {
    return this.#answered(await this.#changes.read(viewer, input), viewer);
  }

  @Mutation(() => CloseInquiryResult as never, {
    description: 'The company holds it to be done. For owners and editors.',
  })
  async closeInquiry(
    @Arg('input', () => InquiryInput, { description: 'Which inquiry.' }) input: InquiryInput,
    @Ctx() { viewer }: MemberContext,
  ) {
    return this.#answered(await this.#changes.settle(viewer, 'closeInquiry', input), viewer);
  }

  @Mutation(() => ReopenInquiryResult as never, {
    description:
      'Takes back that it was closed, marked as spam or held back: it is `NEW`, or `ANSWERED` when the company has answered. For owners and editors.',
  })
  async reopenInquiry(
    @Arg('input', () => InquiryInput, { description: 'Which inquiry.' }) input: InquiryInput,
    @Ctx() { viewer }: MemberContext,
  ) {
    return this.#answered(await this.#changes.settle(viewer, 'reopenInquiry', input), viewer);
  }

  @Mutation(() => ReleaseInquiryResult as never, {
    description: 'The company holds what was held back to be a buyer’s: it is `NEW`. For owners and editors.',
  })
  async releaseInquiry(
    @Arg('input', () => InquiryInput, { description: 'Which inquiry.' }) input: InquiryInput,
    @Ctx() { viewer }: MemberContext,
  ) {
    return this.#answered(await this.#changes.settle(viewer, 'releaseInquiry', input), viewer);
  }

  @Mutation(() => MarkInquirySpamResult as never, {
    description:
      'The company holds it to be no inquiry: it takes no message until it is opened again. For owners and editors.',
  })
  async markInquirySpam(
    @Arg('input', () => InquiryInput, { description: 'Which inquiry.' }) input: InquiryInput,
    @Ctx() { viewer }: MemberContext,
  ) {
    return this.#answered(await this.#changes.settle(viewer, 'markInquirySpam', input), viewer);
  }

  @Mutation(() => AssignInquiryResult as never, {
    description: 'Says who of the company looks after it, and is written to about it alone. For owners and editors.',
  })
  async assignInquiry(
    @Arg('input', () => AssignInquiryInput, { description: 'Which inquiry, and who.' }) input: AssignInquiryInput,
    @Ctx() { viewer }: MemberContext,
  ) {
    return this.#answered(await this.#changes.assign(viewer, input), viewer);
  }

  #answered(outcome: Outcome<Problem>, viewer: MemberContext['viewer']) {
    return answered(outcome, async (id) => {
      const seen = await this.#views.one(id!, viewer);
      return seen && presentInquiry(seen);
    });
  }
}
