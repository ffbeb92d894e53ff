import { instant, nullable } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';

const KEPT_SECONDS = 400 * 86_400;

/**
 * That the search engine's files are to be rewritten, because they keep what was deleted until an index goes as a whole. The id is that of
 * the erasure; of whom it is stands nowhere here.
 */
export const purgeRequestRecord = record({
  collection: 'purgeRequests',
  version: 1,
  fields: {
    requestedAt: instant(),
    /** Null: an index is still there that was made before. */
    doneAt: nullable(instant()),
  },
  indexes: [{ keys: { doneAt: 1, requestedAt: 1 } }, { keys: { requestedAt: 1 }, expireAfterSeconds: KEPT_SECONDS }],
});

export type PurgeRequest = Recorded<typeof purgeRequestRecord>;
