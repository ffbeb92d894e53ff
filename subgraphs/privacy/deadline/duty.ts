import type { Period } from './period.ts';
import type { Regime } from './regime.ts';
import { RIGHTS, type Right } from './right.ts';

/** That whoever uses certain rights is answered within a time. */
export interface NumberedDuty {
  rights: readonly Right[];
  period: Period;
  /** By how much it may be lengthened when the person is told why within the first period; null: by nothing. */
  extension: Period | null;
  /** Where it stands. */
  source: string;
}

/** What we promise ourselves: the privacy policy, whatever law applies. */
export const OWN_DUTIES = {
  ANSWER: {
    rights: RIGHTS,
    period: { days: 30 },
    extension: { months: 2 },
    source: 'Privacy policy, section 16: at the latest within 30 days; longer only where the law allows it.',
  },
  CANCELLATION_BY_HAND: {
    rights: ['ACCOUNT_CANCELLATION'],
    period: { workingDays: 15, of: 'TR' },
    extension: null,
    source: 'Privacy policy, section 19: where work by hand is needed, within 15 working days.',
  },
  WITHDRAWAL_AT_ONCE: {
    rights: ['CONSENT_WITHDRAWAL'],
    period: { days: 1 },
    extension: null,
    source: 'Privacy policy, section 13: at once; what comes by letter or call, by the end of the next day.',
  },
} as const satisfies Record<string, NumberedDuty>;

/** A duty whose law names no number, such as “without undue delay”: what we promise ourselves takes its place. */
interface UnnumberedDuty {
  rights: readonly Right[];
  period: null;
  instead: keyof typeof OWN_DUTIES;
  source: string;
}

/** A duty of a law. */
export type LegalDuty = (NumberedDuty | UnnumberedDuty) & { regime: Regime; rule: string };
