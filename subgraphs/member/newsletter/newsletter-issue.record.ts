import { group, instant, integer, list, nullable, oneOf, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { LOCALES } from '../../../kit/text/localized-text.ts';
import { workFields } from '../../../kit/work/work.fields.ts';
import { DECISIONS_KEPT_SECONDS, staffAccount } from '../../../schema/events/staff-account.ts';

const NEWSLETTERS = ['directory-news', 'trade-fairs'] as const;
const ISSUE_STATES = ['DRAFT', 'SENDING', 'SENT', 'STOPPED'] as const;
/** Characters of a subject, and of a text. */
export const MOST_SUBJECT = 150;
export const MOST_TEXT = 10_000;

/**
 * An issue of a newsletter, as staff wrote it. While it is being sent it is work: it goes through the subscriptions in the order of their ids, and how far it came is
 * stored with the mails that it posted. Who got it is written down nowhere.
 */
export const newsletterIssueRecord = record({
  collection: 'newsletterIssues',
  version: 2,
  fields: {
    ...workFields,
    newsletter: oneOf(NEWSLETTERS),
    /** Each language at most once. */
    contents: list(group({ locale: oneOf(LOCALES), subject: text(MOST_SUBJECT), text: text(MOST_TEXT) }), 3),
    state: oneOf(ISSUE_STATES),
    /** Id of the last subscription that was looked at; null: none. */
    after: nullable(text(24, undefined, '^[0-9a-f]{24}$')),
    /** How many mails were posted, and how many subscriptions were passed over. */
    sent: integer(0, 2 ** 31),
    skipped: integer(0, 2 ** 31),
    /** Who changed, sent or stopped it last. */
    by: staffAccount('by', 'closedAt'),
    createdAt: instant(),
    /** When it was sent off: who subscribed later does not get it. Null: a draft. */
    sentAt: nullable(instant()),
    /** When it was changed last, all was posted, or it was stopped. */
    closedAt: instant(),
    version: integer(1, 2 ** 31),
  },
  indexes: [
    { keys: { state: 1, dueAt: 1 } },
    { keys: { createdAt: -1, _id: -1 } },
    { keys: { closedAt: 1 }, expireAfterSeconds: DECISIONS_KEPT_SECONDS },
  ],
});

export type NewsletterIssueRecord = Recorded<typeof newsletterIssueRecord>;
export type NewsletterContent = NewsletterIssueRecord['contents'][number];
