import { MailQueue, type MailQueueParts } from '../../../kit/mail/outgoing/mail-queue.ts';
import { MAIL_TEMPLATES } from './mail-templates.ts';

/** The mails of this subgraph that wait. */
export class Mails extends MailQueue<typeof MAIL_TEMPLATES> {
  constructor(parts: MailQueueParts) {
    super(MAIL_TEMPLATES, parts);
  }
}
