import type { SubjectKind } from '../record/personal.ts';

/** One reference under which a part of the directory stores a person: a subject's, or the id of an account where records name that. */
export interface PersonReference {
  ref: string;
  kind: SubjectKind | 'ANYBODY';
}

/** How much is stored of a person at one place. */
export interface PersonCount {
  store: string;
  collection: string;
  subjectPath: string;
  records: number;
}
