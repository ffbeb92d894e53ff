import type { PersonalRow } from '../../../kit/data-map/data-map.ts';
import { groupedBy } from '../../../kit/data-map/erasure-plan.ts';
import type { LegalBasis, ReferredKind } from '../../../kit/record/personal.ts';

/** Paths that are processed for one purpose, about one kind of person, on one basis and for one period: a row of the record of processing. */
export interface ProcessingGroup {
  purpose: string;
  subject: ReferredKind;
  basis: LegalBasis;
  retention: string;
  rows: readonly PersonalRow[];
}

/** As the record of processing groups them, in its order. */
export function processingGroups(rows: readonly PersonalRow[]): ProcessingGroup[] {
  const uses = rows.flatMap((row) => row.purposes.map((purpose) => ({ purpose, row })));
  const keyOf = ({ purpose, row }: (typeof uses)[number]): string =>
    JSON.stringify([purpose, row.subject, row.basis, row.retention]);
  return [...groupedBy(uses, keyOf).values()].map((group) => {
    const [{ purpose, row }] = group as [(typeof uses)[number]];
    const { subject, basis, retention } = row;
    return { purpose, subject, basis, retention, rows: group.map((use) => use.row) };
  });
}

/** A stored path, told apart from all others. */
export const placeOfPath = (row: Pick<PersonalRow, 'store' | 'collection' | 'path'>): string =>
  [row.store, row.collection, row.path].join(' ');

/** Whether whoever it is about gets to see it. */
export const isTold = ({ onExport }: PersonalRow): boolean => onExport === 'include' || onExport === 'summarise';
