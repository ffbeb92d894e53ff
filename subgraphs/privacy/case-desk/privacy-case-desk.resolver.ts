import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import { readTimeCursor, timePage } from '../../../kit/graphql/time-page.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { SubgraphRequest } from '../../../kit/subgraph/subgraph.ts';
import { demandStaff } from '../../../schema/events/staff.policy.ts';
import type { CaseRegistering } from '../case-opening/case-registering.ts';
import { RegisterPrivacyCaseInput } from '../case-opening/register-privacy-case.input.ts';
import type { CaseViews } from '../case/case-views.ts';
import { presentCase } from '../case/privacy-case.presenter.ts';
import * as results from '../case/privacy-case.result.ts';
import { PrivacyCaseConnection } from '../case/privacy-case.type.ts';
import { OPEN_STATES } from '../case/privacy-case.values.ts';
import type { CaseDeciding } from './case-deciding.ts';
import type { CaseIdentity } from './case-identity.ts';
import * as inputs from './privacy-case-changes.input.ts';
import { PrivacyCaseWhere } from './privacy-case-where.input.ts';

export interface PrivacyCaseDeskServices {
  caseRegistering: CaseRegistering;
  caseIdentity: CaseIdentity;
  caseDeciding: CaseDeciding;
  caseViews: CaseViews;
}

/** What staff do with cases. Each act needs a role, counts once, and is in the audit log. */
@Resolver()
export class PrivacyCaseDeskResolver {
  readonly #services: PrivacyCaseDeskServices;

  constructor(services: PrivacyCaseDeskServices) {
    this.#services = services;
  }

  @Query(() => PrivacyCaseConnection, {
    nullable: true,
    description:
      'Cases of others, what is due first at the head, for privacy officers; each look is written down. Null when it is refused or the privacy subgraph does not answer.',
  })
  @TakesNothingPersonal()
  async privacyCases(
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from; null: from the beginning.' })
    after: string | null,
    @Arg('where', () => PrivacyCaseWhere, { nullable: true, description: 'Which; null: those that are open.' })
    where: PrivacyCaseWhere | null | undefined,
    @Ctx() { viewer, locale }: SubgraphRequest,
  ) {
    const staff = demandStaff('HANDLE_RIGHTS', viewer);
    const [size, place] = [pageSize(first), readTimeCursor(after)];
    const { states, rights = null, regimes = null, dueBefore = null } = where ?? {};
    const sought = { states: states ?? OPEN_STATES, rights, regimes, dueBefore };
    const found = await this.#services.caseViews.queue(staff, sought, place, size);
    return timePage(
      found,
      size,
      place,
      ({ found: { dueAt, _id } }) => ({ at: dueAt, id: _id }),
      (seen) => presentCase(seen, locale),
    );
  }

  @Mutation(() => results.RegisterPrivacyCaseResult as never, {
    description:
      'Takes down what somebody asked by e-mail, telephone, post or chat; a mail asks the address to confirm. For customer service and privacy officers.',
  })
  async registerPrivacyCase(
    @Arg('input', () => RegisterPrivacyCaseInput, { description: 'What came, how and when.' })
    input: RegisterPrivacyCaseInput,
    @Ctx() context: SubgraphRequest,
  ) {
    return this.#answered(await this.#services.caseRegistering.register(context.viewer, input), context);
  }

  @Mutation(() => results.ConfirmPrivacyCaseIdentityResult as never, {
    description:
      'Says how it is known that it is the person who asks, or that a representative may act for them; then it begins. Answers the case of before where the same was asked already. For privacy officers.',
  })
  async confirmPrivacyCaseIdentity(
    @Arg('input', () => inputs.ConfirmPrivacyCaseIdentityInput, { description: 'Which case, and how.' })
    input: inputs.ConfirmPrivacyCaseIdentityInput,
    @Ctx() context: SubgraphRequest,
  ) {
    return this.#answered(await this.#services.caseIdentity.confirm(context.viewer, input), context);
  }

  @Mutation(() => results.TakePrivacyCaseResult as never, {
    description: 'Takes a case, also over from a colleague. For privacy officers.',
  })
  async takePrivacyCase(
    @Arg('input', () => inputs.PrivacyCaseChangeInput, { description: 'Which case.' })
    input: inputs.PrivacyCaseChangeInput,
    @Ctx() context: SubgraphRequest,
  ) {
    return this.#answered(await this.#services.caseDeciding.take(context.viewer, input), context);
  }

  @Mutation(() => results.DecidePrivacyCaseResult as never, {
    description:
      'Closes an item as fulfilled, after what it asks was done; a restriction is carried out by this. The person is told by mail. For privacy officers.',
  })
  async decidePrivacyCase(
    @Arg('input', () => inputs.DecidePrivacyCaseInput, { description: 'Which item, and what came of it.' })
    input: inputs.DecidePrivacyCaseInput,
    @Ctx() context: SubgraphRequest,
  ) {
    return this.#answered(await this.#services.caseDeciding.decide(context.viewer, input), context);
  }

  @Mutation(() => results.RefusePrivacyCaseResult as never, {
    description:
      'Refuses what was asked. The person is told why by mail, and how to complain by the laws that may apply. For privacy officers.',
  })
  async refusePrivacyCase(
    @Arg('input', () => inputs.RefusePrivacyCaseInput, { description: 'Which items, and why.' })
    input: inputs.RefusePrivacyCaseInput,
    @Ctx() context: SubgraphRequest,
  ) {
    return this.#answered(await this.#services.caseDeciding.refuse(context.viewer, input), context);
  }

  @Mutation(() => results.ExtendPrivacyCaseResult as never, {
    description:
      'Takes more time for an item, where every law that may apply gives it, once and before it is due. The person is told why by mail. For privacy officers.',
  })
  async extendPrivacyCase(
    @Arg('input', () => inputs.ExtendPrivacyCaseInput, { description: 'Which item, and why.' })
    input: inputs.ExtendPrivacyCaseInput,
    @Ctx() context: SubgraphRequest,
  ) {
    return this.#answered(await this.#services.caseDeciding.extend(context.viewer, input), context);
  }

  #answered(outcome: Outcome<Problem>, { viewer, locale }: SubgraphRequest) {
    return answered(outcome, async (id) => {
      const seen = id ? await this.#services.caseViews.one(id, viewer) : null;
      return seen && presentCase(seen, locale);
    });
  }
}
