import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { notFound } from '../../../kit/graphql/problems.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { SubgraphRequest } from '../../../kit/subgraph/subgraph.ts';
import { clientOf } from '../../../kit/subgraph/client-of.ts';
import type { CaseStore } from '../case/case-store.ts';
import type { AccountKeeping } from './account-keeping.ts';
import type { CancellationStore } from './cancellation-store.ts';
import type { CancellationWork } from './cancellation-work.ts';
import { CancelMyAccountInput, KeepMyAccountInput } from './cancellation.input.ts';
import { CancelMyAccountResult, KeepMyAccountResult } from './cancellation.result.ts';
import type { OwnCancellation } from './own-cancellation.ts';

export interface CancellationServices {
  accountKeeping: AccountKeeping;
  ownCancellation: OwnCancellation;
  cancellationStore: CancellationStore;
  cancellationWork: CancellationWork;
  caseStore: CaseStore;
}

@Resolver()
export class CancellationResolver {
  readonly #services: CancellationServices;

  constructor(services: CancellationServices) {
    this.#services = services;
  }

  @Mutation(() => CancelMyAccountResult as never, {
    description:
      'Cancels the account of whoever asks, at once and without an officer. It can be taken back for seven days; then all that is held about them is erased. `Viewer.leavingPreview` says beforehand what becomes of their company.',
  })
  async cancelMyAccount(
    @Arg('input', () => CancelMyAccountInput, { description: 'The proof that it is them.' })
    input: CancelMyAccountInput,
    @Ctx() context: SubgraphRequest,
  ) {
    const outcome = await this.#services.ownCancellation.cancel(input, context.viewer, clientOf(context));
    return answered(outcome, (caseId) => this.#cancelled(caseId!));
  }

  @Mutation(() => KeepMyAccountResult as never, {
    description:
      'Takes a cancellation back within seven days, by the token of the mail: everything is as before. Nobody has to be signed in.',
  })
  async keepMyAccount(
    @Arg('input', () => KeepMyAccountInput, { description: 'By what.' }) input: KeepMyAccountInput,
    @Ctx() context: SubgraphRequest,
  ) {
    const outcome = await this.#services.accountKeeping.keep(input, clientOf(context));
    return answered(outcome, async (id) => ({
      __typename: 'KeptAccount',
      isRestored: await this.#services.cancellationWork.settled(id!),
    }));
  }

  async #cancelled(caseId: string) {
    const { cancellationStore, cancellationWork, caseStore } = this.#services;
    const [begun, found] = [await cancellationStore.ofCase(caseId), await caseStore.byId(caseId)];
    if (!begun || !found) return notFound('password', 'Expected a cancellation that runs; there is none any more.');
    const isStopped = await cancellationWork.settled(begun._id);
    return { __typename: 'AccountCancellation', caseNumber: found.number, keepUntil: begun.until, isStopped };
  }
}
