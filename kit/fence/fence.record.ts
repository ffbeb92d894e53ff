import { instant, integer, nullable } from '../record/field.ts';
import { record } from '../record/record.ts';
import { FENCES } from './fences.ts';

const DAY_SECONDS = 86_400;

/**
 * Whether anything more may be stored about a person, in each database that stores people: see `Fences`. The id is the person's reference,
 * which says nothing of them and leads nowhere once their data key is destroyed; what else is here is about the writing.
 * An entry that is not fenced goes after a day without a writing, which loses nothing: whoever writes next makes it again, and of that and a
 * fencing at one moment only one makes it. One that is fenced stays: what comes late, such as a message that waited elsewhere, must not
 * bring the person back.
 */
export const fenceRecord = record({
  collection: FENCES,
  version: 1,
  fields: {
    /** Since then nothing more is stored about the person. */
    fencedAt: nullable(instant()),
    writes: integer(0, Number.MAX_SAFE_INTEGER),
    touchedAt: instant(),
  },
  indexes: [
    {
      keys: { touchedAt: 1 },
      expireAfterSeconds: DAY_SECONDS,
      partialFilterExpression: { fencedAt: { $type: 'null' } },
    },
  ],
});
