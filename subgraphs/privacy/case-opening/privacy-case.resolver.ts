import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { SubgraphRequest } from '../../../kit/subgraph/subgraph.ts';
import { clientOf } from '../../../kit/subgraph/client-of.ts';
import type { CaseViews, SeenCase } from '../case/case-views.ts';
import { presentCase } from '../case/privacy-case.presenter.ts';
import {
  OpenPrivacyCaseResult,
  ProvePrivacyCaseResult,
  WithdrawPrivacyCaseResult,
} from '../case/privacy-case.result.ts';
import { PrivacyCaseType } from '../case/privacy-case.type.ts';
import type { CaseOpening } from './case-opening.ts';
import type { CaseProofs } from './case-proofs.ts';
import type { CaseWithdrawing } from './case-withdrawing.ts';
import { OpenPrivacyCaseInput, ProvePrivacyCaseInput } from './open-privacy-case.input.ts';
import { WithdrawPrivacyCaseInput } from './withdraw-privacy-case.input.ts';

export interface PrivacyCaseServices {
  caseOpening: CaseOpening;
  caseProofs: CaseProofs;
  caseWithdrawing: CaseWithdrawing;
  caseViews: CaseViews;
}

/** What people ask by their rights, and how they follow it. */
@Resolver()
export class PrivacyCaseResolver {
  readonly #services: PrivacyCaseServices;

  constructor(services: PrivacyCaseServices) {
    this.#services = services;
  }

  @Query(() => PrivacyCaseType, {
    name: 'privacyCase',
    nullable: true,
    description:
      'A case by its id, for whoever opened it, whom it is about, and privacy officers, whose looks are written down. Null when it is absent or hidden.',
  })
  @TakesNothingPersonal()
  async caseById(@Arg('id', () => ID, { description: 'Id of the case.' }) id: string, @Ctx() context: SubgraphRequest) {
    const local = localIdOf('PrivacyCase', id);
    return local ? shown(await this.#services.caseViews.one(local, context.viewer), context) : null;
  }

  @Query(() => PrivacyCaseType, {
    nullable: true,
    description:
      'A case by its number and the code in its mails, for whoever has no account. Null when the two do not fit, and when it was asked too often within the hour.',
  })
  @Takes('privacyCases.codeHash')
  async followPrivacyCase(
    @Arg('number', () => String, { description: 'The number of the case.' }) number: string,
    @Arg('code', () => String, { description: 'The code in the mails of the case.' }) code: string,
    @Ctx() context: SubgraphRequest,
  ) {
    return shown(await this.#services.caseViews.followed(number, code), context);
  }

  @Mutation(() => OpenPrivacyCaseResult as never, {
    description:
      'Asks for something by one’s rights, with or without an account. A guest’s address has to be confirmed by `provePrivacyCase` first; the answer is the same whether we know it or not.',
  })
  async openPrivacyCase(
    @Arg('input', () => OpenPrivacyCaseInput, { description: 'What for, and where to answer.' })
    input: OpenPrivacyCaseInput,
    @Ctx() context: SubgraphRequest,
  ) {
    const { viewer, locale } = context;
    const outcome = await this.#services.caseOpening.open(input, { viewer, client: clientOf(context), locale });
    return answered(outcome, async (id) => ({
      __typename: 'PrivacyCaseReceived' as const,
      proofNeeded: id === null,
      case: id && shown(await this.#services.caseViews.one(id, viewer), context),
    }));
  }

  @Mutation(() => ProvePrivacyCaseResult as never, {
    description: 'Confirms by the token of a mail that its reader asked for something; then it begins.',
  })
  async provePrivacyCase(
    @Arg('input', () => ProvePrivacyCaseInput, { description: 'The token.' }) input: ProvePrivacyCaseInput,
    @Ctx() context: SubgraphRequest,
  ) {
    const outcome = await this.#services.caseProofs.prove(input, clientOf(context));
    return answered(outcome, async (id) => {
      const seen = await this.#services.caseViews.proven(id!);
      return { __typename: 'PrivacyCaseProven' as const, number: seen?.found.number ?? '', case: shown(seen, context) };
    });
  }

  @Mutation(() => WithdrawPrivacyCaseResult as never, {
    description: 'Takes back what was asked for, all of it or some.',
  })
  async withdrawPrivacyCase(
    @Arg('input', () => WithdrawPrivacyCaseInput, { description: 'Which case.' }) input: WithdrawPrivacyCaseInput,
    @Ctx() context: SubgraphRequest,
  ) {
    const outcome = await this.#services.caseWithdrawing.withdraw(context.viewer, input, clientOf(context));
    return answered(outcome, async (id) => shown(await this.#services.caseViews.proven(id!), context));
  }
}

const shown = (seen: SeenCase | null, { locale }: SubgraphRequest) => seen && presentCase(seen, locale);
