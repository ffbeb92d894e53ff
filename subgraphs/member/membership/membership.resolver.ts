import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { Outcome } from '../../../kit/idempotency/idempotency.ts';
import { accountOf } from '../../../schema/events/acting-member.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Companies } from '../company/companies.ts';
import { presentCompany } from '../company/company.presenter.ts';
import { isCompanyShown } from '../company/company-shown.ts';
import type { MemberContext } from '../member.context.ts';
import { companyGone, type MemberChanges, type MemberRefusal, type MemberRequest } from './member-changes.ts';
import {
  AcceptOwnershipInput,
  ChangeMemberRoleInput,
  HandOverOwnershipInput,
  LeaveCompanyInput,
  RemoveMemberInput,
  WithdrawOwnershipOfferInput,
} from './membership.input.ts';
import {
  AcceptOwnershipResult,
  ChangeMemberRoleResult,
  HandOverOwnershipResult,
  LeaveCompanyResult,
  RemoveMemberResult,
  WithdrawOwnershipOfferResult,
} from './membership.result.ts';
import type { Memberships } from './memberships.ts';
import { presentOffer } from './ownership-offer.presenter.ts';
import type { Roster } from './roster.ts';

export interface MembershipServices {
  companies: Companies;
  memberships: Memberships;
  accounts: Accounts;
  roster: Roster;
  memberChanges: MemberChanges;
}

@Resolver()
export class MembershipResolver {
  readonly #services: MembershipServices;

  constructor(services: MembershipServices) {
    this.#services = services;
  }

  @Mutation(() => ChangeMemberRoleResult as never, {
    description: 'Changes what a member may do. For owners; a company always has one.',
  })
  changeMemberRole(
    @Arg('input', () => ChangeMemberRoleInput, { description: 'Who and what.' }) input: ChangeMemberRoleInput,
    @Ctx() context: MemberContext,
  ) {
    const request = requestOf(context, 'changeMemberRole', input);
    return this.#company(context, this.#services.memberChanges.changeRole(request, input.memberId, input.role));
  }

  @Mutation(() => RemoveMemberResult as never, {
    description: 'Lets a member act for the company no more, from this moment. For owners.',
  })
  removeMember(
    @Arg('input', () => RemoveMemberInput, { description: 'Who.' }) input: RemoveMemberInput,
    @Ctx() context: MemberContext,
  ) {
    const request = requestOf(context, 'removeMember', input);
    return this.#company(context, this.#services.memberChanges.remove(request, input.memberId));
  }

  @Mutation(() => LeaveCompanyResult as never, {
    description: 'Lets whoever asks act for their company no more. The last owner stays.',
  })
  leaveCompany(
    @Arg('input', () => LeaveCompanyInput, { description: 'Which one.' }) input: LeaveCompanyInput,
    @Ctx() context: MemberContext,
  ) {
    const request = requestOf(context, 'leaveCompany', input, input.companyId);
    return this.#company(context, this.#services.memberChanges.leave(request));
  }

  @Mutation(() => HandOverOwnershipResult as never, {
    description:
      'Offers the company to another member, who has seven days to accept. Whoever offers it is an editor from then on. For owners.',
  })
  async handOverOwnership(
    @Arg('input', () => HandOverOwnershipInput, { description: 'To whom.' }) input: HandOverOwnershipInput,
    @Ctx() context: MemberContext,
  ) {
    const { roster, memberChanges, memberships } = this.#services;
    const { accountId } = accountOf(context.viewer);
    const outcome = await memberChanges.offer(requestOf(context, 'handOverOwnership', input), input.memberId);
    context.changed();
    return answered(outcome, async (companyId) => {
      const member = await memberships.of(accountId);
      const offer = member?.companyId === companyId ? await roster.offerOf(member.companyId) : null;
      return offer ? presentOffer(this.#services, offer, accountId) : companyGone();
    });
  }

  @Mutation(() => AcceptOwnershipResult as never, {
    description: 'Makes whoever asks the owner of the company that was offered to them.',
  })
  acceptOwnership(
    @Arg('input', () => AcceptOwnershipInput, { description: 'Which one.' }) input: AcceptOwnershipInput,
    @Ctx() context: MemberContext,
  ) {
    const request = requestOf(context, 'acceptOwnership', input, input.companyId);
    return this.#company(context, this.#services.memberChanges.accept(request));
  }

  @Mutation(() => WithdrawOwnershipOfferResult as never, {
    description: 'Takes back the offer of a company, or declines it. For owners, and for whom it was offered to.',
  })
  withdrawOwnershipOffer(
    @Arg('input', () => WithdrawOwnershipOfferInput, { description: 'Which one.' }) input: WithdrawOwnershipOfferInput,
    @Ctx() context: MemberContext,
  ) {
    const request = requestOf(context, 'withdrawOwnershipOffer', input, input.companyId);
    return this.#company(context, this.#services.memberChanges.withdrawOffer(request));
  }

  /** The company, for those who act for it; for others while it is shown. */
  async #company(context: MemberContext, outcome: Promise<Outcome<MemberRefusal>>) {
    const done = await outcome;
    context.changed();
    const { accountId } = accountOf(context.viewer);
    return answered(done, async (companyId) => {
      const member = await this.#services.memberships.of(accountId);
      const company = companyId === null ? null : await this.#services.companies.byId(companyId);
      const shown = company && (isCompanyShown(company) || member?.companyId === companyId);
      return shown ? presentCompany(company, context.locale) : companyGone();
    });
  }
}

const requestOf = (
  { viewer }: MemberContext,
  mutation: string,
  input: { idempotencyKey?: string | null },
  companyId?: string,
): MemberRequest => ({
  viewer: accountOf(viewer),
  mutation,
  key: input.idempotencyKey,
  input,
  ...(companyId !== undefined && { companyId }),
});
