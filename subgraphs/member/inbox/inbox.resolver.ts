import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { globalId, localIdOf } from '../../../kit/global-id/global-id.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import { Company } from '../company/company.type.ts';
import { memberOf } from '../company/member-of.ts';
import type { MemberContext } from '../member.context.ts';
import { EVERYBODY } from '../membership/company-access.ts';
import type { CannedAnswers } from './canned-answers.ts';
import { DeleteCannedAnswerInput, SaveCannedAnswerInput, SetInquiryAssignmentInput } from './inbox.input.ts';
import { presentAssignment, presentCanned } from './inbox.presenter.ts';
import { InboxVersionConflict } from './inbox.problem.ts';
import { CannedAnswerDeleted, CannedAnswerType, InquiryAssignmentType } from './inbox.type.ts';
import type { InquiryAssignments } from './inquiry-assignments.ts';
import type { InquirySharing } from './inquiry-sharing.ts';

const refusals = () => [InvalidInput, NotAllowed, NotFound, InboxVersionConflict, IdempotencyKeyReused];
const SetInquiryAssignmentResult = resultUnion(
  'SetInquiryAssignmentResult',
  'What came of sharing out inquiries: the rules as they are now, or why nothing was changed.',
  () => [InquiryAssignmentType, ...refusals()],
);
const SaveCannedAnswerResult = resultUnion('SaveCannedAnswerResult', 'What came of saving an answer.', () => [
  CannedAnswerType,
  ...refusals(),
]);
const DeleteCannedAnswerResult = resultUnion('DeleteCannedAnswerResult', 'What came of deleting an answer.', () => [
  CannedAnswerDeleted,
  ...refusals(),
]);

export interface InboxServices {
  inquiryAssignments: InquiryAssignments;
  inquirySharing: InquirySharing;
  cannedAnswers: CannedAnswers;
}

/** What helps those who act for a company to answer. */
@Resolver(() => Company)
export class InboxResolver {
  readonly #services: InboxServices;

  constructor(services: InboxServices) {
    this.#services = services;
  }

  @Query(() => CannedAnswerType, {
    name: 'cannedAnswer',
    nullable: true,
    description: 'What a company answers often, by its id, for those who act for it. Null when it is absent or hidden.',
  })
  @TakesNothingPersonal()
  async cannedById(
    @Arg('id', () => ID, { description: 'Id of the answer.' }) id: string,
    @Ctx() context: MemberContext,
  ) {
    const local = localIdOf('CannedAnswer', id);
    const found = local && (await this.#services.cannedAnswers.byId(local));
    const member = found && (await memberOf({ id: globalId('Company', found.companyId) }, context, EVERYBODY));
    return found && member ? presentCanned(found) : null;
  }

  @FieldResolver(() => InquiryAssignmentType, {
    nullable: true,
    description: 'How the company shares out its inquiries; null for everybody who does not act for it.',
  })
  async inquiryAssignment(@Root() company: Company, @Ctx() context: MemberContext) {
    const member = await memberOf(company, context, EVERYBODY);
    return member && presentAssignment(await this.#services.inquiryAssignments.ofCompany(member.companyId));
  }

  @FieldResolver(() => [CannedAnswerType], {
    nullable: true,
    description: 'What the company answers often, at most 100; null for everybody who does not act for it.',
  })
  @TakesNothingPersonal()
  async cannedAnswers(
    @Root() company: Company,
    @Arg('locale', () => LocaleEnum, { nullable: true, description: 'In which language; null: in all.' })
    locale: LocaleEnum | null | undefined,
    @Ctx() context: MemberContext,
  ) {
    const member = await memberOf(company, context, EVERYBODY);
    const found = member && (await this.#services.cannedAnswers.ofCompany(member.companyId, locale ?? null));
    return found && found.map(presentCanned);
  }

  @Mutation(() => SetInquiryAssignmentResult as never, {
    description:
      'Says who of the company looks after which inquiries that come from now on. For owners and editors; the rules of who leaves go.',
  })
  async setInquiryAssignment(
    @Arg('input', () => SetInquiryAssignmentInput, { description: 'All rules.' }) input: SetInquiryAssignmentInput,
    @Ctx() { viewer }: MemberContext,
  ) {
    return answered(await this.#services.inquirySharing.set(viewer, input), async (companyId) =>
      presentAssignment(await this.#services.inquiryAssignments.ofCompany(companyId!)),
    );
  }

  @Mutation(() => SaveCannedAnswerResult as never, {
    description: 'Keeps what the company answers often, new or changed. For owners and editors.',
  })
  async saveCannedAnswer(
    @Arg('input', () => SaveCannedAnswerInput, { description: 'The answer.' }) input: SaveCannedAnswerInput,
    @Ctx() { viewer }: MemberContext,
  ) {
    return answered(await this.#services.cannedAnswers.save(viewer, input), async (id) => {
      const saved = await this.#services.cannedAnswers.byId(id!);
      return saved && presentCanned(saved);
    });
  }

  @Mutation(() => DeleteCannedAnswerResult as never, {
    description: 'Takes away an answer that is not needed any more. For owners and editors.',
  })
  async deleteCannedAnswer(
    @Arg('input', () => DeleteCannedAnswerInput, { description: 'Which answer.' }) input: DeleteCannedAnswerInput,
    @Ctx() { viewer }: MemberContext,
  ) {
    return answered(await this.#services.cannedAnswers.delete(viewer, input), async (id) => ({
      __typename: 'CannedAnswerDeleted' as const,
      deletedId: globalId('CannedAnswer', id!),
    }));
  }
}
