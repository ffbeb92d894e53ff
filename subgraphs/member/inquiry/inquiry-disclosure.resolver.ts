import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { answered } from '../../../kit/idempotency/answered.ts';
import { presentCompany } from '../company/company.presenter.ts';
import type { MemberContext } from '../member.context.ts';
import { ChangeInquiryDisclosureInput } from './inquiry-disclosure.input.ts';
import { ChangeInquiryDisclosureResult } from './inquiry-disclosure.result.ts';
import type { InquiryDisclosures } from './inquiry-disclosures.ts';
import { InquiryDisclosure } from './inquiry.enum.ts';

/** How a buyer says what a company sees of their address. */
@Resolver()
export class InquiryDisclosureResolver {
  readonly #disclosures: InquiryDisclosures;

  constructor(disclosures: InquiryDisclosures) {
    this.#disclosures = disclosures;
  }

  @Mutation(() => ChangeInquiryDisclosureResult as never, {
    description:
      'Shows the buyer’s address to a company, or ends the contact with it, for all inquiries to that company: by the token of any mail about one, without an account, or signed in by its id. Ended, the addresses by which both write take no mail, and the company cannot answer.',
  })
  async changeInquiryDisclosure(
    @Arg('input', () => ChangeInquiryDisclosureInput, { description: 'Of which inquiry, and what.' })
    input: ChangeInquiryDisclosureInput,
    @Ctx() context: MemberContext,
  ) {
    return answered(await this.#disclosures.change(context.viewer, input), async (id) => {
      const inquiry = await this.#disclosures.now(id!);
      const company = inquiry && (await context.companies.load(inquiry.companyId));
      return {
        __typename: 'InquiryDisclosureChanged' as const,
        disclosure: InquiryDisclosure[inquiry?.disclosure ?? input.disclosure],
        wasRevealed: inquiry?.revealedAt !== undefined,
        company: company ? presentCompany(company, context.locale) : null,
      };
    });
  }
}
