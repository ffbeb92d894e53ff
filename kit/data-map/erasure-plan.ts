import type { OnErasure, SubjectKind } from '../record/personal.ts';
import { isPersonal, type DataMap, type PersonalRow } from './data-map.ts';

/** One thing to do in one collection to all that holds a person's reference at `subjectPath`. */
export interface ErasureStep {
  store: string;
  collection: string;
  subjectPath: string;
  action: OnErasure;
  /** What goes, or stays, by it. */
  paths: readonly string[];
}

/** What takes most with it comes first; what stays, and the reference by which it was found, come last. */
const ORDER: readonly OnErasure[] = [
  'delete document',
  'remove item',
  'replace by token',
  'aggregate',
  'unset',
  'retain',
  'detach',
];

/**
 * What erasing a person of a kind does, whoever it is; of all kinds without one. Where a whole document or item goes, it takes every path
 * about the person in it along: there is one step, and none after it.
 */
export function erasurePlanOf(map: DataMap, kind?: SubjectKind): ErasureStep[] {
  const rows = map.filter(isPersonal).filter((row) => mayBeAbout(row, kind));
  return [...groupedBy(rows, placeOf).values()].flatMap((about) => {
    const whole = ORDER.slice(0, 2).find((action) => about.some(({ onErasure }) => onErasure === action));
    if (whole) return [step(about, whole)];
    return ORDER.flatMap((action) => {
      const same = about.filter(({ onErasure }) => onErasure === action);
      return same.length > 0 ? [step(same, action)] : [];
    });
  });
}

/** Whether what a row stands for can be about a person of a kind; of any kind without one. */
export const mayBeAbout = ({ subject }: PersonalRow, kind?: SubjectKind): boolean =>
  kind === undefined || subject === kind || subject === 'ANYBODY';

/** Where one person is spoken of: all paths that name one reference. */
export const placeOf = ({ store, collection, subjectPath }: PersonalRow): string =>
  `${store}.${collection}.${subjectPath}`;

export function groupedBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

function step(rows: readonly PersonalRow[], action: OnErasure): ErasureStep {
  const { store, collection, subjectPath } = rows[0]!;
  return { store, collection, subjectPath, action, paths: rows.map(({ path }) => path) };
}
