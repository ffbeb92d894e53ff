import type { Connection } from 'mongoose';
import type { Log } from '../../../kit/log/log.ts';
import { LeasedWork, type LeasedWorkParts } from '../../../kit/work/leased-work.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import type { CancellationStore } from '../cancellation/cancellation-store.ts';
import type { CaseStore } from '../case/case-store.ts';
import { auditReason } from './erasure-audit.ts';
import type { ErasureCases } from './erasure-cases.ts';
import type { ErasureForeseeing } from './erasure-foreseeing.ts';
import { erasureRecord } from './erasure.record.ts';
import type { ErasureStore } from './erasure-store.ts';
import { newErasure } from './new-erasure.ts';

export interface ErasureLeaversParts {
  connection: Connection;
  events: Connection;
  cancellations: CancellationStore;
  caseStore: CaseStore;
  foreseeing: ErasureForeseeing;
  cases: ErasureCases;
  store: ErasureStore;
  /** Something can be begun. */
  wake: () => void;
  log: Log;
  now: () => Date;
}

/** What is not closed is not erased yet. */
const DUE: object = { state: 'DUE_FOR_ERASURE', closedAt: null };
/** Longer than the parts of the directory may take to foresee it. */
const LEASE_MS = 30_000;
/** What was begun closes the cancellation in the end; it is looked at again should that not have been so. */
const AGAIN_MS = 3_600_000;

/** Begins the erasure of whoever cancelled their account and did not take it back, without an officer: they have proven themselves that they want it. */
export class ErasureLeavers {
  readonly #parts: ErasureLeaversParts;
  readonly #work: LeasedWork;

  constructor(parts: ErasureLeaversParts) {
    this.#parts = parts;
    this.#work = new LeasedWork({
      kind: 'erasure of who left',
      collection: parts.cancellations.collection as unknown as LeasedWorkParts['collection'],
      filter: DUE,
      run: (id) => this.#run(id),
      log: parts.log,
      leaseMs: LEASE_MS,
      atOnce: 8,
      now: parts.now,
    });
  }

  start(): void {
    this.#work.start();
  }

  stop(): Promise<void> {
    return this.#work.stop();
  }

  async #run(id: string): Promise<void> {
    const { connection, cancellations, caseStore, foreseeing, store, wake, now } = this.#parts;
    const cancelled = await cancellations.byId(id);
    const found = cancelled && (await caseStore.byId(cancelled.caseId));
    if (!cancelled || cancelled.closedAt) return;
    const before = await store.ofCase(cancelled.caseId);
    // Blocked, or planned by officers meanwhile: theirs to go on with, once it began.
    const goesOn = before && before.state !== 'PLANNED' && before.state !== 'VOID';
    const foreseen = found && !goesOn ? await foreseeing.of(found, 'SUBJECT_LEFT', before) : null;
    await connection.transaction(async (session) => {
      const dueAt = new Date(now().getTime() + AGAIN_MS);
      const isDue = await cancellations.turn(id, ['DUE_FOR_ERASURE'], { state: 'DUE_FOR_ERASURE', dueAt }, session);
      if (!isDue || !foreseen) return;
      const at = await caseStore.byId(found!._id, session);
      if (!at) return;
      const begun = { state: 'APPROVED', approvedAt: now() } as const;
      await store.add({ ...newErasure(foreseen, null, now()), ...begun }, session);
      await this.#parts.cases.begun(at, session);
      const told = { actor: 'system', role: 'SYSTEM', action: 'CASE_PLANNED', count: foreseen.steps.length } as const;
      const about = { record: erasureRecord, subjectRef: at.applicantRef, reasonRef: at._id };
      await recordAudit(this.#parts.events, { ...told, reason: auditReason('SUBJECT_LEFT'), ...about }, session);
    });
    wake();
  }
}
