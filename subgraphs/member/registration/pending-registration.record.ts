import { flag, instant, nullable, oneOf, optional, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { LOCALES } from '../../../kit/text/localized-text.ts';
import { emailForm } from '../../../kit/mail/email-address.ts';
import { PROVABLE_SECONDS } from '../../../kit/proof/provable.ts';

/** The sweep takes what is over within minutes; should it not run for a day, the database does. */
const KEPT_SECONDS = PROVABLE_SECONDS + 86_400;
const LEGAL_FORMS = ['ENTITY', 'SOLE_TRADER'] as const;

const aboutRegistrant = about({
  subject: 'subjectRef',
  purposes: ['account'],
  basis: 'contract',
  retention: 'unproven registration',
  since: 'createdAt',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'encrypted',
});
const PLAIN = { protection: 'plain' } as const;
const SECRET = { onExport: 'exclude secret' } as const;

/**
 * What somebody said who registered, until the address is proven: nothing of it counts before. One address may have several. After seven
 * days it is gone, and the data key that it was sealed under.
 */
export const pendingRegistrationRecord = record({
  collection: 'pendingRegistrations',
  version: 2,
  fields: {
    /** Becomes the account's. */
    subjectRef: subjectRef('MEMBER', aboutRegistrant('user.unique_id.pseudonymous', PLAIN)),
    /** SHA-256 of the secret in the token that was sent to the address. */
    hash: text(64, aboutRegistrant('user.authorization.credentials', { ...PLAIN, ...SECRET })),
    email: text(254, aboutRegistrant('user.contact.email')),
    passwordHash: text(200, aboutRegistrant('user.authorization.password', SECRET)),
    loginName: nullable(text(30, aboutRegistrant('user.account.username'))),
    name: text(200, aboutRegistrant('user.name')),
    contactPerson: text(200, aboutRegistrant('user.name')),
    mobile: nullable(text(30, aboutRegistrant('user.contact.phone_number'))),
    companyName: text(200, aboutRegistrant('user.contact.organization')),
    country: text(2, aboutRegistrant('user.location', PLAIN), '^[A-Z]{2}$'),
    legalForm: oneOf(LEGAL_FORMS, aboutRegistrant('user.workplace', PLAIN)),
    /** That they wish to be written to again, who had asked for the contrary; absent: it was not said. */
    mayContactAgain: optional(flag(aboutRegistrant('user.privacy_preferences', PLAIN))),
    locale: oneOf(LOCALES, aboutRegistrant('user.account.settings', PLAIN)),
    acceptedPolicyVersion: text(40, aboutRegistrant('user.privacy_preferences', PLAIN)),
    /** When the policy was accepted, and that whoever else is named has agreed was declared. */
    createdAt: instant(aboutRegistrant('user.privacy_preferences', PLAIN)),
    /** When it was given up: it may not be proven any more, and goes with its data key. Absent: it may be proven. */
    overAt: optional(instant(aboutRegistrant('user.account.settings', PLAIN))),
  },
  indexes: [{ keys: { createdAt: 1 }, expireAfterSeconds: KEPT_SECONDS }, { keys: { overAt: 1 } }],
  lookups: { emailTokens: { of: 'email', form: emailForm } },
});

export type PendingRegistration = Recorded<typeof pendingRegistrationRecord>;
