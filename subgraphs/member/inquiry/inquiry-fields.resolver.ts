import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { globalId } from '../../../kit/global-id/global-id.ts';
import { Shows, ShowsNothingPersonal, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import { readTimeCursor, timePage } from '../../../kit/graphql/time-page.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Companies } from '../company/companies.ts';
import { presentCompany } from '../company/company.presenter.ts';
import { Company } from '../company/company.type.ts';
import { presentMessage } from '../inquiry-message/inquiry-message.presenter.ts';
import { InquiryMessageConnection } from '../inquiry-message/inquiry-message.type.ts';
import type { MemberContext } from '../member.context.ts';
import { CompanyMember } from '../membership/company-member.type.ts';
import { presentMembers } from '../membership/company-members.ts';
import type { Memberships } from '../membership/memberships.ts';
import type { BlockedBuyers } from '../report/blocked-buyers.ts';
import { masked, type BuyerAddresses } from './buyer-addresses.ts';
import type { InquiryViews } from './inquiry-views.ts';
import type { PresentedInquiry } from './inquiry.presenter.ts';
import { Inquiry } from './inquiry.type.ts';
import { ProductReference } from './product.reference.ts';

export interface InquiryFieldsServices {
  accounts: Accounts;
  companies: Companies;
  memberships: Memberships;
  buyerAddresses: BuyerAddresses;
  inquiryViews: InquiryViews;
  blockedBuyers: BlockedBuyers;
}

/** What of an inquiry is asked for apart. */
@Resolver(() => Inquiry)
export class InquiryFieldsResolver {
  readonly #services: InquiryFieldsServices;

  constructor(services: InquiryFieldsServices) {
    this.#services = services;
  }

  @FieldResolver(() => Company, {
    nullable: true,
    description: 'The company that was asked; null for the buyer while it is hidden.',
  })
  async company(@Root() { seen: { inquiry, who } }: PresentedInquiry, @Ctx() context: MemberContext) {
    const { companyId } = inquiry;
    const company =
      who.side === 'SUPPLIER'
        ? await this.#services.companies.byId(companyId)
        : await context.companies.load(companyId);
    return company && presentCompany(company, context.locale);
  }

  @FieldResolver(() => ProductReference, {
    nullable: true,
    description: 'The product that it is about; null when it is about none, and when the product is hidden or gone.',
  })
  product(@Root() { seen: { inquiry } }: PresentedInquiry) {
    return inquiry.productId && { __typename: 'Product' as const, id: globalId('Product', inquiry.productId) };
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Where answers go: the buyer sees the address, the company a masked one unless it was revealed to it; null when the buyer is not there any more.',
  })
  @Shows('guests.email', 'accounts.email')
  async replyAddress(@Root() { seen: { inquiry, who } }: PresentedInquiry) {
    const address = (await this.#services.buyerAddresses.of(inquiry))?.email ?? null;
    return address && (who.side === 'BUYER' || inquiry.disclosure === 'REVEALED' ? address : masked(address));
  }

  @FieldResolver(() => Boolean, { description: 'Whether whoever asks may write into it now. Never null.' })
  @ShowsNothingPersonal()
  async viewerCanReply(@Root() { takesMessage, seen: { inquiry, who } }: PresentedInquiry) {
    return takesMessage && !(who.side === 'BUYER' && (await this.#services.blockedBuyers.has(inquiry)));
  }

  @FieldResolver(() => CompanyMember, {
    nullable: true,
    description: 'Who of the company looks after it; null when nobody does, and for the buyer.',
  })
  async assignedTo(@Root() { seen: { inquiry, who } }: PresentedInquiry) {
    const accountId = who.side === 'SUPPLIER' ? inquiry.assigned[0]?.accountId : undefined;
    const member = accountId === undefined ? null : await this.#services.memberships.of(accountId);
    if (member?.companyId !== inquiry.companyId) return null;
    return (await presentMembers(this.#services.accounts, [member], who.accountId))[0]!;
  }

  @FieldResolver(() => InquiryMessageConnection, {
    nullable: true,
    description: 'What was written, the oldest first; null when the member subgraph does not answer.',
  })
  @TakesNothingPersonal()
  async messages(
    @Root() { seen: { inquiry, who } }: PresentedInquiry,
    @Arg('first', () => Int, { description: 'How many at most, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from; null: from the beginning.' })
    after: string | null | undefined,
  ) {
    const [size, place] = [pageSize(first), readTimeCursor(after)];
    const found = await this.#services.inquiryViews.messages(inquiry._id, who, place, size);
    return timePage(
      found,
      size,
      place,
      ({ at, _id: id }) => ({ at, id }),
      (message) => presentMessage(message, who),
    );
  }
}
