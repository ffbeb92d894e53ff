import { instant, nullable, oneOf, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';

/** Whom an address stands for: what is sent to it reaches them. */
export const RELAY_SIDES = ['BUYER', 'SUPPLIER'] as const;
export type RelaySide = (typeof RELAY_SIDES)[number];

const KEPT_SECONDS = 365 * 86_400;

const aboutBuyer = about({
  subject: 'buyerRef',
  purposes: ['correspondence'],
  basis: 'contract',
  retention: 'correspondence',
  since: 'lastUsedAt',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'plain',
});

/**
 * An address that stands for a buyer towards one company, or for that company towards the buyer, so that neither sees the other's. Nobody can
 * guess it. It goes a year after it was used last.
 */
export const relayAddressRecord = record({
  collection: 'relayAddresses',
  version: 1,
  fields: {
    buyerRef: subjectRef('ANYBODY', aboutBuyer('user.unique_id.pseudonymous')),
    companyId: text(24, undefined, '^[0-9a-f]{24}$'),
    side: oneOf(RELAY_SIDES),
    /** What stands before `@`. */
    localPart: text(26, aboutBuyer('user.contact.email', { protection: 'encrypted' }), '^[a-z2-7]{26}$'),
    createdAt: instant(aboutBuyer('user.behavior')),
    lastUsedAt: instant(aboutBuyer('user.behavior')),
    /** Since when nothing is taken at it any more; null: it is in use. */
    revokedAt: nullable(instant(aboutBuyer('user.privacy_preferences'))),
  },
  indexes: [
    // One in use, for each side of a buyer and a company.
    {
      keys: { buyerRef: 1, companyId: 1, side: 1 },
      unique: true,
      partialFilterExpression: { revokedAt: { $type: 'null' } },
    },
    { keys: { buyerRef: 1 } },
    { keys: { lastUsedAt: 1 }, expireAfterSeconds: KEPT_SECONDS },
  ],
  lookups: { localPartTokens: { of: 'localPart', form: (value) => value.toLowerCase(), unique: true } },
});

export type RelayAddress = Recorded<typeof relayAddressRecord>;
