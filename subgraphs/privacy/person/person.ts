import type { IdentifiedPerson, Participant, PersonSought } from '../../../kit/participation/participant.ts';

/** Who somebody is to all parts of the directory together. Rejects when one of them does not answer: half a person is nobody. */
export async function personOf(
  participants: readonly Pick<Participant, 'identify'>[],
  sought: PersonSought,
): Promise<IdentifiedPerson> {
  const known = await Promise.all(participants.map((participant) => participant.identify(sought)));
  const account = known.find((one) => one.account !== null)?.account ?? null;
  // Parts without accounts know by the proven address what they do not know by the account, and the other way round.
  const others = participants.filter((_, index) => known[index]!.account === null);
  const also = account && ('accountId' in sought ? { email: account.email } : { accountId: account.accountId });
  const further = also ? await Promise.all(others.map((participant) => participant.identify(also))) : [];
  const found = [...known, ...further];
  const references = new Map(found.flatMap((one) => one.references.map((reference) => [reference.ref, reference])));
  return { references: [...references.values()], account };
}
