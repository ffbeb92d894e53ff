import { instant, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';

/** As long as an invitation. */
export const OFFER_SECONDS = 7 * 86_400;

const shared = {
  purposes: ['account'],
  basis: 'contract',
  retention: 'account',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'plain',
} as const;
const aboutOwner = about({ ...shared, subject: 'fromRef' });
const aboutHeir = about({ ...shared, subject: 'toRef' });

/** That an owner offers a company to another member; the id is the company's: one at a time. */
export const ownershipOfferRecord = record({
  collection: 'ownershipOffers',
  version: 1,
  fields: {
    fromRef: subjectRef('MEMBER', aboutOwner('user.unique_id.pseudonymous')),
    fromAccount: text(24, aboutOwner('user.unique_id.pseudonymous')),
    toRef: subjectRef('MEMBER', aboutHeir('user.unique_id.pseudonymous')),
    toAccount: text(24, aboutHeir('user.unique_id.pseudonymous')),
    offeredAt: instant(aboutOwner('user.workplace')),
  },
  indexes: [
    { keys: { fromRef: 1 } },
    { keys: { toRef: 1 } },
    { keys: { offeredAt: 1 }, expireAfterSeconds: OFFER_SECONDS },
  ],
});

export type OwnershipOfferRecord = Recorded<typeof ownershipOfferRecord>;
