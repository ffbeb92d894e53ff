import { Arg, Ctx, FieldResolver, Int, Resolver } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import { readTimeCursor } from '../../../kit/graphql/time-page.ts';
import { Viewer } from '../account/viewer.type.ts';
import type { MemberContext } from '../member.context.ts';
import { ViewerInquiryWhere } from './inquiries-where.input.ts';
import { inquiryPage, searchable } from './inquiry-lists.ts';
import type { InquiryViews } from './inquiry-views.ts';
import { InquiryConnection } from './inquiry.type.ts';

/** What whoever asks has asked companies. */
@Resolver(() => Viewer)
export class ViewerInquiriesResolver {
  readonly #views: InquiryViews;

  constructor(views: InquiryViews) {
    this.#views = views;
  }

  @FieldResolver(() => InquiryConnection, {
    nullable: true,
    description:
      'What the account has asked companies, and what was asked from its proven address before there was an account; null when the member subgraph does not answer.',
  })
  @TakesNothingPersonal()
  async inquiries(
    @Arg('first', () => Int, { description: 'How many at most, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from; null: from the first.' })
    after: string | null | undefined,
    @Arg('where', () => ViewerInquiryWhere, { nullable: true, description: 'Which; null: all.' })
    where: ViewerInquiryWhere | null | undefined,
    @Ctx() { viewer }: MemberContext,
  ) {
    const [size, place] = [pageSize(first), readTimeCursor(after)];
    if (viewer.kind === 'anonymous') return null;
    const found = await this.#views.ofBuyer(viewer.accountId, searchable(where), place, size);
    return { ...inquiryPage(found, size, place), unreadCount: await this.#views.unreadOfBuyer(viewer.accountId) };
  }
}
