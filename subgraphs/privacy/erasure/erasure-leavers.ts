import type { ClientSession, Connection } from 'mongoose';
import type { Log } from '../../../kit/log/log.ts';
import { LeasedWork, type LeasedWorkParts } from '../../../kit/work/leased-work.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import type { CancellationStore } from '../cancellation/cancellation-store.ts';
import type { CaseStore } from '../case/case-store.ts';
import type { PrivacyCase } from '../case/privacy-case.record.ts';
import { auditReason } from './erasure-audit.ts';
import type { ErasureCases } from './erasure-cases.ts';
import { TooMuchHeld, type ErasureForeseeing, type Foreseen } from './erasure-foreseeing.ts';
import type { Holds } from './erasure-ports.ts';
import { erasureRecord, type Erasure } from './erasure.record.ts';
import type { ErasureStore } from './erasure-store.ts';
import { newErasure } from './new-erasure.ts';

export interface ErasureLeaversParts {
  connection: Connection;
  events: Connection;
  cancellations: CancellationStore;
  caseStore: CaseStore;
  foreseeing: ErasureForeseeing;
  cases: ErasureCases;
  holds: Pick<Holds, 'stillSo' | 'waits' | 'waitsNoMore'>;
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

  /** What too many holds kept is looked at again, since one was released. */
  async resume(erasureId: string): Promise<void> {
    const { cancellations, store, now } = this.#parts;
    const stopped = await store.byId(erasureId);
    if (!stopped || !isHeldBack(stopped)) return;
    const due = { $set: { dueAt: now(), attempts: 0 } };
    await cancellations.collection.updateOne({ caseId: stopped.caseId, ...DUE }, due);
    this.#work.wake();
  }

  async #run(id: string): Promise<void> {
    const { connection, cancellations, caseStore, store, wake, now } = this.#parts;
    const cancelled = await cancellations.byId(id);
    const found = cancelled && (await caseStore.byId(cancelled.caseId));
    if (!cancelled || cancelled.closedAt) return;
    const before = await store.ofCase(cancelled.caseId);
    // Blocked otherwise, or planned by officers meanwhile: theirs to go on with, once it began.
    const goesOn = before && !isHeldBack(before) && before.state !== 'PLANNED' && before.state !== 'VOID';
    const foreseen = found && !goesOn ? await this.#foreseen(found, before) : null;
    await connection.transaction(async (session) => {
      const dueAt = new Date(now().getTime() + AGAIN_MS);
      const isDue = await cancellations.turn(id, ['DUE_FOR_ERASURE'], { state: 'DUE_FOR_ERASURE', dueAt }, session);
      if (!isDue || !foreseen) return;
      const at = await caseStore.byId(found!._id, session);
      if (!at) return;
      if (foreseen instanceof TooMuchHeld) await this.#heldBack(id, before, foreseen, session);
      else await this.#begin(at, before, foreseen, session);
    });
    wake();
  }

  #foreseen(found: PrivacyCase, before: Erasure | null): Promise<Foreseen | TooMuchHeld> {
    return this.#parts.foreseeing.of(found, 'SUBJECT_LEFT', before).catch((error: unknown) => {
      if (error instanceof TooMuchHeld) return error;
      throw error;
    });
  }

  async #begin(at: PrivacyCase, before: Erasure | null, foreseen: Foreseen, session: ClientSession): Promise<void> {
    const { events, store, cases, holds, now } = this.#parts;
    if (before) await holds.waitsNoMore(before._id, session);
    const begun = { state: 'APPROVED', approvedAt: now() } as const;
    await store.add({ ...newErasure(foreseen, null, now()), ...begun }, session);
    await cases.begun(at, session);
    const told = { actor: 'system', role: 'SYSTEM', action: 'CASE_PLANNED', count: foreseen.steps.length } as const;
    const about = { record: erasureRecord, subjectRef: at.applicantRef, reasonRef: at._id };
    await recordAudit(events, { ...told, reason: auditReason('SUBJECT_LEFT'), ...about }, session);
  }

  /** Officers see it as one that is stopped; the next release of a hold has it looked at again. */
  async #heldBack(
    id: string,
    before: Erasure | null,
    { foreseen, changes }: TooMuchHeld,
    session: ClientSession,
  ): Promise<void> {
    const { cancellations, store, cases, holds, now } = this.#parts;
    const stopped = { state: 'BLOCKED', blockedBy: { code: 'TOO_MUCH_HELD', place: null } } as const;
    const isKnown = before !== null && isHeldBack(before);
    const erasure = isKnown ? before : { ...newErasure(foreseen, null, now()), ...stopped };
    if (!isKnown) {
      await store.add(erasure, session);
      await cases.blocked(erasure.caseId, session);
    }
    await holds.waits(erasure._id, session);
    // Something was released meanwhile, and nobody is told of that any more.
    if (!(await holds.stillSo({ changes }, session)))
      await cancellations.turn(id, ['DUE_FOR_ERASURE'], { state: 'DUE_FOR_ERASURE', dueAt: now() }, session);
  }
}

/** Stopped by the directory itself, before anything was begun. */
const isHeldBack = ({ state, planner, approvedAt, blockedBy }: Erasure): boolean =>
  state === 'BLOCKED' && planner === null && approvedAt === null && blockedBy?.code === 'TOO_MUCH_HELD';
