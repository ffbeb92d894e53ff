import { instant, integer, nullable } from '../record/field.ts';

/**
 * What a record needs to be work that is done later, by one process at a time: when it is due, until when somebody holds it, and how often
 * it was begun. Spread it into the record's fields, and index `dueAt`.
 */
export const workFields = {
  /** From then on it may be begun. */
  dueAt: instant(),
  /** Until then somebody is at it; null, or past: nobody. */
  leasedUntil: nullable(instant()),
  attempts: integer(0, 100_000),
};
