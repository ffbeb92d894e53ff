import { instant, oneOf, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { LOCALES } from '../../../kit/text/localized-text.ts';
import { emailForm } from '../../../kit/mail/email-address.ts';
import { CORRESPONDENCE, GONE_SECONDS } from '../inquiry/correspondence.ts';

const aboutGuest = about({
  ...CORRESPONDENCE,
  subject: 'subjectRef',
  since: 'lastUsedAt',
  onErasure: 'delete document',
});
const PLAIN = { protection: 'plain' } as const;

/** A person who is known by an address alone, which they have proven to read. One for each address; it goes when nothing was written for long. */
export const guestRecord = record({
  collection: 'guests',
  version: 1,
  fields: {
    subjectRef: subjectRef('GUEST', aboutGuest('user.unique_id.pseudonymous', PLAIN)),
    /** In the form of `emailForm`. */
    email: text(254, aboutGuest('user.contact.email')),
    /** In which language we write to them. */
    locale: oneOf(LOCALES, aboutGuest('user.account.settings', PLAIN)),
    /** When the address was proven last. */
    provenAt: instant(aboutGuest('user.account.settings', PLAIN)),
    /** When a message from or to them was last taken in. */
    lastUsedAt: instant(aboutGuest('user.account.settings', PLAIN)),
    createdAt: instant(aboutGuest('user.account.settings', PLAIN)),
  },
  indexes: [
    { keys: { subjectRef: 1 }, unique: true },
    { keys: { lastUsedAt: 1 }, expireAfterSeconds: GONE_SECONDS },
  ],
  lookups: { emailTokens: { of: 'email', form: emailForm, unique: true } },
});

export type GuestRecord = Recorded<typeof guestRecord>;
