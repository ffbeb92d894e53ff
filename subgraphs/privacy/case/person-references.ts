import type { PersonReference } from '../../../kit/participation/participant.ts';
import { MOST_REFERENCES } from '../../../kit/participation/participation-messages.ts';
import type { PrivacyCase } from './privacy-case.record.ts';

/** Under what a person is stored, as a case keeps it. */
export const personsOf = (references: readonly PersonReference[]): PrivacyCase['subjects'] =>
  references.slice(0, MOST_REFERENCES).map(({ ref: personRef, kind }) => ({ personRef, kind }));

/** The same, as parts of the directory are asked by it. */
export const referencesIn = ({ subjects }: Pick<PrivacyCase, 'subjects'>): PersonReference[] =>
  subjects.map(({ personRef: ref, kind }) => ({ ref, kind: kind as PersonReference['kind'] }));
