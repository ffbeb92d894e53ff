import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import type { Accounts } from '../account/accounts.ts';
import type { MemberContext } from '../member.context.ts';
import { CompanyMember } from './company-member.type.ts';
import { presentMembers } from './company-members.ts';
import type { Memberships } from './memberships.ts';

/** Who acts for a company, one by one. */
@Resolver()
export class CompanyMemberResolver {
  readonly #memberships: Memberships;
  readonly #accounts: Accounts;

  constructor(memberships: Memberships, accounts: Accounts) {
    this.#memberships = memberships;
    this.#accounts = accounts;
  }

  @Query(() => CompanyMember, {
    nullable: true,
    description:
      'A member of the company that the viewer acts for, by its id; null when there is none, or it is of another company.',
  })
  @TakesNothingPersonal()
  async companyMember(
    @Arg('id', () => ID, { description: 'Id of the member.' }) id: string,
    @Ctx() context: MemberContext,
  ) {
    const { viewer } = context;
    const local = localIdOf('CompanyMember', id);
    const own = viewer.kind === 'account' ? await context.membershipOf(viewer.accountId) : null;
    const found = local && own && (await this.#memberships.of(local));
    if (!found || found.companyId !== own.companyId) return null;
    return (await presentMembers(this.#accounts, [found], own._id))[0];
  }
}
