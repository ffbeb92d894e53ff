import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import type { ErasureCases } from './erasure-cases.ts';
import { caseFault, type Acting, type ErasureDesk } from './erasure-desk.ts';
import type { ErasureForeseeing, Foreseen } from './erasure-foreseeing.ts';
import type { PlanErasureInput } from './erasure.input.ts';
import { erasureRuns } from '../case/privacy-case.problem.ts';
import type { ErasureStore } from './erasure-store.ts';
import { newErasure } from './new-erasure.ts';

export interface ErasurePlanningParts {
  desk: ErasureDesk;
  foreseeing: ErasureForeseeing;
  cases: ErasureCases;
  store: ErasureStore;
  now: () => Date;
}

/** Plans erasures: says where there is what of a person, how much, and what would be done to it. */
export class ErasurePlanning {
  readonly #parts: ErasurePlanningParts;

  constructor(parts: ErasurePlanningParts) {
    this.#parts = parts;
  }

  /** The reference is the id of the case. Throws UNAUTHENTICATED for nobody, UNAVAILABLE. */
  plan(viewer: Viewer, input: PlanErasureInput): Promise<Outcome<Problem>> {
    let foreseen: Promise<Foreseen> | undefined;
    return this.#parts.desk.act(viewer, 'planErasure', input, async (acting) => {
      const { found, plan } = acting;
      const fault = caseFault(found);
      if (fault) return fault;
      if (plan?.state === 'APPROVED' || plan?.state === 'RUNNING') return erasureRuns();
      const before = plan && (plan.state === 'PLANNED' || plan.state === 'BLOCKED') ? plan : null;
      foreseen ??= this.#parts.foreseeing.of(found, input.ground, before);
      await this.#keep(acting, await foreseen);
      return null;
    });
  }

  /** What is as it was planned by the same officer stays as it is, with its approvals. */
  async #keep(acting: Acting, foreseen: Foreseen): Promise<void> {
    const { desk, store, cases, now } = this.#parts;
    const { found, plan, staff, session } = acting;
    const isSame = plan?.state === 'PLANNED' && plan.planHash === foreseen.planHash && plan.planner === staff.accountId;
    if (isSame) return;
    await store.add(newErasure(foreseen, staff.accountId, now()), session);
    const by = { role: 'PRIVACY_OFFICER', accountId: staff.accountId } as const;
    await cases.planned(found, by, session);
    await desk.audited('CASE_PLANNED', acting, foreseen.ground, foreseen.steps.length);
  }
}
