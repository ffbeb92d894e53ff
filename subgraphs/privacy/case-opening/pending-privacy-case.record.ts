import { emailForm } from '../../../kit/mail/email-address.ts';
import { group, instant, list, nullable, oneOf, optional, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { LOCALES } from '../../../kit/text/localized-text.ts';
import { PROVABLE_SECONDS } from '../../../kit/proof/provable.ts';
import { MOST_ASKED } from '../case/privacy-case.record.ts';
import { REPRESENTATIVE_AUTHORITIES, RIGHTS } from '../case/privacy-case.values.ts';

/** The sweep takes what is over within minutes; should it not run for a day, the database does. */
const KEPT_SECONDS = PROVABLE_SECONDS + 86_400;
const PLAIN = { protection: 'plain' } as const;
const aboutApplicant = about({
  subject: 'subjectRef',
  purposes: ['rights'],
  basis: 'legal obligation',
  retention: 'unproven rights request',
  since: 'createdAt',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'encrypted',
});

/**
 * What a guest asks for by their rights, from an address that is not proven: nothing is looked up, told or done for it. Each is sealed under a key of its own,
 * which becomes the case's when the address is proven. After seven days it is gone, and the key.
 */
export const pendingPrivacyCaseRecord = record({
  collection: 'pendingPrivacyCases',
  version: 1,
  fields: {
    subjectRef: subjectRef('ANYBODY', aboutApplicant('user.unique_id.pseudonymous', PLAIN)),
    /** SHA-256 of the secret in the token that was sent to the address. */
    hash: text(64, aboutApplicant('user.authorization.credentials', { ...PLAIN, onExport: 'exclude secret' })),
    email: text(254, aboutApplicant('user.contact.email')),
    name: nullable(text(200, aboutApplicant('user.name'))),
    asked: nullable(text(MOST_ASKED, aboutApplicant('user.content.private'))),
    rights: list(oneOf(RIGHTS), RIGHTS.length),
    representatives: list(
      group({
        name: text(200, aboutApplicant('user.name')),
        forEmail: text(254, aboutApplicant('user.contact.email')),
        authority: oneOf(REPRESENTATIVE_AUTHORITIES),
      }),
      1,
    ),
    country: nullable(text(2, aboutApplicant('user.location', PLAIN), '^[A-Z]{2}$')),
    locale: oneOf(LOCALES, aboutApplicant('user.account.settings', PLAIN)),
    createdAt: instant(aboutApplicant('user.account.settings', PLAIN)),
    /** When it was given up, or joined another case: it goes with its data key. Absent: it may be proven. */
    overAt: optional(instant(aboutApplicant('user.account.settings', PLAIN))),
  },
  indexes: [{ keys: { createdAt: 1 }, expireAfterSeconds: KEPT_SECONDS }, { keys: { overAt: 1 } }],
  lookups: { emailTokens: { of: 'email', form: emailForm } },
});

export type PendingPrivacyCase = Recorded<typeof pendingPrivacyCaseRecord>;
