import { instant, nullable, oneOf, optional, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { LOCALES } from '../../../kit/text/localized-text.ts';
import { emailForm } from '../../../kit/mail/email-address.ts';
import { FREQUENCIES, SUBSCRIPTION_KINDS } from './subscription.record.ts';
import { PROVABLE_SECONDS } from '../../../kit/proof/provable.ts';

/** The sweep takes what is over within minutes; should it not run for a day, the database does. */
const KEPT_SECONDS = PROVABLE_SECONDS + 86_400;

const aboutAsker = about({
  subject: 'subjectRef',
  purposes: ['alerts'],
  basis: 'contract',
  retention: 'unproven registration',
  since: 'createdAt',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'encrypted',
});
const PLAIN = { protection: 'plain' } as const;
const setting = aboutAsker('user.account.settings', PLAIN);

/**
 * What somebody without an account asked to hear of, at an address that is not proven: nothing is told, and nothing is said of whether we know the address. Each is
 * sealed under a key of its own. After seven days it is gone, and the key.
 */
export const pendingSubscriptionRecord = record({
  collection: 'pendingSubscriptions',
  version: 1,
  fields: {
    /** Becomes the guest's, when the address has none yet. */
    subjectRef: subjectRef('GUEST', aboutAsker('user.unique_id.pseudonymous', PLAIN)),
    /** SHA-256 of the secret in the token that was sent to the address; with its id it is the subscription's own from the proof on. */
    hash: text(64, aboutAsker('user.authorization.credentials', { ...PLAIN, onExport: 'exclude secret' })),
    email: text(254, aboutAsker('user.contact.email')),
    kind: oneOf(SUBSCRIPTION_KINDS, setting),
    topic: nullable(text(40, aboutAsker('user.behavior.search_history', PLAIN))),
    query: nullable(text(500, aboutAsker('user.behavior.search_history'))),
    /** What it is narrowed by, as JSON; null: a newsletter. */
    where: nullable(text(10_000, aboutAsker('user.behavior.search_history'))),
    locale: oneOf(LOCALES, setting),
    timeZone: text(64, setting),
    frequency: oneOf(FREQUENCIES, setting),
    createdAt: instant(setting),
    /** When it was given up or proven: it goes with its data key. Absent: it may be proven. */
    overAt: optional(instant(setting)),
  },
  indexes: [{ keys: { createdAt: 1 }, expireAfterSeconds: KEPT_SECONDS }, { keys: { overAt: 1 } }],
  lookups: { emailTokens: { of: 'email', form: emailForm } },
});

export type PendingSubscription = Recorded<typeof pendingSubscriptionRecord>;
