import { FieldFault } from '../../../kit/graphql/field-fault.ts';

const YEAR_MS = 366 * 86_400_000;

export interface Period {
  from: Date;
  /** The first moment at which it is over. */
  until: Date;
}

/** A period of which nothing lies in the past, and that begins within a year and lasts a year at most. Throws FieldFault. */
export function periodOf(from: Date | null | undefined, until: Date, now: Date): Period {
  const begins = from ?? now;
  if (begins < now) throw new FieldFault('from', 'Expected a time from now on, got one before. Leave it out for now.');
  if (begins.getTime() > now.getTime() + YEAR_MS)
    throw new FieldFault('from', `Expected a time within a year, got ${begins.toISOString()}.`);
  if (until <= begins)
    throw new FieldFault('until', `Expected a time after ${begins.toISOString()}, got ${until.toISOString()}.`);
  if (until.getTime() > begins.getTime() + YEAR_MS)
    throw new FieldFault('until', `Expected at most a year after the beginning, got ${until.toISOString()}.`);
  return { from: begins, until };
}
