import type { PersonReference } from '../../../kit/participation/participant.ts';

/** Under what a person is stored somewhere, as a record of the privacy subgraph keeps it. */
export interface StoredPerson {
  personRef: string;
  kind: string;
}

/** A subject's reference, or the id of an account. */
export const PERSON_REF = '^([0-7][0-9A-HJKMNP-TV-Z]{25}|[0-9a-f]{24})$';

export const storedPersons = <Kind extends string>(
  references: readonly { ref: string; kind: Kind }[],
): { personRef: string; kind: Kind }[] => references.map(({ ref: personRef, kind }) => ({ personRef, kind }));

/** The same, as parts of the directory are asked by it. */
export const referencesOf = (persons: readonly StoredPerson[]): PersonReference[] =>
  persons.map(({ personRef: ref, kind }) => ({ ref, kind: kind as PersonReference['kind'] }));
