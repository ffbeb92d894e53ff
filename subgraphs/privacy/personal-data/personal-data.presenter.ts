import type { PersonalRow } from '../../../kit/data-map/data-map.ts';
import { badInput } from '../../../kit/graphql/refusal.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import { correctedBy } from './corrections.ts';
import type { HeldAt, HeldData } from './held-data.ts';
import { placeOfPath, processingGroups } from './processing-groups.ts';
import { BASIS_WORDS } from './words/bases.ts';
import { CATEGORY_WORDS } from './words/categories.ts';
import { collectionOf } from './words/collections.ts';
import { PERIOD_WORDS } from './words/periods.ts';
import { PURPOSE_WORDS } from './words/purposes.ts';
import { SOURCE_WORDS } from './words/sources.ts';
import { wordsFor } from './words/words.ts';

/** What is shown, with what groups and their pages are made of. */
export type PresentedData = ReturnType<typeof presentHeld>;
export type PresentedGroup = PresentedData['groups'][number];

/** Everything that is held, by what it is used for, in the reader's language. */
export const presentHeld = ({ at, isComplete }: HeldData, locale: Locale) => ({
  isComplete,
  groups: processingGroups([...at.values()].map(({ row }) => row)).map(
    ({ purpose, subject, basis, retention, rows }) => {
      const words = PURPOSE_WORDS[purpose]!;
      const period = PERIOD_WORDS[retention]!;
      return {
        key: [purpose, subject, basis, retention].join('/'),
        purposeKey: purpose,
        purpose: wordsFor(words.describe, locale),
        subject,
        legalBasis: wordsFor(BASIS_WORDS[basis], locale),
        recipients: wordsFor(words.recipients, locale),
        transfers: wordsFor(words.transfers, locale),
        keptUntil: wordsFor(period, locale),
        entryCount: rows.length,
        held: rows.map((row) => at.get(placeOfPath(row))!),
        locale,
      };
    },
  ),
});

/** A page of the entries of a group. Throws BAD_USER_INPUT for what is no cursor of it. */
export function entriesPage({ held, locale }: PresentedGroup, size: number, after: string | null) {
  const start = after === null ? 0 : held.findIndex(({ row }) => cursorOf(row) === after) + 1;
  if (after !== null && start === 0)
    throw badInput('Expected `after` to be a cursor of this list, got something else.');
  const page = held.slice(start, start + size);
  const cursors = page.map(({ row }) => cursorOf(row));
  return {
    entries: page.map((one) => presentEntry(one, locale)),
    pageInfo: {
      hasNextPage: start + size < held.length,
      hasPreviousPage: after !== null,
      startCursor: cursors[0] ?? null,
      endCursor: cursors.at(-1) ?? null,
    },
  };
}

function presentEntry({ row, count, values }: HeldAt, locale: Locale) {
  const { words, source } = collectionOf(row.store, row.collection);
  return {
    path: `${row.store}.${row.collection}.${row.path}`,
    label: wordsFor(CATEGORY_WORDS[row.category], locale),
    collectionLabel: wordsFor(words, locale),
    category: row.category,
    source: wordsFor(SOURCE_WORDS[source], locale),
    values: [...values],
    count,
    correctedBy: correctedBy(row),
  };
}

const cursorOf = (row: PersonalRow): string => Buffer.from(placeOfPath(row)).toString('base64url');
