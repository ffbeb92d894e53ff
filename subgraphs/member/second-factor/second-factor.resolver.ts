import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { notAllowed } from '../../../kit/graphql/problems.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import { presentViewer } from '../account/viewer.presenter.ts';
import type { MemberContext } from '../member.context.ts';
import { clientOf } from '../../../kit/subgraph/client-of.ts';
import type { SecondFactorChanges } from './second-factor-changes.ts';
import { ConfirmSecondFactorInput, EndSecondFactorInput, StartSecondFactorInput } from './second-factor.input.ts';
import { ConfirmSecondFactorResult, EndSecondFactorResult, StartSecondFactorResult } from './second-factor.type.ts';
import type { SecondFactors } from './second-factors.ts';

const CONFIRMED =
  'Expected a second factor that is not in force yet, and it was confirmed since. End it to begin another.';

@Resolver()
export class SecondFactorResolver {
  readonly #changes: SecondFactorChanges;
  readonly #secondFactors: SecondFactors;

  constructor(changes: SecondFactorChanges, secondFactors: SecondFactors) {
    this.#changes = changes;
    this.#secondFactors = secondFactors;
  }

  @Mutation(() => StartSecondFactorResult as never, {
    description: 'Begins a second factor: codes of an app (TOTP, RFC 6238). `confirmSecondFactor` puts it in force.',
  })
  async startSecondFactor(
    @Arg('input', () => StartSecondFactorInput, { description: 'The password.' }) input: StartSecondFactorInput,
    @Ctx() context: MemberContext,
  ) {
    return answered(await this.#changes.start(input.password, askedBy(context, input)), async () => {
      const begun = this.#secondFactors.begun(await this.#changes.own(context.viewer));
      return begun
        ? { __typename: 'SecondFactorEnrolment', ...begun }
        : notAllowed('SECOND_FACTOR_IN_FORCE', CONFIRMED);
    });
  }

  @Mutation(() => ConfirmSecondFactorResult as never, {
    description: 'Puts a second factor in force by a code of it, and gives recovery codes.',
  })
  async confirmSecondFactor(
    @Arg('input', () => ConfirmSecondFactorInput, { description: 'The code.' }) input: ConfirmSecondFactorInput,
    @Ctx() context: MemberContext,
  ) {
    return answered(await this.#changes.confirm(input.code, askedBy(context, input)), async () => {
      const account = await this.#changes.own(context.viewer);
      const recoveryCodes = this.#secondFactors.recoveryCodes(account);
      return { __typename: 'SecondFactorConfirmed', recoveryCodes, viewer: presentViewer(account) };
    });
  }

  @Mutation(() => EndSecondFactorResult as never, {
    description: 'Takes the second factor away: signing in needs the password alone.',
  })
  async endSecondFactor(
    @Arg('input', () => EndSecondFactorInput, { description: 'The password.' }) input: EndSecondFactorInput,
    @Ctx() context: MemberContext,
  ) {
    const outcome = await this.#changes.end(input.password, askedBy(context, input));
    return answered(outcome, async () => presentViewer(await this.#changes.own(context.viewer)));
  }
}

const askedBy = (context: MemberContext, { idempotencyKey }: { idempotencyKey: string | null }) => ({
  viewer: context.viewer,
  client: clientOf(context),
  idempotencyKey,
});
