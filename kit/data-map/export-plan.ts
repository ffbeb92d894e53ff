import type { SubjectKind } from '../record/personal.ts';
import { isPersonal, type DataMap } from './data-map.ts';
import { groupedBy, mayBeAbout, placeOf } from './erasure-plan.ts';

/** What a person gets of one collection: the paths as they are, those that are summed up, and those that are kept back. */
export interface ExportPart {
  store: string;
  collection: string;
  subjectPath: string;
  include: readonly string[];
  summarise: readonly string[];
  excluded: readonly { path: string; why: 'secret' | 'of others' }[];
}

/** What an export for a person of a kind takes from where, whoever it is; of all kinds without one. */
export function exportPlanOf(map: DataMap, kind?: SubjectKind): ExportPart[] {
  const rows = map.filter(isPersonal).filter((row) => mayBeAbout(row, kind));
  return [...groupedBy(rows, placeOf).values()].map((about) => {
    const { store, collection, subjectPath } = about[0];
    const paths = (wanted: string) => about.filter(({ onExport }) => onExport === wanted).map(({ path }) => path);
    return {
      store,
      collection,
      subjectPath,
      include: paths('include'),
      summarise: paths('summarise'),
      excluded: [
        ...paths('exclude secret').map((path) => ({ path, why: 'secret' as const })),
        ...paths('exclude of others').map((path) => ({ path, why: 'of others' as const })),
      ],
    };
  });
}
