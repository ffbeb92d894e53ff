import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import { readTimeCursor } from '../../../kit/graphql/time-page.ts';
import { presentContact } from '../company/company.presenter.ts';
import { Company, StoreContact } from '../company/company.type.ts';
import { memberOf } from '../company/member-of.ts';
import type { MemberContext } from '../member.context.ts';
import { EVERYBODY } from '../membership/company-access.ts';
import { showsMoreAfterInquiry } from '../store-contact/visibility.policy.ts';
import { CompanyInquiryWhere } from './inquiries-where.input.ts';
import { inquiryPage, searchable } from './inquiry-lists.ts';
import type { InquiryViews } from './inquiry-views.ts';
import { InquiryConnection } from './inquiry.type.ts';

/** What inquiries have to do with a company. */
@Resolver(() => Company)
export class CompanyInquiriesResolver {
  readonly #views: InquiryViews;

  constructor(views: InquiryViews) {
    this.#views = views;
  }

  @FieldResolver(() => InquiryConnection, {
    nullable: true,
    description: 'What buyers asked the company; null for everybody who does not act for it.',
  })
  @TakesNothingPersonal()
  async inquiries(
    @Root() company: Company,
    @Arg('first', () => Int, { description: 'How many at most, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from; null: from the first.' })
    after: string | null | undefined,
    @Arg('where', () => CompanyInquiryWhere, {
      nullable: true,
      description: 'Which; null: all but those kept aside.',
    })
    where: CompanyInquiryWhere | null | undefined,
    @Ctx() context: MemberContext,
  ) {
    const [size, place] = [pageSize(first), readTimeCursor(after)];
    const member = await memberOf(company, context, EVERYBODY);
    if (!member) return null;
    const who = { side: 'SUPPLIER', accountId: member._id, member } as const;
    const found = await this.#views.ofCompany(who, searchable(where), place, size);
    return { ...inquiryPage(found, size, place), unreadCount: await this.#views.unreadOf(member.companyId) };
  }

  /** Whoever sent the company an inquiry sees what it keeps for them, too. */
  @FieldResolver(() => StoreContact, { nullable: true })
  async contact(@Root() company: Company, @Ctx() { viewer, companies }: MemberContext) {
    const id = viewer.kind === 'account' ? localIdOf('Company', company.id) : null;
    const record = id && (await companies.load(id));
    if (viewer.kind === 'anonymous' || !record || !showsMoreAfterInquiry(record)) return company.contact;
    return (await this.#views.hasAsked(viewer.accountId, record._id))
      ? presentContact(record, ['PUBLIC', 'AFTER_INQUIRY'])
      : company.contact;
  }
}
