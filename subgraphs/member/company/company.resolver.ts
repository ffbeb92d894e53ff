import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { Takes } from '../../../kit/graphql/leaf-declaration.ts';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { badInput } from '../../../kit/graphql/refusal.ts';
import type { MemberContext } from '../member.context.ts';
import type { CompanySlugs } from '../company-slug/company-slugs.ts';
import type { Companies } from './companies.ts';
import { presentCompany } from './company.presenter.ts';
import { Company } from './company.type.ts';

@Resolver(() => Company)
export class CompanyResolver {
  readonly #companies: Companies;
  readonly #slugs: CompanySlugs;

  constructor(companies: Companies, slugs: CompanySlugs) {
    this.#companies = companies;
    this.#slugs = slugs;
  }

  @Query(() => Company, {
    nullable: true,
    description:
      'A company by its id or by its slug, exactly one of them; null when it is absent or hidden. A slug that it had before leads to it too: `slug` says which one it has now.',
  })
  @Takes('companies._id', 'companies.slug')
  async company(
    @Arg('id', () => ID, { nullable: true, description: 'Id of the company; null: look by slug.' }) id: string | null,
    @Arg('slug', () => String, { nullable: true, description: 'Slug of the company; null: look by id.' })
    slug: string | null,
    @Ctx() context: MemberContext,
  ) {
    if ((id == null) === (slug == null)) throw badInput('Expected exactly one of `id` and `slug`.');
    const record = slug == null ? await this.#byId(id!, context) : await this.#bySlug(slug, context);
    return record ? presentCompany(record, context.locale) : null;
  }

  async #byId(id: string, context: MemberContext) {
    const local = localIdOf('Company', id);
    return local && context.companies.load(local);
  }

  async #bySlug(slug: string, context: MemberContext) {
    const now = await this.#companies.shownBySlug(slug);
    const owner = now ? null : await this.#slugs.ownerOf(slug);
    return now ?? (owner && context.companies.load(owner));
  }
}
