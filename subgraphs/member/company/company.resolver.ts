import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { Takes } from '../../../kit/graphql/leaf-declaration.ts';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { badInput } from '../../../kit/graphql/refusal.ts';
import type { MemberContext } from '../member.context.ts';
import type { Companies } from './companies.ts';
import { presentCompany } from './company.presenter.ts';
import { Company } from './company.type.ts';

@Resolver(() => Company)
export class CompanyResolver {
  readonly #companies: Companies;

  constructor(companies: Companies) {
    this.#companies = companies;
  }

  @Query(() => Company, {
    nullable: true,
    description: 'A company by its id or by its slug, exactly one of them; null when it is absent or hidden.',
  })
  @Takes('companies._id', 'companies.slug')
  async company(
    @Arg('id', () => ID, { nullable: true, description: 'Id of the company; null: look by slug.' }) id: string | null,
    @Arg('slug', () => String, { nullable: true, description: 'Slug of the company; null: look by id.' })
    slug: string | null,
    @Ctx() context: MemberContext,
  ) {
    if ((id == null) === (slug == null)) throw badInput('Expected exactly one of `id` and `slug`.');
    const local = id == null ? null : localIdOf('Company', id);
    const record =
      slug != null ? await this.#companies.shownBySlug(slug) : local && (await context.companies.load(local));
    return record ? presentCompany(record, context.locale) : null;
  }
}
