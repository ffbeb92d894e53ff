import type { SideName } from '../inquiry-message/inquiry-message.record.ts';
import type { InquiryRecord, InquiryStateName } from './inquiry.record.ts';

/** Whether the company keeps a thread aside: it hears of no message in it. */
export const isAside = (state: InquiryStateName): boolean => state === 'QUARANTINED' || state === 'SPAM';

/** What a buyer sees of a state. What was held back or marked looks to them like an inquiry that nobody answers. */
export const stateForBuyer = (state: InquiryStateName): InquiryStateName =>
  state === 'QUARANTINED' ? 'NEW' : state === 'SPAM' ? 'CLOSED' : state;

/** The states that look like one to a buyer. */
export const statesBehind = (shown: InquiryStateName): InquiryStateName[] =>
  shown === 'NEW' ? ['NEW', 'QUARANTINED'] : shown === 'CLOSED' ? ['CLOSED', 'SPAM'] : isAside(shown) ? [] : [shown];

/**
 * Whether a side may write: nobody into what the company has marked as spam or the buyer has ended, before they take that back; and nobody to a
 * buyer who is not there any more.
 */
export const mayWrite = ({
  state,
  disclosure,
  buyers,
}: Pick<InquiryRecord, 'state' | 'disclosure' | 'buyers'>): boolean =>
  state !== 'SPAM' && disclosure !== 'REVOKED' && buyers.length > 0;

/** The state of a thread after a side has written. */
export function stateAfter(state: InquiryStateName, from: SideName): InquiryStateName {
  if (from === 'SUPPLIER') return 'ANSWERED';
  return isAside(state) ? state : 'NEW';
}

/** The state to which a thread goes back that was closed, marked or held back. */
export const stateReopened = ({ state, firstAnsweredAt }: Pick<InquiryRecord, 'state' | 'firstAnsweredAt'>) =>
  state === 'NEW' || state === 'ANSWERED' ? state : firstAnsweredAt ? 'ANSWERED' : 'NEW';
