import { integer, oneOf, subjectRef, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { workFields } from '../../../kit/work/work.fields.ts';
import { aboutSearcher } from '../../../schema/events/saved-search.record.ts';
import { CHANNELS, HOLDER_KINDS } from '../subscription/subscription.record.ts';

const PLAIN = { protection: 'plain' } as const;

/** What is gathered for one holder until it is told together: due at eight in the morning there; gone when it was told. */
export const digestRecord = record({
  collection: 'digests',
  version: 1,
  fields: {
    ...workFields,
    subjectRef: subjectRef('ANYBODY', aboutSearcher('user.unique_id.pseudonymous', PLAIN)),
    holderKind: oneOf(HOLDER_KINDS, aboutSearcher('user.account.settings', PLAIN)),
    holderId: text(24, aboutSearcher('user.unique_id.pseudonymous', PLAIN), '^[0-9a-f]{24}$'),
    channel: oneOf(CHANNELS, aboutSearcher('user.account.settings', PLAIN)),
    /** Of a gathering and a telling in one moment, one sees the other by it. */
    gathered: integer(0, 2 ** 31, aboutSearcher('user.account.settings', PLAIN)),
  },
  indexes: [{ keys: { dueAt: 1 } }, { keys: { subjectRef: 1 } }],
});

export type DigestRecord = Recorded<typeof digestRecord>;
