import { instant, integer, list, oneOf, subjectRef, text } from '../../kit/record/field.ts';
import { about } from '../../kit/record/personal.ts';
import { record, type Recorded } from '../../kit/record/record.ts';
import { RECIPIENT_CODES } from '../processing/recipients.ts';

/** Of a kind, on one day. */
export const MOST_NAMED = 50;
const KEPT_SECONDS = 90 * 86_400;

const aboutReader = about({
  subject: 'subjectRef',
  purposes: ['rights'],
  basis: 'legal obligation',
  retention: 'security log',
  since: 'lastAt',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'plain',
});

/**
 * That something about somebody was handed to a recipient: one document for a day, written before it is handed over, so that nothing leaves that
 * is not here. When the person is erased, the orders to delete are made of these, and then they go.
 */
export const disclosureRecord = record({
  collection: 'disclosures',
  version: 1,
  fields: {
    recipient: oneOf(RECIPIENT_CODES, aboutReader('user.account.settings')),
    subjectRef: subjectRef('ANYBODY', aboutReader('user.unique_id.pseudonymous')),
    /** Why: the name of the mail or of the message. */
    kind: text(40),
    day: text(10, aboutReader('user.account.settings'), '^\\d{4}-\\d{2}-\\d{2}$'),
    /** How often on that day, tries included. */
    copies: integer(1, 2 ** 31 - 1, aboutReader('user.account.settings')),
    /** Ids of mails, by which the recipient finds them in its own log; the newest of the day. */
    mailIds: list(text(24, undefined, '^[0-9a-f]{24}$'), MOST_NAMED),
    lastAt: instant(aboutReader('user.account.settings')),
  },
  indexes: [
    { keys: { subjectRef: 1, recipient: 1, kind: 1, day: 1 }, unique: true },
    { keys: { lastAt: 1 }, expireAfterSeconds: KEPT_SECONDS },
  ],
});

export type Disclosure = Recorded<typeof disclosureRecord>;
