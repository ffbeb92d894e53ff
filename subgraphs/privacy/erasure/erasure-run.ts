import type { ClientSession, Connection } from 'mongoose';
import { faultOf } from '../../../kit/log/fault.ts';
import type { Log } from '../../../kit/log/log.ts';
import { nextTurn } from '../../../kit/process/in-slices.ts';
import type { Renew } from '../../../kit/work/leased-work.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { auditReason, STEP_ACTIONS } from './erasure-audit.ts';
import type { ErasureCases } from './erasure-cases.ts';
import type { ErasureCertifying } from './erasure-certifying.ts';
import type { ErasureChecks } from './erasure-checks.ts';
import type { Holds } from './erasure-ports.ts';
import { erasureRecord, type Erasure } from './erasure.record.ts';
import type { ErasureSteps } from './erasure-steps.ts';
import type { ErasureStore } from './erasure-store.ts';
import { keepingLease } from './kept-lease.ts';
import { blocked, later, type StepOutcome } from './step-outcome.ts';

export interface ErasureRunParts {
  connection: Connection;
  events: Connection;
  store: ErasureStore;
  cases: ErasureCases;
  steps: ErasureSteps;
  checks: ErasureChecks;
  certifying: ErasureCertifying;
  holds: Holds;
  log: Log;
  now: () => Date;
}

/** A process that ends in the middle of a step leaves it to another after so long. */
export const LEASE_MS = 20_000;
/** So long it waits at most before it asks a part again that did not answer. */
const LONGEST_PAUSE_MS = 15_000;

/**
 * Carries out what was approved, step by step. What a step came to is stored before the next begins, with its entry in the audit log; so a crash at any
 * moment leaves the step to be done again, and no more.
 */
export class ErasureRun {
  readonly #parts: ErasureRunParts;

  constructor(parts: ErasureRunParts) {
    this.#parts = parts;
  }

  /** Goes on with one as long as `isMeant` says that it is to, until it ends or waits. */
  async run(id: string, renew: Renew, stopping: AbortSignal, isMeant: (erasure: Erasure) => boolean): Promise<void> {
    let erasure = await this.#parts.store.byId(id);
    await keepingLease(renew, LEASE_MS / 3, async (isHeld) => {
      while (erasure && isAtWork(erasure) && isMeant(erasure) && isHeld() && !stopping.aborted) {
        await nextTurn();
        const outcome = await this.#outcome(erasure);
        if (outcome.kind === 'later') return this.#paused(erasure, outcome);
        erasure = await this.#turned(erasure, outcome);
      }
    });
  }

  /** What does not answer is asked again, as long as it takes. */
  async #outcome(erasure: Erasure): Promise<StepOutcome> {
    try {
      return await this.#step(erasure);
    } catch (error) {
      if ((error as Error).name === 'OtherDeclaration') return blocked('OTHER_DECLARATION');
      const { step, attempts } = erasure;
      this.#parts.log.warn('erasure pauses', { operation: step ?? 'BEGIN', ...faultOf(error) });
      const ms = Math.min(LONGEST_PAUSE_MS, 500 * 2 ** Math.min(attempts, 10));
      return later(ms, { blockedBy: { code: 'PART_UNAVAILABLE', place: null } });
    }
  }

  #step(erasure: Erasure): Promise<StepOutcome> {
    const { steps, checks, certifying } = this.#parts;
    if (erasure.state === 'WAITING') return certifying.waited(erasure);
    switch (erasure.step) {
      case 'FENCE':
        return steps.fence(erasure);
      case 'DRAIN':
        return steps.drain(erasure);
      case 'REVOKE':
        return steps.revoke(erasure);
      case 'UNINDEX':
        return steps.unindex(erasure);
      case 'ERASE':
        return steps.erase(erasure);
      case 'SHRED':
        return steps.shred(erasure);
      case 'PURGE':
        return checks.purge(erasure);
      case 'VERIFY':
        return checks.verify(erasure);
      case 'CERTIFY':
        return certifying.certificate(erasure);
      default:
        return steps.begin(erasure);
    }
  }

  /** Null: somebody else is at it, or it goes on no more. */
  async #turned(erasure: Erasure, outcome: Exclude<StepOutcome, { kind: 'later' }>): Promise<Erasure | null> {
    // What is told nowhere else is one command.
    if (outcome.kind === 'done' && !toldStep(erasure)) return this.#parts.store.turn(erasure, this.#begun(outcome));
    let next: Erasure | null = null;
    await this.#parts.connection.transaction(async (session) => {
      next = await (outcome.kind === 'blocked'
        ? this.#blocked(erasure, outcome, session)
        : this.#done(erasure, outcome, session));
    });
    return next;
  }

  async #blocked(
    erasure: Erasure,
    { code, place }: Extract<StepOutcome, { kind: 'blocked' }>,
    session: ClientSession,
  ): Promise<Erasure | null> {
    const { store, cases } = this.#parts;
    const next = await store.turn(erasure, { state: 'BLOCKED', blockedBy: { code, place } }, session);
    if (next) await cases.blocked(erasure.caseId, session);
    return next;
  }

  async #done(erasure: Erasure, outcome: Done, session: ClientSession): Promise<Erasure | null> {
    const { store, certifying } = this.#parts;
    const next = await store.turn(erasure, this.#begun(outcome), session);
    if (!next) return null;
    if (erasure.step === 'CERTIFY') await certifying.told(next, session);
    await this.#audited(erasure, outcome.count, session);
    return next;
  }

  #begun({ known, next: step }: Done): Partial<Erasure> {
    return { state: 'RUNNING', step, blockedBy: null, attempts: 0, dueAt: this.#parts.now(), ...known };
  }

  async #audited(
    { caseId: reasonRef, fileRef: subjectRef, ground, step }: Erasure,
    count: number,
    session: ClientSession,
  ): Promise<void> {
    const done = { actor: 'system', role: 'SYSTEM', action: STEP_ACTIONS[step!], count } as const;
    const about = { reason: auditReason(ground), record: erasureRecord, subjectRef, reasonRef };
    await recordAudit(this.#parts.events, { ...done, ...about }, session);
  }

  async #paused(erasure: Erasure, { ms, known }: Extract<StepOutcome, { kind: 'later' }>): Promise<void> {
    const { store, now } = this.#parts;
    const isAgain = known.blockedBy !== undefined;
    const attempts = isAgain ? erasure.attempts : 0;
    await store.turn(erasure, { ...known, attempts, dueAt: new Date(now().getTime() + ms) });
  }
}

type Done = Extract<StepOutcome, { kind: 'done' }>;

/** The step that the audit log is told of; null: it begins, or goes on after a hold. */
const toldStep = ({ step, state }: Erasure): Erasure['step'] => (state === 'RUNNING' ? step : null);

const isAtWork = ({ state }: Erasure): boolean => state === 'APPROVED' || state === 'RUNNING' || state === 'WAITING';
