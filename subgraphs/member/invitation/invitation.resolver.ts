import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { notFound } from '../../../kit/graphql/problems.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { Outcome } from '../../../kit/idempotency/idempotency.ts';
import { accountOf } from '../../../schema/events/acting-member.ts';
import type { Companies } from '../company/companies.ts';
import { presentCompany } from '../company/company.presenter.ts';
import type { MemberContext } from '../member.context.ts';
import { companyGone } from '../membership/member-changes.ts';
import type { Memberships } from '../membership/memberships.ts';
import { AcceptInvitationInput, InviteMemberInput, RevokeInvitationInput } from './invitation.input.ts';
import { presentInvitation } from './invitation.presenter.ts';
import { AcceptInvitationResult, InviteMemberResult, RevokeInvitationResult } from './invitation.result.ts';
import type { Invitations } from './invitations.ts';
import type { Inviting, InvitingRefusal } from './inviting.ts';

export interface InvitationServices {
  companies: Companies;
  memberships: Memberships;
  invitations: Invitations;
  inviting: Inviting;
}

@Resolver()
export class InvitationResolver {
  readonly #services: InvitationServices;

  constructor(services: InvitationServices) {
    this.#services = services;
  }

  @Mutation(() => InviteMemberResult as never, {
    description: 'Sends somebody a mail with which they can act for the company. For owners. Counts for seven days.',
  })
  inviteMember(
    @Arg('input', () => InviteMemberInput, { description: 'Whom, and as what.' }) input: InviteMemberInput,
    @Ctx() context: MemberContext,
  ) {
    const { email, role, locale } = input;
    const invited = { email, role, locale: locale ?? context.locale };
    return this.#invitation(context, this.#services.inviting.invite(requestOf(context, input), input, invited));
  }

  @Mutation(() => RevokeInvitationResult as never, { description: 'Takes an invitation back. For owners.' })
  revokeInvitation(
    @Arg('input', () => RevokeInvitationInput, { description: 'Which one.' }) input: RevokeInvitationInput,
    @Ctx() context: MemberContext,
  ) {
    return this.#invitation(context, this.#services.inviting.revoke(requestOf(context, input), input.invitationId));
  }

  @Mutation(() => AcceptInvitationResult as never, {
    description: 'Lets whoever asks act for the company that invited their address.',
  })
  async acceptInvitation(
    @Arg('input', () => AcceptInvitationInput, { description: 'The code.' }) input: AcceptInvitationInput,
    @Ctx() context: MemberContext,
  ) {
    const { inviting, memberships, companies } = this.#services;
    const { accountId } = accountOf(context.viewer);
    const outcome = await inviting.accept(requestOf(context, input), input.token, input.leaveCurrentCompany);
    context.changed();
    return answered(outcome, async (companyId) => {
      const member = await memberships.of(accountId);
      const company = member?.companyId === companyId ? await companies.byId(member.companyId) : null;
      return company ? presentCompany(company, context.locale) : companyGone();
    });
  }

  /** For whoever is an owner of its company still. */
  async #invitation(context: MemberContext, outcome: Promise<Outcome<InvitingRefusal>>) {
    const { accountId } = accountOf(context.viewer);
    return answered(await outcome, async (id) => {
      const member = await this.#services.memberships.of(accountId);
      const found = id === null ? null : await this.#services.invitations.byId(id);
      const shown = found && member?.role === 'OWNER' && member.companyId === found.companyId;
      return shown ? presentInvitation(found) : notFound('invitationId', 'The invitation is not there any more.');
    });
  }
}

const requestOf = ({ viewer }: MemberContext, input: { idempotencyKey?: string | null }) => ({
  viewer: accountOf(viewer),
  key: input.idempotencyKey,
  input,
});
