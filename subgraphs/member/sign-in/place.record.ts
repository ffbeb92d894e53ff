import { instant, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record } from '../../../kit/record/record.ts';

const KEPT_SECONDS = 90 * 24 * 3_600;

const aboutMember = about({
  subject: 'subjectRef',
  purposes: ['security'],
  basis: 'legitimate interest',
  retention: 'security log',
  since: 'lastSeenAt',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'plain',
});

/**
 * That an account was signed in to from one network by one kind of device. The id is a keyed hash of the three, which tells whether a place
 * is known and not which it is; the security log says that.
 */
export const placeRecord = record({
  collection: 'signInPlaces',
  version: 1,
  fields: {
    subjectRef: subjectRef('ANYBODY', aboutMember('user.unique_id.pseudonymous')),
    accountId: text(24, aboutMember('user.unique_id.pseudonymous'), '^[0-9a-f]{24}$'),
    firstSeenAt: instant(aboutMember('user.behavior')),
    lastSeenAt: instant(aboutMember('user.behavior')),
  },
  indexes: [
    { keys: { accountId: 1 } },
    { keys: { subjectRef: 1 } },
    { keys: { lastSeenAt: 1 }, expireAfterSeconds: KEPT_SECONDS },
  ],
});
