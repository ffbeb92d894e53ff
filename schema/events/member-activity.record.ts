import { instant, integer, subjectRef, text } from '../../kit/record/field.ts';
import { about } from '../../kit/record/personal.ts';
import { record } from '../../kit/record/record.ts';
import { workFields } from '../../kit/work/work.fields.ts';

const KEPT_SECONDS = 24 * 3_600;

const aboutMember = about({
  subject: 'subjectRef',
  purposes: ['security'],
  basis: 'legitimate interest',
  retention: 'security log',
  since: 'at',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'plain',
});

const ACCOUNT_ID = '^[0-9a-f]{24}$';

/**
 * How many listings an account took away or withdrew in one minute. The id is the account's, a hyphen, and the minute since 1970; kept for
 * a day.
 */
export const memberActivityRecord = record({
  collection: 'memberActivity',
  version: 1,
  fields: {
    subjectRef: subjectRef('MEMBER', aboutMember('user.unique_id.pseudonymous')),
    accountId: text(24, aboutMember('user.unique_id.pseudonymous'), ACCOUNT_ID),
    /** The beginning of the minute. */
    at: instant(aboutMember('user.behavior')),
    count: integer(1, 2 ** 31, aboutMember('user.behavior')),
  },
  indexes: [{ keys: { at: 1 }, expireAfterSeconds: KEPT_SECONDS }, { keys: { subjectRef: 1 } }],
});

/**
 * That an account changed more at once than is like it: published by whoever counted, taken up by the member subgraph, which pauses the
 * account and asks its owner. The id is the account's: one for all that comes before it is taken up.
 */
export const unusualActivityRecord = record({
  collection: 'unusualActivity',
  version: 1,
  fields: {
    subjectRef: subjectRef('MEMBER', aboutMember('user.unique_id.pseudonymous')),
    at: instant(aboutMember('user.behavior')),
    /** How many changes there were in the minutes that count together. */
    count: integer(1, 2 ** 31, aboutMember('user.behavior')),
    ...workFields,
  },
  indexes: [{ keys: { dueAt: 1 } }, { keys: { at: 1 }, expireAfterSeconds: KEPT_SECONDS }],
});
