import type { MailTemplates } from '../../../kit/mail/outgoing/mail-queue.ts';
import { exportReady } from './templates/export-ready.ts';

/** Every mail that this subgraph sends, by the name under which it waits in the queue. A new one gets a line here. */
export const MAIL_TEMPLATES = { exportReady } as const satisfies MailTemplates;
