import type { ClientSession } from 'mongoose';
import type { HeldRecord } from '../../../kit/participation/erasing.ts';
import { MOST_HELD } from '../../../kit/participation/participation-messages.ts';
import type { Participant, PersonReference } from '../../../kit/participation/participant.ts';
import type { LegalHold } from './legal-hold.record.ts';
import type { LegalHoldStore } from './legal-hold-store.ts';
import type { LegalHoldBasisName } from './legal-hold.values.ts';
import type { LegalHoldWork, Resume } from './legal-hold-work.ts';

/** A record of a person that is kept, and by what. */
export interface Held extends HeldRecord {
  holdId: string;
  basis: LegalHoldBasisName;
  reviewAt: Date;
}

/** What of a person is held at a moment. */
export interface HeldNow {
  /** Each record once, by the hold that is reviewed last. */
  held: Held[];
  /** Whether there is more than is told. */
  more: boolean;
  /** Which moment: `stillSo` says whether anything was placed or released since. */
  changes: number;
}

export interface LegalHoldsParts {
  holds: LegalHoldStore;
  work: LegalHoldWork;
  participants: readonly Pick<Participant, 'export'>[];
}

/**
 * What holds keep of whom, for an erasure. It asks `heldFor`, and acts on the answer in a transaction in which `stillSo` is true: nothing is placed or
 * released before that transaction ends. Where something is held it says `waits` in it, and is called by `onReleased` after the next release.
 */
export class LegalHolds {
  readonly #parts: LegalHoldsParts;

  constructor(parts: LegalHoldsParts) {
    this.#parts = parts;
  }

  /** Which records of a person are held now. Rejects when a part of the directory does not answer. */
  async heldFor(references: readonly PersonReference[]): Promise<HeldNow> {
    const { holds, participants } = this.#parts;
    const changes = await holds.changes();
    const wanted = holdsByPlace(await this.#keeping(references));
    const held = new Map<string, Held>();
    for (const participant of wanted.size > 0 ? participants : []) {
      for await (const { store, collection, id } of participant.export(references)) {
        const hold = wanted.get(placeKey(store, collection, id)) ?? wanted.get(placeKey(store, collection, null));
        if (!hold) continue;
        if (held.size === MOST_HELD) return { held: [...held.values()], more: true, changes };
        const { _id: holdId, basis, reviewAt } = hold;
        held.set(placeKey(store, collection, id), { store, collection, id, holdId, basis, reviewAt });
      }
    }
    return { held: [...held.values()], more: false, changes };
  }

  /** Whether nothing was placed or released since; and nothing is until the transaction ends. */
  async stillSo({ changes }: Pick<HeldNow, 'changes'>, session: ClientSession): Promise<boolean> {
    return (await this.#parts.holds.turn(session)) === changes;
  }

  waits = (erasureId: string, session: ClientSession): Promise<void> => this.#parts.work.waits(erasureId, session);
  waitsNoMore = (erasureId: string, session: ClientSession): Promise<void> =>
    this.#parts.work.waitsNoMore(erasureId, session);
  onReleased = (resume: Resume): void => this.#parts.work.onReleased(resume);

  /** Active ones that may keep something of a person, those that are reviewed last at the end. */
  #keeping(references: readonly PersonReference[]): Promise<LegalHold[]> {
    const refs = references.map(({ ref }) => ref);
    const whose = { $or: [{ subjects: [] }, { 'subjects.personRef': { $in: refs } }] };
    return this.#parts.holds.records.find({ releasedAt: null, ...whose }, { sort: { reviewAt: 1, _id: 1 } });
  }
}

/** A record, or with null all of its collection, as a key. */
export const placeKey = (store: string, collection: string, id: string | null): string =>
  JSON.stringify([store, collection, id]);

const holdsByPlace = (keeping: readonly LegalHold[]): ReadonlyMap<string, LegalHold> =>
  new Map(
    keeping.flatMap((hold) =>
      hold.places.map(({ store, collection, recordId }) => [placeKey(store, collection, recordId), hold] as const),
    ),
  );
