import { group, instant, list, nullable, oneOf, optional, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { LOCALES } from '../../../kit/text/localized-text.ts';
import { emailForm } from '../../../kit/mail/email-address.ts';
import { CORRESPONDENCE, MOST_MESSAGE } from './correspondence.ts';
import { QUARANTINE_REASONS } from '../quarantine/quarantine-reasons.ts';
import { PROVABLE_SECONDS } from '../../../kit/proof/provable.ts';

/** The sweep takes what is over within minutes; should it not run for a day, the database does. */
const KEPT_SECONDS = PROVABLE_SECONDS + 86_400;
const HEX_24 = '^[0-9a-f]{24}$';

const unproven = { ...CORRESPONDENCE, retention: 'unproven inquiry', since: 'createdAt' } as const;
const aboutWriter = about({ ...unproven, subject: 'subjectRef', onErasure: 'delete document' });
const aboutMember = about({ ...unproven, subject: 'members[].memberRef', onErasure: 'remove item' });
const PLAIN = { protection: 'plain' } as const;

/**
 * An inquiry from an address that is not proven: nobody but its writer knows of it, and nothing is told whether we know the address. Each is
 * sealed under a key of its own. After seven days it is gone, and the key.
 */
export const pendingInquiryRecord = record({
  collection: 'pendingInquiries',
  version: 1,
  fields: {
    /** Becomes the guest's, when the address has none yet. */
    subjectRef: subjectRef('GUEST', aboutWriter('user.unique_id.pseudonymous', PLAIN)),
    /** SHA-256 of the secret in the token that was sent to the address. */
    hash: text(64, aboutWriter('user.authorization.credentials', { ...PLAIN, onExport: 'exclude secret' })),
    email: text(254, aboutWriter('user.contact.email')),
    /** As the writer gave it; null: none was given. */
    name: nullable(text(200, aboutWriter('user.name'))),
    message: text(MOST_MESSAGE, aboutWriter('user.content.private')),
    /** Whoever was signed in when it was written, with an address that is not their account's. Empty: nobody, or they were erased. */
    members: list(group({ memberRef: subjectRef('MEMBER', aboutMember('user.unique_id.pseudonymous', PLAIN)) }), 1),
    companyId: text(24, undefined, HEX_24),
    productId: nullable(text(24, undefined, HEX_24)),
    country: nullable(text(2, aboutWriter('user.location', PLAIN), '^[A-Z]{2}$')),
    locale: oneOf(LOCALES, aboutWriter('user.account.settings', PLAIN)),
    /** Why it will be held back when it is proven; null: it will not. */
    quarantineReason: nullable(oneOf(QUARANTINE_REASONS)),
    createdAt: instant(aboutWriter('user.account.settings', PLAIN)),
    /** When it was given up, or its text was moved into a thread: it goes with its data key. Absent: it may be proven. */
    overAt: optional(instant(aboutWriter('user.account.settings', PLAIN))),
  },
  indexes: [
    { keys: { createdAt: 1 }, expireAfterSeconds: KEPT_SECONDS },
    { keys: { overAt: 1 } },
    { keys: { 'members.memberRef': 1 } },
  ],
  lookups: { emailTokens: { of: 'email', form: emailForm } },
});

export type PendingInquiry = Recorded<typeof pendingInquiryRecord>;
