import { FieldFault, listAt, readInput, wordsAt } from '../../../kit/graphql/field-fault.ts';
import type { InvalidInput } from '../../../kit/graphql/problems.ts';
import type { PersonalRow } from '../../../kit/data-map/data-map.ts';
import type { HeldPlaceInput, PlaceLegalHoldInput } from './legal-hold.input.ts';
import type { HeldPlace } from './legal-hold.record.ts';
import { MOST_HELD_PLACES, MOST_HOLD_WORDS, REVIEWED_WITHIN_SECONDS } from './legal-hold.values.ts';

/** What is said of a hold, in the forms that are kept. */
export interface SaidHold {
  text: string;
  places: HeldPlace[];
  reviewAt: Date;
}

/** The places where the records of people can be told from each other: `store.collection`. */
export const tellablePlaces = (rows: readonly PersonalRow[]): ReadonlySet<string> =>
  new Set(
    rows
      .filter(({ onExport }) => onExport === 'include' || onExport === 'summarise')
      .map(({ store, collection }) => `${store}.${collection}`),
  );

/** Reads what is to be held; the first thing in it that is not acceptable is a problem. */
export function readHold(
  { caseId, places, text, reviewAt }: PlaceLegalHoldInput,
  tellable: ReadonlySet<string>,
  now: Date,
): SaidHold | InvalidInput {
  return readInput(() => ({
    text: wordsAt('text', text, { most: MOST_HOLD_WORDS, lines: true }),
    places: placesAt(places, tellable, caseId == null),
    reviewAt: reviewAtAt(reviewAt, now),
  }));
}

function placesAt(given: readonly HeldPlaceInput[], tellable: ReadonlySet<string>, nobodys: boolean): HeldPlace[] {
  const places = listAt('places', given, MOST_HELD_PLACES, (one, field): HeldPlace => {
    const { store, collection, recordId = null } = one;
    if (!tellable.has(`${store}.${collection}`))
      throw new FieldFault(`${field}.collection`, 'Expected a place of the data map where records of people are.');
    if (recordId === null && nobodys)
      throw new FieldFault(
        `${field}.recordId`,
        'Expected a record, or the case whose person it is about, got neither.',
      );
    const id = recordId === null ? null : wordsAt(`${field}.recordId`, recordId, { most: 200 });
    return { store, collection, recordId: id };
  });
  const different = new Set(
    places.map(({ store, collection, recordId }) => `${store}.${collection}.${recordId ?? ''}`),
  );
  if (places.length > 0 && different.size === places.length) return places;
  throw new FieldFault('places', `Expected at least one place, each once, got ${places.length}.`);
}

function reviewAtAt(at: Date, now: Date): Date {
  const latest = now.getTime() + REVIEWED_WITHIN_SECONDS * 1_000;
  if (at.getTime() > now.getTime() && at.getTime() <= latest) return at;
  throw new FieldFault('reviewAt', 'Expected a moment in the future, at most two years away.');
}
