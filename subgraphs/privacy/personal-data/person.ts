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
  const known = await Promise.all(participants.map((participant) => participant.identify(sought)));
  const account = known.find((one) => one.account !== null)?.account ?? null;
  // A part knows by the proven address what it does not know by the account, and the other way round.
  const also = account && ('accountId' in sought ? { email: account.email } : { accountId: account.accountId });
  const further = also ? await Promise.all(participants.map((participant) => participant.identify(also))) : [];
  const found = [...known, ...further];
  const references = new Map(
    found.flatMap((one) =>
      one.references.map((reference) => [`${reference.kind} ${reference.ref}`, reference] as const),
    ),
  );
  return { references: [...references.values()], account };
}
