import type { ClientSession } from 'mongoose';
import type { PersonReference } from '../../../kit/participation/participant.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import type { RegimeName, RightName } from './privacy-case.values.ts';

/** Where somebody hears of what is done for them. */
export interface Addressee {
  email: string;
  /** Under whose key what is written to them is sealed. */
  subjectRef: string;
  locale: Locale;
}

/** Who makes archives of what is held about people. It begins one in the transaction given, and tells `CaseOutcomes` when it was handed over. */
export interface Exporting {
  begin(asked: {
    caseId: string | null;
    references: readonly PersonReference[];
    to: Addressee;
    session: ClientSession;
  }): Promise<void>;
  /** What was begun for a case is given up, and what was made of it is handed over no more. */
  stop(asked: { caseId: string; session: ClientSession }): Promise<void>;
}

/**
 * Who cancels accounts. It begins in the transaction given, and tells `CaseOutcomes` when the seven days are over. False: it is no account that is
 * cancelled so, and an officer sees to it.
 */
export interface Cancelling {
  begin(asked: {
    caseId: string;
    accountId: string;
    references: readonly PersonReference[];
    to: Addressee;
    session: ClientSession;
  }): Promise<boolean>;
}

/** Who erases people. A plan that nothing in the case waits for any more is given up in the transaction given; what runs is not. */
export interface Erasing {
  stop(asked: { caseId: string; session: ClientSession }): Promise<void>;
}

/** What carries out items by itself. One that is absent leaves its items to an officer. */
export interface CaseSeams {
  exporting?: Exporting;
  cancelling?: Cancelling;
  erasing?: Erasing;
}

/** When a right has to be answered. */
export interface Due {
  dueAt: Date;
  /** The duty of each law that may apply. */
  basis: readonly { regime: string; rule: string; dueAt: Date; source: string }[];
  /** When half, three quarters and nine tenths of the time are over. */
  reminders: readonly Date[];
  /** Until when it may be extended; null: it may not. */
  mayExtendUntil: Date | null;
}
export type DueDates = (asked: {
  regimes: readonly RegimeName[];
  right: RightName;
  receivedAt: Date;
  /** That the person was told that it takes longer. */
  extended?: { toldAt: Date } | null;
}) => Due;
