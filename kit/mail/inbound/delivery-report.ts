import { fieldOf, linesOf, type HeadLine } from './mail-head.ts';
import { mailAddressForm } from '../mail-address.ts';
import type { MailReport } from './received-mail.ts';

const FAILED = /^failed\b/i;
const WELL = /^(delivered|relayed|expanded)\b/i;

/** That a mail was not delivered. */
export interface DeliveryFailure {
  /** Whom it did not reach; null: the report does not say. */
  recipient: string | null;
  /** No later try is of use (RFC 3463, class 5). A report that does not say is taken for one that may pass. */
  isPermanent: boolean;
  /** RFC 3463, such as 5.1.1; null: none. */
  status: string | null;
  originalMessageId: string | null;
}

/**
 * Reads the part of a report that is for programs (RFC 3464): the first recipient that failed, or else the first that has to wait. Null: it
 * tells that all went well.
 */
export function deliveryFailure(
  reports: readonly MailReport[],
  originalMessageId: string | null,
): DeliveryFailure | null {
  const text = reports.find(({ kind }) => kind === 'DELIVERY')?.text ?? '';
  const recipients = text
    .split(/\r?\n[ \t]*\r?\n/)
    .map(linesOf)
    .filter((lines) => fieldOf(lines, 'final-recipient') !== '');
  const isAction = (lines: readonly HeadLine[], action: RegExp): boolean => action.test(fieldOf(lines, 'action'));
  if (recipients.length > 0 && recipients.every((lines) => isAction(lines, WELL))) return null;
  const told =
    recipients.find((lines) => isAction(lines, FAILED)) ?? recipients.find((lines) => !isAction(lines, WELL)) ?? [];
  const [status = null] = /^[245]\.\d{1,3}\.\d{1,3}/.exec(fieldOf(told, 'status')) ?? [];
  const recipient = fieldOf(told, 'original-recipient') || fieldOf(told, 'final-recipient');
  const address = recipient.slice(recipient.indexOf(';') + 1).trim();
  return {
    recipient: address.includes('@') && address.length <= 254 ? mailAddressForm(address) : null,
    isPermanent: isAction(told, FAILED) && status?.startsWith('5') === true,
    status,
    originalMessageId,
  };
}
