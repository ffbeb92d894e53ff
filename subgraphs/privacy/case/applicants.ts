import { unavailable } from '../../../kit/graphql/refusal.ts';
import type {
  IdentifiedPerson,
  Participant,
  PersonReference,
  PersonSought,
} from '../../../kit/participation/participant.ts';

/** What every part of the directory knows of who somebody is. Asked only when it is proven who asks. */
export class Applicants {
  readonly #participants: readonly Pick<Participant, 'identify'>[];

  constructor(participants: readonly Pick<Participant, 'identify'>[]) {
    this.#participants = participants;
  }

  /**
   * By an address also what is known by the account that has it. Throws UNAVAILABLE when a part does not answer: what it knows would be missing.
   */
  async identified(sought: PersonSought): Promise<IdentifiedPerson> {
    const person = await this.#asked(sought);
    if ('accountId' in sought || !person.account) return person;
    const { references } = await this.#asked({ accountId: person.account.accountId });
    return { ...person, references: eachOnce([...person.references, ...references]) };
  }

  async #asked(sought: PersonSought): Promise<IdentifiedPerson> {
    const asked = await Promise.allSettled(this.#participants.map((participant) => participant.identify(sought)));
    const found = asked.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    if (found.length < asked.length)
      throw unavailable('A part of the directory does not answer; nothing was changed. Try again in a minute.');
    return {
      references: eachOnce(found.flatMap(({ references }) => references)),
      account: found.map(({ account }) => account).find((account) => account !== null) ?? null,
    };
  }
}

const eachOnce = (references: readonly PersonReference[]): PersonReference[] => [
  ...new Map(references.map((reference) => [reference.ref, reference])).values(),
];
