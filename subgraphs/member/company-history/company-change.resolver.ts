import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import { readTimeCursor, timePage } from '../../../kit/graphql/time-page.ts';
import type { Accounts } from '../account/accounts.ts';
import { Company } from '../company/company.type.ts';
import { memberOf } from '../company/member-of.ts';
import type { MemberContext } from '../member.context.ts';
import { OWNERS } from '../membership/company-access.ts';
import { presentMembers } from '../membership/company-members.ts';
import type { Memberships } from '../membership/memberships.ts';
import { presentChange } from './company-change.presenter.ts';
import { CompanyChange, CompanyChangeConnection } from './company-change.type.ts';
import type { CompanyHistory } from './company-history.ts';

export interface CompanyChangeServices {
  history: CompanyHistory;
  memberships: Memberships;
  accounts: Accounts;
}

type Owner = NonNullable<Awaited<ReturnType<typeof memberOf>>>;
type Change = NonNullable<Awaited<ReturnType<CompanyHistory['one']>>>;

/** What was changed of a company, for its owners. */
@Resolver(() => Company)
export class CompanyChangeResolver {
  readonly #services: CompanyChangeServices;

  constructor(services: CompanyChangeServices) {
    this.#services = services;
  }

  @Query(() => CompanyChange, {
    nullable: true,
    description: 'A change of a company by its id, for its owners; null when it is absent, or of another company.',
  })
  @TakesNothingPersonal()
  async companyChange(
    @Arg('id', () => ID, { description: 'Id of the change.' }) id: string,
    @Ctx() context: MemberContext,
  ) {
    const local = localIdOf('CompanyChange', id);
    const { viewer } = context;
    const member = viewer.kind === 'account' ? await context.membershipOf(viewer.accountId) : null;
    if (!local || !member || !OWNERS.includes(member.role)) return null;
    const found = await this.#services.history.one(member.companyId, local);
    return found && (await this.#shown(member, [found]))[0];
  }

  @FieldResolver(() => CompanyChangeConnection, {
    nullable: true,
    description:
      'What was changed in the last twelve months of what others see; null for everybody who is not an owner.',
  })
  @TakesNothingPersonal()
  async history(
    @Root() company: Company,
    @Arg('first', () => Int, { description: 'How many at most, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one before; null: the newest.' })
    after: string | null | undefined,
    @Ctx() context: MemberContext,
  ) {
    const [size, place] = [pageSize(first), readTimeCursor(after)];
    const owner = await memberOf(company, context, OWNERS);
    if (!owner) return null;
    const found = await this.#services.history.of(owner.companyId, size + 1, place);
    const shown = await this.#shown(owner, found);
    const placed = found.map(({ at, _id: id }, index) => ({ at, id, node: shown[index]! }));
    return timePage(
      placed,
      size,
      place,
      ({ at, id }) => ({ at, id }),
      ({ node }) => node,
    );
  }

  /** Changes with who made them, as an owner of the company sees them. */
  async #shown(owner: Owner, changes: readonly Change[]) {
    const { memberships, accounts } = this.#services;
    const members = await memberships.in(owner.companyId);
    const shown = await presentMembers(accounts, members, owner._id);
    const by = (ref: string | null) => shown[members.findIndex(({ subjectRef }) => subjectRef === ref)] ?? null;
    return changes.map((change) => ({ ...presentChange(change), by: by(change.memberRef) }));
  }
}
