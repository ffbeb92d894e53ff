import { globalId, localIdOf, partId } from '../../../kit/global-id/global-id.ts';
import { badInput } from '../../../kit/graphql/refusal.ts';
import type { NumberedRow } from './import-rows.ts';
import type { ImportJobConnection, ImportJob, ImportRowConnection } from './import-job.type.ts';
import type { ImportJobRecord } from './import-job.record.ts';

export const presentImport = (record: ImportJobRecord): ImportJob & { __typename: 'ImportJob'; localId: string } =>
  ({
    __typename: 'ImportJob',
    id: globalId('ImportJob', record._id),
    localId: record._id,
    state: record.state,
    stopReason: record.stopReason,
    failure: record.failure,
    format: record.format,
    errorPolicy: record.errorPolicy,
    dryRun: record.dryRun,
    total: record.total,
    processed: record.processed,
    created: record.created,
    updated: record.updated,
    unchanged: record.unchanged,
    failed: record.refused,
    createdAt: record.createdAt,
    startedAt: record.startedAt,
    finishedAt: record.finishedAt,
  }) as never;

/** A page of imports; `found` holds one more than the page, where another page follows. */
export function presentImports(found: readonly ImportJobRecord[], first: number, after: string | null) {
  const edges = found.slice(0, first).map((record) => ({
    cursor: globalId('ImportJob', record._id),
    node: presentImport(record),
  }));
  return { edges, pageInfo: pageInfoOf(edges, found.length > first, after) } satisfies ImportJobConnection;
}

/** What came of a row of an import. */
export const presentRow = (jobId: string, { number, row }: NumberedRow) => ({
  __typename: 'ImportRow' as const,
  id: partId('ImportRow', jobId, number),
  line: row.line,
  externalId: row.externalId,
  productId: row.productId && globalId('Product', row.productId),
  outcome: row.outcome as never,
  problems: row.problems.map(({ field, message }) => ({ field, message })),
});

/** A page of rows of an import, likewise. */
export function presentRows(
  jobId: string,
  found: readonly NumberedRow[],
  first: number,
  after: string | null,
): ImportRowConnection {
  const edges = found.slice(0, first).map((one) => ({
    cursor: rowCursor(one.number),
    node: presentRow(jobId, one),
  }));
  return { edges, pageInfo: pageInfoOf(edges, found.length > first, after) };
}

const pageInfoOf = (edges: readonly { cursor: string }[], hasNextPage: boolean, after: string | null) => ({
  hasNextPage,
  hasPreviousPage: after !== null,
  startCursor: edges[0]?.cursor ?? null,
  endCursor: edges.at(-1)?.cursor ?? null,
});

const rowCursor = (number: number): string => Buffer.from(`row:${number}`).toString('base64url');

/** The number that a cursor of a row says. Throws BAD_USER_INPUT for anything else. */
export function rowNumber(cursor: string): number {
  const number = Number(/^row:(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'))?.[1] ?? Number.NaN);
  if (Number.isSafeInteger(number) && rowCursor(number) === cursor) return number;
  throw badInput('Expected `after` to be the cursor of a row of this import, got something else.');
}

/** The id that a cursor of an import says. Throws BAD_USER_INPUT for anything else. */
export function importOf(cursor: string): string {
  const local = localIdOf('ImportJob', cursor);
  if (local) return local;
  throw badInput('Expected `after` to be the cursor of an import, got something else.');
}
