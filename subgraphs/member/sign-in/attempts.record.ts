import { flag, instant, integer, nullable } from '../../../kit/record/field.ts';
import { record } from '../../../kit/record/record.ts';

/**
 * How often signing in failed, for one thing that attempts have in common. The id is a keyed hash of it (of what was typed as a login, of
 * an address, of both), so that it names nobody, exists for logins that nobody has too, and is gone within hours.
 */
export const attemptsRecord = record({
  collection: 'signInAttempts',
  version: 1,
  fields: {
    failures: integer(0, 2 ** 31),
    /** Attempts that were let through and are not decided yet. */
    pending: integer(0, 2 ** 31),
    /** When the last one was let through: a process that ended half-way does not count against anybody for long. */
    pendingAt: instant(),
    /** Until then none is let through; null: none waits. */
    until: nullable(instant()),
    /** When all of it is forgotten. */
    forgetAt: instant(),
    /** Whether the last one that asked was let through. */
    granted: flag(),
  },
  indexes: [{ keys: { forgetAt: 1 }, expireAfterSeconds: 0 }],
});
