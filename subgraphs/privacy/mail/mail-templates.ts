import type { MailTemplates } from '../../../kit/mail/outgoing/mail-queue.ts';
import { accountCancelled } from './templates/account-cancelled.ts';
import { accountKept } from './templates/account-kept.ts';
import { erasureDone } from './templates/erasure-done.ts';
import { deletionOrder } from './templates/deletion-order.ts';
import { exportReady } from './templates/export-ready.ts';
import { legalHoldReview } from './templates/legal-hold-review.ts';
import { orderOverdue } from './templates/order-overdue.ts';
import { privacyCaseDecided } from './templates/privacy-case-decided.ts';
import { privacyCaseExtended } from './templates/privacy-case-extended.ts';
import { privacyCaseOpened } from './templates/privacy-case-opened.ts';
import { privacyCaseReminder } from './templates/privacy-case-reminder.ts';
import { provePrivacyCase } from './templates/prove-privacy-case.ts';

/** Every mail that this subgraph sends, by the name under which it waits in the queue. A new one gets a line here. */
export const MAIL_TEMPLATES = {
  accountCancelled,
  accountKept,
  deletionOrder,
  exportReady,
  erasureDone,
  provePrivacyCase,
  privacyCaseOpened,
  privacyCaseExtended,
  privacyCaseDecided,
  privacyCaseReminder,
  legalHoldReview,
  orderOverdue,
} as const satisfies MailTemplates;
