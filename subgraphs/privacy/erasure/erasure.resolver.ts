import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { SubgraphRequest } from '../../../kit/subgraph/subgraph.ts';
import type { CaseViews } from '../case/case-views.ts';
import { presentCase } from '../case/privacy-case.presenter.ts';
import { PrivacyCaseType } from '../case/privacy-case.type.ts';
import { ErasureCertificate } from '../certificate/certificate.type.ts';
import type { ErasureApproving } from './erasure-approving.ts';
import type { ErasurePlanning } from './erasure-planning.ts';
import type { ErasureViews } from './erasure-views.ts';
import * as inputs from './erasure.input.ts';
import { presentCertificate, presentPlan } from './erasure.presenter.ts';
import * as results from './erasure.result.ts';
import { ErasurePlan } from './erasure.type.ts';
import type { MentionSettling } from './mention-settling.ts';

export interface ErasureServices {
  erasurePlanning: ErasurePlanning;
  erasureApproving: ErasureApproving;
  mentionSettling: MentionSettling;
  erasureViews: ErasureViews;
  caseViews: CaseViews;
}

type Shown = ReturnType<typeof presentCase>;

/** How erasures are planned and approved, and what came of them. */
@Resolver(() => PrivacyCaseType)
export class ErasureResolver {
  readonly #services: ErasureServices;

  constructor(services: ErasureServices) {
    this.#services = services;
  }

  @FieldResolver(() => ErasurePlan, {
    nullable: true,
    description: 'What its erasure does, for privacy officers. Null: none is planned, or it is not for whoever asks.',
  })
  async plan(@Root() { id, seenBy }: Shown, @Ctx() { viewer }: SubgraphRequest) {
    const seen =
      seenBy === 'OFFICER' ? await this.#services.erasureViews.plan(localIdOf('PrivacyCase', id)!, viewer) : null;
    return seen && presentPlan(seen);
  }

  @FieldResolver(() => ErasureCertificate, {
    nullable: true,
    description:
      'What its erasure came to, signed, for the person and for privacy officers. Null: it was not verified yet.',
  })
  async certificate(@Root() { id, seenBy }: Shown) {
    if (seenBy === 'REGISTRAR') return null;
    const certificate = await this.#services.erasureViews.certificate(localIdOf('PrivacyCase', id)!);
    return certificate && presentCertificate(certificate);
  }

  @Mutation(() => results.PlanErasureResult as never, {
    description:
      'Plans an erasure: says where there is what of the person, and what would be done to it. Nothing is done before two other officers approve. For privacy officers.',
  })
  async planErasure(
    @Arg('input', () => inputs.PlanErasureInput, { description: 'Whose, and why.' }) input: inputs.PlanErasureInput,
    @Ctx() context: SubgraphRequest,
  ) {
    return this.#answered(await this.#services.erasurePlanning.plan(context.viewer, input), context);
  }

  @Mutation(() => results.ApproveErasureResult as never, {
    description:
      'Approves an erasure as it was planned. With the second approval it begins by itself, and cannot be taken back. For privacy officers who neither planned it nor asked for it.',
  })
  async approveErasure(
    @Arg('input', () => inputs.ApproveErasureInput, { description: 'Which plan.' }) input: inputs.ApproveErasureInput,
    @Ctx() context: SubgraphRequest,
  ) {
    return this.#answered(await this.#services.erasureApproving.approve(context.viewer, input), context);
  }

  @Mutation(() => results.SettleErasureMentionResult as never, {
    description:
      'Decides whether a name stays in a text of somebody else. Approvals that were given count no more. For privacy officers.',
  })
  async settleErasureMention(
    @Arg('input', () => inputs.SettleErasureMentionInput, { description: 'Which text, and what becomes of it.' })
    input: inputs.SettleErasureMentionInput,
    @Ctx() context: SubgraphRequest,
  ) {
    return this.#answered(await this.#services.mentionSettling.settle(context.viewer, input), context);
  }

  #answered(outcome: Outcome<Problem>, { viewer, locale }: SubgraphRequest) {
    return answered(outcome, async (id) => {
      const seen = id ? await this.#services.caseViews.one(id, viewer) : null;
      return seen && presentCase(seen, locale);
    });
  }
}
