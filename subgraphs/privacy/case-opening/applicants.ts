import { unavailable } from '../../../kit/graphql/refusal.ts';
import type { IdentifiedPerson, Participant, PersonSought } from '../../../kit/participation/participant.ts';
import { personOf } from '../person/person.ts';

/** What every part of the directory knows of who somebody is. Asked only when it is proven who asks. */
export class Applicants {
  readonly #participants: readonly Pick<Participant, 'identify'>[];

  constructor(participants: readonly Pick<Participant, 'identify'>[]) {
    this.#participants = participants;
  }

  /**
   * By an address also what is known by the account that has it. Throws UNAVAILABLE when a part does not answer: what it knows would be missing.
   */
  identified(sought: PersonSought): Promise<IdentifiedPerson> {
    return personOf(this.#participants, sought).catch(() => {
      throw unavailable('A part of the directory does not answer; nothing was changed. Try again in a minute.');
    });
  }
}
