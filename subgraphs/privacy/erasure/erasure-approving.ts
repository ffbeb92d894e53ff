import type { Connection } from 'mongoose';
import { notAllowed } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import type { PrivacyCase } from '../case/privacy-case.record.ts';
import type { ErasureCases } from './erasure-cases.ts';
import { caseFault, type Acting, type ErasureDesk } from './erasure-desk.ts';
import type { ErasureForeseeing, Foreseen } from './erasure-foreseeing.ts';
import type { ApproveErasureInput } from './erasure.input.ts';
import { erasurePlanStale, notPlanned } from './erasure.problem.ts';
import type { Erasure } from './erasure.record.ts';
import type { ErasureStore } from './erasure-store.ts';
import { plannedAs } from './new-erasure.ts';

export interface ErasureApprovingParts {
  connection: Connection;
  desk: ErasureDesk;
  foreseeing: ErasureForeseeing;
  cases: ErasureCases;
  store: ErasureStore;
  /** Something can be begun. */
  wake: () => void;
  now: () => Date;
}

/** So many officers approve. */
const APPROVALS = 2;

/** Takes the approvals of erasures: of a plan's hash, as the plan is at that moment, by two officers who neither planned it nor asked for it. */
export class ErasureApproving {
  readonly #parts: ErasureApprovingParts;

  constructor(parts: ErasureApprovingParts) {
    this.#parts = parts;
  }

  /** The reference is the id of the case. Throws UNAUTHENTICATED for nobody, UNAVAILABLE. */
  async approve(viewer: Viewer, input: ApproveErasureInput): Promise<Outcome<Problem>> {
    const anew: { plan?: Erasure; foreseen?: Promise<Foreseen> } = {};
    const outcome = await this.#parts.desk.act(viewer, 'approveErasure', input, async (acting) => {
      const { found, plan, staff } = acting;
      const fault = caseFault(found);
      if (fault) return fault;
      if (plan?.state !== 'PLANNED') return notPlanned();
      const refusal = approverFault(found, plan, staff.accountId) ?? mentionFault(plan);
      if (refusal) return refusal;
      if (plan.planHash !== input.planHash) return erasurePlanStale(plan.planHash);
      anew.plan = plan;
      anew.foreseen ??= this.#parts.foreseeing.of(found, plan.ground, plan);
      const { planHash } = await anew.foreseen;
      return planHash === plan.planHash ? this.#approved(acting, plan) : erasurePlanStale(planHash);
    });
    const foreseen = outcome.kind === 'refused' ? await anew.foreseen?.catch(() => undefined) : undefined;
    if (foreseen && anew.plan && foreseen.planHash !== anew.plan.planHash) await this.#renewed(anew.plan, foreseen);
    if (outcome.kind === 'done') this.#parts.wake();
    return outcome;
  }

  async #approved(acting: Acting, plan: Erasure): Promise<Problem | null> {
    const { desk, store, cases } = this.#parts;
    const { found, staff, session } = acting;
    const now = this.#parts.now();
    const approvals = [...plan.approvals, { approver: staff.accountId, at: now }];
    const isLast = approvals.length >= APPROVALS;
    const begun = { state: 'APPROVED', approvedAt: now, dueAt: now, attempts: 0 } as const;
    const next = await store.turn(plan, { approvals, ...(isLast && begun) }, session);
    if (!next) return notPlanned();
    await cases.approved(found, isLast, { role: 'PRIVACY_OFFICER', accountId: staff.accountId }, session);
    await desk.audited('CASE_APPROVED', acting, plan.ground, approvals.length);
    return null;
  }

  /** The plan as it is now takes the place of the one that is not any more; nobody has approved of it yet. */
  async #renewed(plan: Erasure, foreseen: Foreseen): Promise<void> {
    await this.#parts.store.turn(plan, { ...plannedAs(foreseen), plannedAt: this.#parts.now() });
  }
}

/** Why somebody may not approve; null: they may. */
function approverFault(found: PrivacyCase, plan: Erasure, accountId: string): Problem | null {
  const [first] = found.history;
  if (plan.planner === accountId)
    return notAllowed(
      'OWN_PLAN',
      'Expected an officer who did not plan it, got the one who did. Leave it to a colleague.',
    );
  if (plan.askers.some((one) => one.accountId === accountId))
    return notAllowed(
      'OWN_CASE',
      'Expected an officer who did not ask for it, got one who did. Leave it to a colleague.',
    );
  if (first?.act === 'REGISTERED' && first.actor === accountId)
    return notAllowed('OWN_REGISTRATION', 'Expected an officer who did not take the case down, got the one who did.');
  if (plan.approvals.some(({ approver }) => approver === accountId))
    return notAllowed('ALREADY_APPROVED', 'Expected another officer than the one who approved it already.');
  return null;
}

function mentionFault({ mentions }: Erasure): Problem | null {
  if (mentions.every(({ decision }) => decision !== null)) return null;
  return notAllowed(
    'MENTIONS_NOT_SETTLED',
    'Expected a decision on each text of others that names the person, got none on some. Settle them first.',
  );
}
