import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { ShowsNothingPersonal, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import { readTimeCursor, timePage } from '../../../kit/graphql/time-page.ts';
import type { Accounts } from '../account/accounts.ts';
import { CompanyInvitation } from '../invitation/company-invitation.type.ts';
import { presentInvitation } from '../invitation/invitation.presenter.ts';
import type { Invitations } from '../invitation/invitations.ts';
import type { MemberContext } from '../member.context.ts';
import { EDITORS, EVERYBODY, OWNERS } from '../membership/company-access.ts';
import { CompanyMemberConnection, OwnershipOffer } from '../membership/company-member.type.ts';
import { presentMembers } from '../membership/company-members.ts';
import type { Memberships } from '../membership/memberships.ts';
import { presentOffer } from '../membership/ownership-offer.presenter.ts';
import type { Roster } from '../membership/roster.ts';
import { presentStoreContacts } from '../store-contact/store-contacts.presenter.ts';
import { StoreContacts } from '../store-contact/store-contacts.type.ts';
import type { Companies } from './companies.ts';
import { Company } from './company.type.ts';
import { memberOf } from './member-of.ts';

export interface CompanyOwnServices {
  companies: Companies;
  memberships: Memberships;
  accounts: Accounts;
  invitations: Invitations;
  roster: Roster;
}

/** What a company shows to those who act for it; null or false for everybody else. */
@Resolver(() => Company)
export class CompanyOwnResolver {
  readonly #services: CompanyOwnServices;

  constructor(services: CompanyOwnServices) {
    this.#services = services;
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether whoever asks may change the company and its products now; false for nobody. Never null.',
  })
  @ShowsNothingPersonal()
  async viewerCanEdit(@Root() company: Company, @Ctx() context: MemberContext): Promise<boolean> {
    return (await memberOf(company, context, EDITORS))?.paused === false;
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether whoever asks may invite members, change their roles and remove them now. Never null.',
  })
  @ShowsNothingPersonal()
  async viewerCanManageMembers(@Root() company: Company, @Ctx() context: MemberContext): Promise<boolean> {
    return (await memberOf(company, context, OWNERS))?.paused === false;
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the company is offered to whoever asks, so that they can accept to own it. Never null.',
  })
  @ShowsNothingPersonal()
  async viewerCanAcceptOwnership(@Root() company: Company, @Ctx() context: MemberContext): Promise<boolean> {
    const member = await memberOf(company, context, EVERYBODY);
    const offer = member && (await this.#services.roster.offerOf(member.companyId));
    return offer !== null && offer.toAccount === member?._id;
  }

  @FieldResolver(() => StoreContacts, {
    nullable: true,
    description: 'Every way to reach the company, public or not; null for everybody who does not act for it.',
  })
  async storeContacts(@Root() company: Company, @Ctx() context: MemberContext) {
    const member = await memberOf(company, context, EVERYBODY);
    const record = member && (await this.#services.companies.byId(member.companyId));
    return record && presentStoreContacts(record);
  }

  @FieldResolver(() => CompanyMemberConnection, {
    nullable: true,
    description: 'Who acts for the company; null for everybody who does not.',
  })
  @TakesNothingPersonal()
  async members(
    @Root() company: Company,
    @Arg('first', () => Int, { description: 'How many at most, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one before; null: from the first.' })
    after: string | null | undefined,
    @Ctx() context: MemberContext,
  ) {
    const [size, place] = [pageSize(first), readTimeCursor(after)];
    const member = await memberOf(company, context, EVERYBODY);
    if (!member) return null;
    const found = await this.#services.memberships.page(member.companyId, size + 1, place);
    const nodes = await presentMembers(this.#services.accounts, found, member._id);
    const placed = found.map(({ since: at, _id: id }, index) => ({ at, id, node: nodes[index]! }));
    return timePage(
      placed,
      size,
      place,
      ({ at, id }) => ({ at, id }),
      ({ node }) => node,
    );
  }

  @FieldResolver(() => [CompanyInvitation], {
    nullable: true,
    description: 'Invitations of the last seven days, the newest first; null for everybody who is not an owner.',
  })
  async invitations(@Root() company: Company, @Ctx() context: MemberContext) {
    const owner = await memberOf(company, context, OWNERS);
    const found = owner && (await this.#services.invitations.of(owner.companyId));
    return found && found.map((invitation) => presentInvitation(invitation));
  }

  @FieldResolver(() => OwnershipOffer, {
    nullable: true,
    description:
      'The offer of the company to another member; null when there is none, and for who does not act for it.',
  })
  async ownershipOffer(@Root() company: Company, @Ctx() context: MemberContext) {
    const member = await memberOf(company, context, EVERYBODY);
    const offer = member && (await this.#services.roster.offerOf(member.companyId));
    return offer && presentOffer(this.#services, offer, member._id);
  }
}
