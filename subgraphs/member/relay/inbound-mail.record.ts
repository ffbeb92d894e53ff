import { binary, flag, instant, nullable, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { workFields } from '../../../kit/work/work.fields.ts';

/** How long a mail may be, as it came in. */
export const MOST_MAIL_BYTES = 10 * 1_024 ** 2;
const KEPT_SECONDS = 7 * 86_400;

const aboutBuyer = about({
  subject: 'subjectRef',
  purposes: ['correspondence'],
  basis: 'contract',
  retention: 'mail queue',
  since: 'receivedAt',
  onErasure: 'delete document',
  onExport: 'summarise',
  protection: 'encrypted',
});
const PLAIN = { protection: 'plain' } as const;

/**
 * A mail that came in for one mailbox, kept until it was handled: it is stored before it is acknowledged. What is left then, without the mail
 * and without who sent it, who need not be the buyer, tells for seven days that it came, so that it counts once.
 */
export const inboundMailRecord = record({
  collection: 'inboundMails',
  version: 2,
  fields: {
    ...workFields,
    /** The buyer of the thread that it belongs to. */
    subjectRef: subjectRef('ANYBODY', aboutBuyer('user.unique_id.pseudonymous', PLAIN)),
    relayAddressId: text(24, undefined, '^[0-9a-f]{24}$'),
    /** It came back to where failures do. */
    isReturn: flag(),
    /** As it came; null, like whom it came from: it was handled. */
    raw: nullable(binary(MOST_MAIL_BYTES, aboutBuyer('user.content.private', { onExport: 'exclude of others' }))),
    envelopeFrom: nullable(text(320, aboutBuyer('user.contact.email', { onExport: 'exclude of others' }))),
    clientAddress: nullable(text(45, aboutBuyer('user.device.ip_address', { onExport: 'exclude of others' }))),
    clientName: nullable(text(300, aboutBuyer('user.device', { onExport: 'exclude of others' }))),
    receivedAt: instant(aboutBuyer('user.behavior', PLAIN)),
    /** Null: it waits. */
    handledAt: nullable(instant(aboutBuyer('user.behavior', PLAIN))),
  },
  indexes: [{ keys: { handledAt: 1, dueAt: 1 } }, { keys: { receivedAt: 1 }, expireAfterSeconds: KEPT_SECONDS }],
});

export type InboundMail = Recorded<typeof inboundMailRecord>;
