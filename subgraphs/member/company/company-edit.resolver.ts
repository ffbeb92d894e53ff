import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { notFound } from '../../../kit/graphql/problems.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { CompanySlugs } from '../company-slug/company-slugs.ts';
import { ChangeSlugInput } from '../company-slug/change-slug.input.ts';
import { withSlug } from '../company-slug/slug-change.ts';
import type { MemberContext } from '../member.context.ts';
import { EVERYBODY, mayIn, refused } from '../membership/company-access.ts';
import type { Memberships } from '../membership/memberships.ts';
import { withContact } from '../store-contact/contact-edit.ts';
import { UpdateStoreContactInput } from '../store-contact/update-store-contact.input.ts';
import type { Companies } from './companies.ts';
import { edited } from './company-edit.ts';
import type { Change, CompanyEditor, EditRequest } from './company-editor.ts';
import { presentCompany } from './company.presenter.ts';
import { ChangeSlugResult, UpdateCompanyResult, UpdateStoreContactResult } from './company.result.ts';
import { presentConflict } from './conflict.presenter.ts';
import { UpdateCompanyInput } from './update-company.input.ts';

export interface CompanyEditServices {
  companies: Companies;
  memberships: Memberships;
  editor: CompanyEditor;
  slugs: CompanySlugs;
}

interface Input {
  expectedVersion: number;
  idempotencyKey?: string | null;
}

@Resolver()
export class CompanyEditResolver {
  readonly #services: CompanyEditServices;

  constructor(services: CompanyEditServices) {
    this.#services = services;
  }

  @Mutation(() => UpdateCompanyResult as never, {
    description:
      'Changes what a company says of itself. For its owners and editors. A verified company that changes its name, country or registrations is not verified from then on, until staff have looked again: its claims wait, with `changedFacts`.',
  })
  updateCompany(
    @Arg('input', () => UpdateCompanyInput, { description: 'What is to change.' }) input: UpdateCompanyInput,
    @Ctx() context: MemberContext,
  ) {
    const change: Change = (company, now) => edited(company, input, now);
    return this.#edit(context, request(context, 'updateCompany', input, 'id', input.id), change);
  }

  @Mutation(() => UpdateStoreContactResult as never, {
    description:
      'Changes how a store is reached, and who sees which line of it. For owners and editors of the company.',
  })
  updateStoreContact(
    @Arg('input', () => UpdateStoreContactInput, { description: 'What is to change.' }) input: UpdateStoreContactInput,
    @Ctx() context: MemberContext,
  ) {
    const change: Change = (company, now) => withContact(company, input, now);
    const asked = request(context, 'updateStoreContact', input, 'companyId', input.companyId);
    return this.#edit(context, asked, change);
  }

  @Mutation(() => ChangeSlugResult as never, {
    description:
      'Lets a company stand under another name in web addresses. The old one leads to it for good. For owners and editors.',
  })
  changeSlug(
    @Arg('input', () => ChangeSlugInput, { description: 'The name.' }) input: ChangeSlugInput,
    @Ctx() context: MemberContext,
  ) {
    const change: Change = (company, _, session) => withSlug(company, input.slug, this.#services, session);
    return this.#edit(context, request(context, 'changeSlug', input, 'id', input.id), change);
  }

  /** A repeat is answered for whoever still acts for the company. */
  async #edit(context: MemberContext, asked: EditRequest, change: Change) {
    const { companies, memberships, editor } = this.#services;
    const outcome = await editor.edit(asked, change);
    context.changed();
    const answer = await answered(outcome, async (companyId) => {
      const member = await mayIn(memberships, asked, EVERYBODY);
      if (refused(member)) return member;
      const company = member.companyId === companyId ? await companies.byId(companyId) : null;
      return company ? presentCompany(company, context.locale) : notFound(asked.field, GONE);
    });
    return 'current' in answer ? presentConflict(answer, context.locale) : answer;
  }
}

const GONE = 'Expected the company that this key changed before; whoever asks does not act for it any more.';

const request = (
  { viewer }: MemberContext,
  mutation: string,
  input: Input,
  field: string,
  company: string | null | undefined,
): EditRequest => ({
  viewer,
  mutation,
  company,
  field,
  expectedVersion: input.expectedVersion,
  key: input.idempotencyKey,
  input,
});
