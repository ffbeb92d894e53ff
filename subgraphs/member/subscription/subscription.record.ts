import { instant, integer, nullable, oneOf, subjectRef, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { LOCALES } from '../../../kit/text/localized-text.ts';
import { aboutSearcher, savedWhere, SEARCHED } from '../../../schema/events/saved-search.record.ts';

/** What holds subscriptions: an account, somebody known by a proven address alone, a device without either. */
export const HOLDER_KINDS = ['ACCOUNT', 'GUEST', 'DEVICE'] as const;
export type HolderKind = (typeof HOLDER_KINDS)[number];
export const SUBSCRIPTION_KINDS = ['TOPIC', 'NEWSLETTER', 'SAVED_SEARCH'] as const;
export const FREQUENCIES = ['AT_ONCE', 'DAILY', 'WEEKLY'] as const;
export type FrequencyName = (typeof FREQUENCIES)[number];
export const CHANNELS = ['MAIL', 'PUSH'] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** How long one that was ended is remembered, so that a second click on its link says so. */
const ENDED_SECONDS = 3_600;
const PLAIN = { protection: 'plain' } as const;
const setting = aboutSearcher('user.account.settings', PLAIN);
const SECRET = { onExport: 'exclude secret' } as const;

/** What somebody wants to hear of, how often and by which way, until they end it. */
export const subscriptionRecord = record({
  collection: 'subscriptions',
  version: 1,
  fields: {
    holderKind: oneOf(HOLDER_KINDS, setting),
    holderId: text(24, aboutSearcher('user.unique_id.pseudonymous', PLAIN), '^[0-9a-f]{24}$'),
    subjectRef: subjectRef('ANYBODY', aboutSearcher('user.unique_id.pseudonymous', PLAIN)),
    kind: oneOf(SUBSCRIPTION_KINDS, setting),
    /** Code of a category, or key of a newsletter; null: a saved search. */
    topic: nullable(text(40, aboutSearcher(SEARCHED, PLAIN))),
    /** The words of a saved search; null: another kind, or none. */
    query: nullable(text(500, aboutSearcher(SEARCHED))),
    /** What it is narrowed by; null: a newsletter. */
    where: nullable(savedWhere()),
    locale: oneOf(LOCALES, setting),
    /** IANA name of the time zone that digests go by. */
    timeZone: text(64, setting),
    frequency: oneOf(FREQUENCIES, setting),
    channel: oneOf(CHANNELS, setting),
    /** What its mails end it with: sealed here, because each mail says it, and beside it the hash by which it is known. */
    secret: text(43, aboutSearcher('user.authorization.credentials', SECRET)),
    /** SHA-256 of it. */
    secretHash: text(64, aboutSearcher('user.authorization.credentials', { ...PLAIN, ...SECRET }), '^[0-9a-f]{64}$'),
    createdAt: instant(setting),
    /** Null: it lives. */
    endedAt: nullable(instant(setting)),
    /** Counts what was told: so that of a telling and an ending in one moment, one sees the other. */
    told: integer(0, 2 ** 31, setting),
  },
  indexes: [
    { keys: { holderKind: 1, holderId: 1, createdAt: -1, _id: -1 } },
    { keys: { subjectRef: 1 } },
    { keys: { kind: 1, topic: 1, _id: 1 }, partialFilterExpression: { kind: 'NEWSLETTER' } },
    { keys: { endedAt: 1 }, expireAfterSeconds: ENDED_SECONDS },
  ],
});

export type SubscriptionRecord = Recorded<typeof subscriptionRecord>;
