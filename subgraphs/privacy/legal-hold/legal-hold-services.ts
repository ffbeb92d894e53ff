import type { Connection } from 'mongoose';
import type { PersonalRow } from '../../../kit/data-map/data-map.ts';
import type { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import type { Log } from '../../../kit/log/log.ts';
import type { Participant } from '../../../kit/participation/participant.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { endedKeys } from '../../../schema/events/ended-keys.ts';
import type { CaseStore } from '../case/case-store.ts';
import { legalHoldRecord } from './legal-hold.record.ts';
import { LegalHoldDesk, type AtRecords } from './legal-hold-desk.ts';
import { LegalHoldStore } from './legal-hold-store.ts';
import { LegalHoldSweep } from './legal-hold-sweep.ts';
import { legalHoldTaskRecord } from './legal-hold-task.record.ts';
import { legalHoldTurnRecord } from './legal-hold-turn.record.ts';
import { LegalHoldViews } from './legal-hold-views.ts';
import { LegalHoldWork, type LegalHoldWorkParts } from './legal-hold-work.ts';
import { LegalHolds } from './legal-holds.ts';
import { OwnRecords } from './own-records.ts';
import { tellablePlaces } from './said-hold.ts';

export const LEGAL_HOLD_RECORDS = [legalHoldRecord, legalHoldTaskRecord, legalHoldTurnRecord];

export interface LegalHoldServicesParts extends Pick<LegalHoldWorkParts, 'mails' | 'officers'> {
  connection: Connection;
  /** The database of published events, of the same client. */
  events: Connection;
  keyring: Keyring;
  idempotency: Idempotency;
  caseStore: CaseStore;
  participants: readonly Pick<Participant, 'identify' | 'export'>[];
  /** What of the data map is about people. */
  rows: readonly PersonalRow[];
  isErasing: AtRecords;
  log: Log;
  now: () => Date;
}

/** What does the work of legal holds, each made once; `legalHoldWork` runs, after `legalHoldStore` has begun. */
export function legalHoldServices(parts: LegalHoldServicesParts) {
  const holds = new LegalHoldStore(parts.connection, endedKeys(parts.keyring, parts.events, legalHoldRecord));
  const work = new LegalHoldWork({ ...parts, holds });
  const made = { ...parts, holds, work, tellable: tellablePlaces(parts.rows), own: new OwnRecords(parts.participants) };
  return {
    legalHoldStore: holds,
    legalHolds: new LegalHolds(made),
    legalHoldDesk: new LegalHoldDesk(made),
    legalHoldViews: new LegalHoldViews(made),
    legalHoldWork: [work, new LegalHoldSweep(made)] as const,
  };
}
