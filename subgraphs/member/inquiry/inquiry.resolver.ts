import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import { presentCompany } from '../company/company.presenter.ts';
import { presentMessage } from '../inquiry-message/inquiry-message.presenter.ts';
import { InquiryMessageType } from '../inquiry-message/inquiry-message.type.ts';
import type { MemberContext } from '../member.context.ts';
import { clientOf } from '../../../kit/subgraph/client-of.ts';
import type { InquiryProofs } from './inquiry-proofs.ts';
import type { InquirySending } from './inquiry-sending.ts';
import type { InquiryViews } from './inquiry-views.ts';
import { presentInquiry } from './inquiry.presenter.ts';
import { ProveInquiryResult, SendInquiryResult } from './inquiry.result.ts';
import { Inquiry } from './inquiry.type.ts';
import { ProveInquiryInput, SendInquiryInput } from './send-inquiry.input.ts';

export interface InquiryResolverServices {
  inquirySending: InquirySending;
  inquiryProofs: InquiryProofs;
  inquiryViews: InquiryViews;
}

/** How an inquiry comes to its company, and is found by its id. */
@Resolver()
export class InquiryResolver {
  readonly #services: InquiryResolverServices;

  constructor(services: InquiryResolverServices) {
    this.#services = services;
  }

  @Query(() => Inquiry, {
    name: 'inquiry',
    nullable: true,
    description:
      'An inquiry by its id, for the buyer and for those who act for the company. Null when it is absent, and for everybody else.',
  })
  @TakesNothingPersonal()
  async inquiryById(
    @Arg('id', () => ID, { description: 'Id of the inquiry.' }) id: string,
    @Ctx() { viewer }: MemberContext,
  ) {
    return this.#shown(localIdOf('Inquiry', id), viewer);
  }

  @Query(() => InquiryMessageType, {
    name: 'inquiryMessage',
    nullable: true,
    description: 'A message by its id, for whoever sees its inquiry. Null when it is absent, and for everybody else.',
  })
  @TakesNothingPersonal()
  async messageById(
    @Arg('id', () => ID, { description: 'Id of the message.' }) id: string,
    @Ctx() { viewer }: MemberContext,
  ) {
    const local = localIdOf('InquiryMessage', id);
    const seen = local && (await this.#services.inquiryViews.message(local, viewer));
    return seen && presentMessage(seen.message, seen.who);
  }

  @Mutation(() => SendInquiryResult as never, {
    description:
      'Asks a company something, with or without an account. Unless the address is the proven one of who is signed in, it has to be confirmed by `proveInquiry` first.',
  })
  async sendInquiry(
    @Arg('input', () => SendInquiryInput, { description: 'Whom, what, and where to answer.' }) input: SendInquiryInput,
    @Ctx() context: MemberContext,
  ) {
    const { viewer, locale } = context;
    const outcome = await this.#services.inquirySending.send(input, { viewer, client: clientOf(context), locale });
    return answered(outcome, async (id) => ({
      __typename: 'InquirySent' as const,
      proofNeeded: id === null,
      inquiry: await this.#shown(id, viewer),
    }));
  }

  @Mutation(() => ProveInquiryResult as never, {
    description: 'Confirms an inquiry by the token of the mail to its address, and sends it to the company.',
  })
  async proveInquiry(
    @Arg('input', () => ProveInquiryInput, { description: 'The token.' }) input: ProveInquiryInput,
    @Ctx() context: MemberContext,
  ) {
    return answered(await this.#services.inquiryProofs.prove(input), async (id) => {
      const companyId = await this.#services.inquiryViews.companyOf(id!);
      const company = companyId && (await context.companies.load(companyId));
      return {
        __typename: 'InquiryProven' as const,
        company: company ? presentCompany(company, context.locale) : null,
        inquiry: await this.#shown(id, context.viewer),
      };
    });
  }

  async #shown(id: string | null, viewer: MemberContext['viewer']) {
    const seen = id ? await this.#services.inquiryViews.one(id, viewer) : null;
    return seen && presentInquiry(seen);
  }
}
