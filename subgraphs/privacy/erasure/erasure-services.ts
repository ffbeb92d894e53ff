import type { Connection } from 'mongoose';
import type { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import type { Log } from '../../../kit/log/log.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { CancellationStore } from '../cancellation/cancellation-store.ts';
import type { CaseLetters } from '../case-work/case-letters.ts';
import type { CaseReminders } from '../case-work/case-reminders.ts';
import type { Erasing } from '../case/case-seams.ts';
import type { CaseStore } from '../case/case-store.ts';
import { ErasureApproving } from './erasure-approving.ts';
import { ErasureCases } from './erasure-cases.ts';
import { ErasureCertifying, type ErasureCertifyingParts } from './erasure-certifying.ts';
import { ErasureChecks } from './erasure-checks.ts';
import { ErasureDesk } from './erasure-desk.ts';
import { ErasureForeseeing } from './erasure-foreseeing.ts';
import { ErasureLeavers } from './erasure-leavers.ts';
import { ErasurePlanning } from './erasure-planning.ts';
import type { Backups, Census, EngineCensus, Eraser, Holds, Recipients, TombstoneLedger } from './erasure-ports.ts';
import { erasureRecord } from './erasure.record.ts';
import { ErasureReplay } from './erasure-replay.ts';
import { ErasureRun } from './erasure-run.ts';
import { ErasureWork } from './erasure-work.ts';
import { ErasureSteps } from './erasure-steps.ts';
import { ErasureStore } from './erasure-store.ts';
import { ErasureViews } from './erasure-views.ts';
import { MentionSettling } from './mention-settling.ts';
import { SeenHolds } from './seen-holds.ts';
import type { AtRecords } from '../legal-hold/legal-hold-desk.ts';

export const ERASURE_RECORDS = [erasureRecord];

export interface ErasureServicesParts {
  connection: Connection;
  events: Connection;
  keyring: Keyring;
  idempotency: Idempotency;
  participants: readonly Eraser[];
  caseStore: CaseStore;
  caseLetters: CaseLetters;
  caseReminders: CaseReminders;
  cancellationStore: CancellationStore;
  certificates: ErasureCertifyingParts['certificates'];
  holds: Holds;
  ledger: TombstoneLedger;
  recipients: Recipients;
  backups: Backups;
  census: Census;
  engine: EngineCensus;
  /** The declaration of personal data as a whole. */
  mapHash: string;
  log: Log;
  now: () => Date;
}

/** What does the work of erasures, each made once; `erasureWork` runs. */
export function erasureServices(parts: ErasureServicesParts) {
  const { connection, caseStore, caseLetters, caseReminders, cancellationStore, now } = parts;
  const store = new ErasureStore(connection);
  const filesAmong = (references: readonly string[]) => caseStore.filesAmong(references);
  const foreseeing = new ErasureForeseeing({ ...parts, filesAmong });
  const cases = new ErasureCases({ store: caseStore, reminders: caseReminders, letters: caseLetters, now });
  const made = { ...parts, store, foreseeing, cases, cancellations: cancellationStore };
  const steps = new ErasureSteps({ ...made, seenHolds: new SeenHolds(parts) });
  const checks = new ErasureChecks({ ...made, steps });
  const certifying = new ErasureCertifying(made);
  const run = new ErasureRun({ ...made, steps, checks, certifying });
  const work = new ErasureWork({ ...made, run });
  const { wake } = work;
  const desk = new ErasureDesk(made);
  return {
    erasureStore: store,
    erasurePlanning: new ErasurePlanning({ ...made, desk }),
    erasureApproving: new ErasureApproving({ ...made, desk, wake }),
    mentionSettling: new MentionSettling({ desk, store }),
    erasureViews: new ErasureViews(store),
    erasureReplay: new ErasureReplay(made),
    approvedErasures: work,
    erasureWork: [work, new ErasureLeavers({ ...made, wake })] as const,
  };
}

/** Whether an erasure is at work at records of the person, or, of no person in particular, of these places. Part of the transaction in which somebody acts on it. */
export const atRecordsOf =
  (connection: Connection, now: () => Date): AtRecords =>
  (of, session) =>
    new ErasureStore(connection).isErasing(of, now(), session);

/** Gives up plans that nothing in their case waits for any more. */
export const erasing = (connection: Connection, now: () => Date): Erasing => ({
  stop: ({ caseId, session }) => new ErasureStore(connection).giveUp(caseId, now(), session),
});
