import { instant } from '../../kit/record/field.ts';
import { record } from '../../kit/record/record.ts';

/** Longer than any access token of it can hold. */
const KEPT_SECONDS = 2 * 3_600;

/**
 * A session that was ended: signed out, revoked, or of an account that was disabled. Published in the same transaction; every subgraph asks
 * before it answers somebody signed in, so that an ended session counts nowhere from then on. The id is the session's, and says nothing of
 * anybody.
 */
export const endedSessionRecord = record({
  collection: 'endedSessions',
  version: 1,
  fields: { endedAt: instant() },
  indexes: [{ keys: { endedAt: 1 }, expireAfterSeconds: KEPT_SECONDS }],
});
