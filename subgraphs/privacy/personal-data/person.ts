import type {
  IdentifiedPerson,
  Participant,
  PersonReference,
  PersonSought,
} from '../../../kit/participation/participant.ts';

/** Who somebody is to all parts of the directory together. Rejects when one of them does not answer: half a person is nobody. */
export async function personOf(
  participants: readonly Pick<Participant, 'identify'>[],
  sought: PersonSought,
): Promise<{ references: PersonReference[]; account: IdentifiedPerson['account'] }> {
  const found = await Promise.all(participants.map((participant) => participant.identify(sought)));
  const references = new Map(
    found.flatMap((one) =>
      one.references.map((reference) => [`${reference.kind} ${reference.ref}`, reference] as const),
    ),
  );
  return {
    references: [...references.values()],
    account: found.find(({ account }) => account !== null)?.account ?? null,
  };
}
