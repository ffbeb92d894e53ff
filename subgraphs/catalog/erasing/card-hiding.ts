import type { mongo } from 'mongoose';
import type { Participant } from '../../../kit/participation/participant.ts';
import { nothingToStop } from '../../../kit/participation/nothing-to-stop.ts';
import type { SealedDocument } from '../../../kit/record/codec.ts';
import type { Withdrawals } from '../product/withdrawals.ts';

/**
 * Hides the companies that somebody is who is being erased, here and at once: after the fence no card about them is taken in any more, one that
 * says that they are hidden neither. Whatever else is stopped follows what member publishes.
 */
export const cardHiding = (
  cards: mongo.Collection<SealedDocument>,
  withdrawals: Pick<Withdrawals, 'company'>,
): Pick<Participant, 'restrict' | 'lift'> => ({
  ...nothingToStop,
  async restrict(references, reason) {
    if (reason !== 'ERASURE') return { changed: 0 };
    const which = { traderRef: { $in: references.map(({ ref }) => ref) }, hidden: false };
    const shown = await cards.find(which as never, { projection: { _id: 1 } }).toArray();
    const ids = shown.map(({ _id }) => _id);
    if (ids.length === 0) return { changed: 0 };
    const { modifiedCount } = await cards.updateMany({ _id: { $in: ids } }, { $set: { hidden: true } });
    for (const id of ids) withdrawals.company(id, true);
    return { changed: modifiedCount };
  },
});
