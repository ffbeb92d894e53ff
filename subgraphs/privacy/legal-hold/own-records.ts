import { unavailable } from '../../../kit/graphql/refusal.ts';
import type { Participant } from '../../../kit/participation/participant.ts';
import { personOf } from '../person/person.ts';
import type { HeldPlace } from './legal-hold.record.ts';
import { placeKey } from './legal-holds.ts';

/** Which records are about whoever asks: nobody keeps what is stored of themselves. */
export class OwnRecords {
  readonly #participants: readonly Pick<Participant, 'identify' | 'export'>[];

  constructor(participants: readonly Pick<Participant, 'identify' | 'export'>[]) {
    this.#participants = participants;
  }

  /** Whether one of the records is about the holder of an account. Throws UNAVAILABLE when a part does not answer: it could not be said. */
  isAmong(places: readonly HeldPlace[], accountId: string): Promise<boolean> {
    return this.#find(places, accountId).catch(() => {
      throw unavailable('A part of the directory does not answer; nothing was changed. Try again in a minute.');
    });
  }

  async #find(places: readonly HeldPlace[], accountId: string): Promise<boolean> {
    const { references } = await personOf(this.#participants, { accountId });
    if (references.length === 0) return false;
    const named = new Set(places.map(({ store, collection, recordId }) => placeKey(store, collection, recordId)));
    for (const participant of this.#participants)
      for await (const { store, collection, id } of participant.export(references))
        if (named.has(placeKey(store, collection, id))) return true;
    return false;
  }
}
