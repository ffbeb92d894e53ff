import { globalId } from '../../../kit/global-id/global-id.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { writeCountCursor, type CountPlace } from './count-cursor.ts';
import type { UnansweredQuery } from './unanswered-query.record.ts';

/** The largest that the API shows. */
const MOST = 2 ** 31 - 1;

export const presentUnanswered = ({ _id, text, locale, count, firstAt, lastAt, settledAt }: UnansweredQuery) => ({
  __typename: 'UnansweredQuery' as const,
  id: globalId('UnansweredQuery', _id),
  text,
  locale: LocaleEnum[locale],
  count: Math.min(count, MOST),
  firstAt,
  lastAt,
  settledAt,
});

/** A page; `found` holds one more than the page, where another page follows. */
export function presentUnansweredPage(found: readonly UnansweredQuery[], size: number, after: CountPlace | null) {
  const edges = found.slice(0, size).map((query) => ({
    cursor: writeCountCursor({ count: query.count, id: query._id }),
    node: presentUnanswered(query),
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: found.length > size,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
