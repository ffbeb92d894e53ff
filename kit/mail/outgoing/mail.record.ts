import { group, instant, list, oneOf, optional, subjectRef, text } from '../../record/field.ts';
import { about } from '../../record/personal.ts';
import { record, type Recorded } from '../../record/record.ts';
import { LOCALES } from '../../text/localized-text.ts';
import { workFields } from '../../work/work.fields.ts';

const KEPT_SECONDS = 7 * 86_400;

const aboutReader = about({
  subject: 'subjectRef',
  purposes: ['account'],
  basis: 'contract',
  retention: 'mail queue',
  since: 'createdAt',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'encrypted',
});
const PLAIN = { protection: 'plain' } as const;

/** A mail that waits to be sent. It goes when a mail server has taken it, and after seven days at the latest. */
export const mailRecord = record({
  collection: 'mails',
  version: 3,
  fields: {
    ...workFields,
    /** Whoever reads it: an account's, or one that registers. */
    subjectRef: subjectRef('ANYBODY', aboutReader('user.unique_id.pseudonymous', PLAIN)),
    to: text(254, aboutReader('user.contact.email')),
    template: text(40),
    /** What the template says, as JSON: it may hold a token, and what somebody wrote. */
    facts: text(64_000, aboutReader('user.content.private', { onExport: 'exclude secret' })),
    /** What it says in its head beyond what every mail says, as JSON; absent: nothing. */
    head: optional(text(10_000, aboutReader('user.content.private', { onExport: 'exclude secret' }))),
    /** Where one click ends what the mail was sent for (RFC 8058), below the address of the directory; absent: it is no subscription’s. */
    unsubscribe: optional(text(200, aboutReader('user.content.private', { onExport: 'exclude secret' }))),
    /** The relay address that it is from: revoked, it is not sent any more. Absent: it is the directory’s. */
    relayAddressId: optional(text(24, undefined, '^[0-9a-f]{24}$')),
    /** The subscription that it is sent for: ended, it is not sent any more. Absent: for none, or for several. */
    subscriptionId: optional(text(24, undefined, '^[0-9a-f]{24}$')),
    /** Files that go with it; absent: none. */
    attachments: optional(
      list(
        group({
          fileId: text(24, undefined, '^[0-9a-f]{24}$'),
          filename: text(250, aboutReader('user.content.private')),
          contentType: text(100),
        }),
        5,
      ),
    ),
    locale: oneOf(LOCALES, aboutReader('user.account.settings', PLAIN)),
    createdAt: instant(aboutReader('user.account.settings', PLAIN)),
  },
  indexes: [
    { keys: { dueAt: 1 } },
    { keys: { relayAddressId: 1 } },
    { keys: { subscriptionId: 1 }, partialFilterExpression: { subscriptionId: { $exists: true } } },
    { keys: { template: 1 }, partialFilterExpression: { template: 'newsletterIssue' } },
    { keys: { createdAt: 1 }, expireAfterSeconds: KEPT_SECONDS },
  ],
});

export type MailRecord = Recorded<typeof mailRecord>;
