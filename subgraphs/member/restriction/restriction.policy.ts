import type { AccountRecord } from '../account/account.record.ts';
import type { RestrictionReasonName } from './restriction.record.ts';

type Status = AccountRecord['status'];

/** Who does not come back to what they had, or only if they take it back in time. */
const GONE: ReadonlySet<RestrictionReasonName> = new Set(['ACCOUNT_LEFT', 'ERASURE']);

/** In which state an account is for these reasons; none: as before. One that was disabled stays so. */
export function statusFor(status: Status, reasons: readonly RestrictionReasonName[]): Status {
  if (status === 'DISABLED') return status;
  if (reasons.some((reason) => GONE.has(reason))) return 'CANCELLED';
  return reasons.includes('RESTRICTION') ? 'RESTRICTED' : 'ACTIVE';
}

/** Whether its holder signs in, to see and correct what is held about them, and to take the restriction back. */
export const maySignIn = ({ status }: Pick<AccountRecord, 'status'>): boolean =>
  status === 'ACTIVE' || status === 'RESTRICTED';

/** Mails that keep an account safe while somebody signs in to it: storing safely is storing. */
const OF_SAFETY: ReadonlySet<string> = new Set([
  'resetPassword',
  'passwordChanged',
  'unusualSignIn',
  'tokenReused',
  'secondFactorChanged',
  'activityPaused',
  'resumeActivity',
  'proveEmail',
  'emailChanged',
]);

/** Whether a company that somebody owned has them as its owner still, though they act for it no more at present. */
export const isOwnerStill = (reasons: readonly RestrictionReasonName[]): boolean =>
  !reasons.some((reason) => GONE.has(reason));

/** Whether a mail goes to somebody whose data is kept for these reasons and not used. */
export const mayBeMailed = (reasons: readonly RestrictionReasonName[], template: string): boolean =>
  reasons.length === 0 || (!reasons.some((reason) => GONE.has(reason)) && OF_SAFETY.has(template));
