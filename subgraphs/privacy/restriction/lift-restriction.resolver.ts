import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { IdempotencyKeyReused, NotAllowed, NotFound, TooManyAttempts } from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import { clientOf } from '../../../kit/subgraph/client-of.ts';
import type { SubgraphRequest } from '../../../kit/subgraph/subgraph.ts';
import type { CaseViews } from '../case/case-views.ts';
import { presentCase } from '../case/privacy-case.presenter.ts';
import { PrivacyCaseType } from '../case/privacy-case.type.ts';
import { LiftRestrictionInput } from './lift-restriction.input.ts';
import type { RestrictionLifting } from './restriction-lifting.ts';
import type { RestrictionWork } from './restriction-work.ts';

const LiftRestrictionResult = resultUnion(
  'LiftRestrictionResult',
  'The case whose restriction was taken back, or why it was not.',
  () => [PrivacyCaseType, NotAllowed, NotFound, TooManyAttempts, IdempotencyKeyReused],
);

export interface RestrictionServices {
  caseViews: CaseViews;
  restrictionLifting: RestrictionLifting;
  restrictionWork: RestrictionWork;
}

@Resolver()
export class LiftRestrictionResolver {
  readonly #services: RestrictionServices;

  constructor(services: RestrictionServices) {
    this.#services = services;
  }

  @Mutation(() => LiftRestrictionResult as never, {
    description:
      'Takes back a restriction that was carried out for whoever asks: what is held about them is used again, and all is as before.',
  })
  async liftRestriction(
    @Arg('input', () => LiftRestrictionInput, { description: 'By which case.' }) input: LiftRestrictionInput,
    @Ctx() context: SubgraphRequest,
  ) {
    const { restrictionLifting, restrictionWork, caseViews } = this.#services;
    const outcome = await restrictionLifting.lift(context.viewer, input, clientOf(context));
    return answered(outcome, async (id) => {
      await restrictionWork.settled(id!);
      const seen = await caseViews.proven(id!);
      return seen && presentCase(seen, context.locale);
    });
  }
}
