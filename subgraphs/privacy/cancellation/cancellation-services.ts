import type { Connection } from 'mongoose';
import { unavailable } from '../../../kit/graphql/refusal.ts';
import type { Allowances } from '../../../kit/allowance/allowances.ts';
import type { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import type { Log } from '../../../kit/log/log.ts';
import type { GivenProof, Participant } from '../../../kit/participation/participant.ts';
import type { Applicants } from '../case-opening/applicants.ts';
import type { CaseFiling } from '../case-opening/case-filing.ts';
import type { CaseOutcomes } from '../case-work/case-outcomes.ts';
import type { CaseStore } from '../case/case-store.ts';
import type { Mails } from '../mail/mails.ts';
import { accountCancellationRecord } from './account-cancellation.record.ts';
import { AccountKeeping } from './account-keeping.ts';
import { AccountLeaving } from './account-leaving.ts';
import { CancellationCases } from './cancellation-cases.ts';
import { CancellationStore } from './cancellation-store.ts';
import { CancellationWork } from './cancellation-work.ts';
import { OwnCancellation } from './own-cancellation.ts';

export const CANCELLATION_RECORDS = [accountCancellationRecord];

interface Shared {
  connection: Connection;
  events: Connection;
  mails: Mails;
  /** The parts of the directory that store people. */
  participants: readonly Participant[];
  now?: () => Date;
}

export interface CancellationParts extends Shared {
  allowances: Allowances;
  idempotency: Idempotency;
  applicants: Applicants;
  caseFiling: CaseFiling;
  caseOutcomes: CaseOutcomes;
  caseStore: CaseStore;
  log: Log;
}

const CLOCK = () => new Date();

/** What begins cancellations for the cases that ask for it. */
export const accountLeaving = ({ connection, events, mails, participants, now = CLOCK }: Shared): AccountLeaving =>
  new AccountLeaving({
    identify: (sought) => accountsAmong(participants).identify(sought),
    events,
    store: new CancellationStore(connection),
    mails,
    now,
  });

/** What members do with cancellations themselves, and the work that carries them out. */
export function cancellationServices(given: CancellationParts) {
  const parts = { ...given, now: given.now ?? CLOCK };
  const { caseFiling: filing, caseOutcomes: outcomes, caseStore: store, participants } = parts;
  const cancellationStore = new CancellationStore(parts.connection);
  const cases = new CancellationCases({ ...parts, outcomes, store });
  const cancelling = { ...parts, cases, store: cancellationStore };
  const prove = (proof: GivenProof) => accountsAmong(participants).prove!(proof);
  return {
    cancellationStore,
    ownCancellation: new OwnCancellation({ ...parts, filing, prove }),
    accountKeeping: new AccountKeeping(cancelling),
    cancellationWork: new CancellationWork(cancelling),
  };
}

/** The part of the directory that keeps accounts. */
function accountsAmong(participants: readonly Participant[]): Participant {
  const found = participants.find(({ name }) => name === 'member');
  if (!found) throw unavailable('Accounts are not there at present. Try again in a minute.');
  return found;
}
