import type { Connection } from 'mongoose';
import type { Allowances } from '../../../kit/allowance/allowances.ts';
import type { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import type { Log } from '../../../kit/log/log.ts';
import type { Participant } from '../../../kit/participation/participant.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import { Applicants } from '../case-opening/applicants.ts';
import { CaseFiling } from '../case-opening/case-filing.ts';
import { CaseOpening } from '../case-opening/case-opening.ts';
import { CaseProofs } from '../case-opening/case-proofs.ts';
import { CaseRegistering } from '../case-opening/case-registering.ts';
import { CaseSweep } from '../case-opening/case-sweep.ts';
import { CaseWithdrawing } from '../case-opening/case-withdrawing.ts';
import { PendingCases } from '../case-opening/pending-cases.ts';
import { pendingPrivacyCaseRecord } from '../case-opening/pending-privacy-case.record.ts';
import { CaseBeginning } from '../case-work/case-beginning.ts';
import { CaseLetters } from '../case-work/case-letters.ts';
import { CaseOutcomes } from '../case-work/case-outcomes.ts';
import { CaseReminders } from '../case-work/case-reminders.ts';
import { caseTaskRecord } from '../case-work/case-task.record.ts';
import type { CaseSeams, DueDates } from '../case/case-seams.ts';
import { CaseStore } from '../case/case-store.ts';
import { caseTurnRecord } from '../case/case-turn.record.ts';
import { CaseViews } from '../case/case-views.ts';
import { privacyCaseRecord } from '../case/privacy-case.record.ts';
import type { RegimeName } from '../case/privacy-case.values.ts';
import type { Mails } from '../mail/mails.ts';
import { CaseRestricting } from '../restriction/case-restricting.ts';
import { CaseDeciding } from './case-deciding.ts';
import { CaseDesk } from './case-desk.ts';
import { CaseIdentity } from './case-identity.ts';

export const CASE_RECORDS = [privacyCaseRecord, pendingPrivacyCaseRecord, caseTaskRecord, caseTurnRecord];

export interface CaseServicesParts {
  connection: Connection;
  /** The database of published events, of the same client. */
  events: Connection;
  keyring: Keyring;
  idempotency: Idempotency;
  allowances: Allowances;
  mails: Mails;
  participants: readonly Participant[];
  /** The mailbox of the privacy officers. */
  officers: { email: string; locale: Locale };
  dueDates: DueDates;
  regimesOf: (where: { country: string | null }) => readonly RegimeName[];
  /** What carries out items by itself. It may be filled in after this was made, before anything is asked. */
  seams: CaseSeams;
  log: Log;
  now?: () => Date;
}

/** What does the work of rights cases, each made once; `caseWork` runs. */
export function caseServices(given: CaseServicesParts) {
  const { connection, keyring, participants, seams } = given;
  const parts = { ...given, now: given.now ?? (() => new Date()) };
  const store = new CaseStore(connection, keyring);
  const pending = new PendingCases(connection, keyring);
  const letters = new CaseLetters(parts);
  const applicants = new Applicants(participants);
  const beginning = new CaseBeginning(seams);
  const reminders = new CaseReminders({ ...parts, store, letters });
  const restricting = new CaseRestricting({ ...parts, store, letters });
  const filing = new CaseFiling({ ...parts, store, beginning, reminders, letters });
  const made = { ...parts, store, pending, letters, applicants, beginning, reminders, restricting, filing };
  return {
    applicants,
    caseFiling: filing,
    caseStore: store,
    caseLetters: letters,
    caseReminders: reminders,
    caseOpening: new CaseOpening(made),
    caseProofs: new CaseProofs(made),
    caseRegistering: new CaseRegistering(made),
    caseIdentity: new CaseIdentity(made),
    caseDeciding: new CaseDeciding({ ...made, desk: new CaseDesk(made) }),
    caseWithdrawing: new CaseWithdrawing(made),
    caseOutcomes: new CaseOutcomes(made),
    caseViews: new CaseViews(made),
    caseWork: [reminders, restricting, new CaseSweep(made)] as const,
  };
}
