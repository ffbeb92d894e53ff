import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { Takes } from '../../../kit/graphql/leaf-declaration.ts';
import type { Companies } from '../company/companies.ts';
import { presentCompany } from '../company/company.presenter.ts';
import { Company } from '../company/company.type.ts';
import type { MemberContext } from '../member.context.ts';
import type { Memberships } from '../membership/memberships.ts';
import { maySignIn } from '../restriction/restriction.policy.ts';
import type { Accounts } from './accounts.ts';
import { presentViewer } from './viewer.presenter.ts';
import { Viewer } from './viewer.type.ts';

@Resolver(() => Viewer)
export class ViewerResolver {
  readonly #accounts: Accounts;
  readonly #memberships: Memberships;
  readonly #companies: Companies;

  constructor(accounts: Accounts, memberships: Memberships, companies: Companies) {
    this.#accounts = accounts;
    this.#memberships = memberships;
    this.#companies = companies;
  }

  @Query(() => Viewer, { nullable: true, description: 'Whoever is signed in; null when nobody is.' })
  async viewer(@Ctx() { viewer }: MemberContext) {
    const account = viewer.kind === 'account' ? await this.#accounts.byId(viewer.accountId) : null;
    return account && maySignIn(account) ? presentViewer(account) : null;
  }

  @Query(() => Viewer, {
    nullable: true,
    description: 'The account of whoever is signed in, by its id; null for any other, and when nobody is signed in.',
  })
  @Takes('accounts._id')
  async account(@Arg('id', () => ID, { description: 'Id of the account.' }) id: string, @Ctx() context: MemberContext) {
    const { viewer } = context;
    return viewer.kind === 'account' && localIdOf('Viewer', id) === viewer.accountId ? this.viewer(context) : null;
  }

  @FieldResolver(() => Company, { nullable: true })
  async company(@Root() { id }: Viewer, @Ctx() { locale }: MemberContext) {
    const membership = await this.#memberships.of(localIdOf('Viewer', id)!);
    const company = membership && (await this.#companies.byId(membership.companyId));
    return company ? presentCompany(company, locale) : null;
  }
}
