import { OWN_DUTIES, type LegalDuty, type NumberedDuty } from './duty.ts';
import { LEGAL_DUTIES } from './legal-duties.ts';
import type { Regime } from './regime.ts';
import type { Right } from './right.ts';

/** A duty that holds for what was asked, with its own time or the one that takes its place. */
export interface ApplicableDuty extends NumberedDuty {
  regime: Regime | 'POLICY';
  rule: string;
  /** False where the law names no number. */
  numbered: boolean;
}

const OWN: readonly ApplicableDuty[] = Object.entries(OWN_DUTIES).map(([rule, duty]) => ({
  ...duty,
  regime: 'POLICY',
  rule,
  numbered: true,
}));

function withTime(duty: LegalDuty): ApplicableDuty {
  if (duty.period) return { ...duty, numbered: true };
  const { period, extension } = OWN_DUTIES[duty.instead];
  return { ...duty, period, extension, numbered: false };
}

/** What laws and policy demand when a right is used. The policy has something for every right, so there is always one. */
export const applicableDuties = (regimes: readonly Regime[], right: Right): ApplicableDuty[] =>
  [...LEGAL_DUTIES.filter(({ regime }) => regimes.includes(regime)).map(withTime), ...OWN].filter(({ rights }) =>
    rights.includes(right),
  );

/** Whether it may take longer if the person is told: where a law allows it, and nothing that holds forbids it. */
export const isExtendable = (duties: readonly ApplicableDuty[]): boolean =>
  duties.every(({ extension }) => extension) && duties.some(({ regime, numbered }) => regime !== 'POLICY' && numbered);
