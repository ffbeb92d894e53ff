import type { AppliedTombstones } from '../../../kit/tombstone-ledger/applied-tombstones.ts';
import type { TombstoneLedger as KeptLedger } from '../../../kit/tombstone-ledger/tombstone-ledger.ts';
import type { LegalHolds } from '../legal-hold/legal-holds.ts';
import type { Backups, Holds, Left, Recipients, TombstoneLedger } from './erasure-ports.ts';

/** The ledger outside the databases; what is written there is known in these, since the erasure that goes on is stored in them. */
export const buriedIn = (
  ledger: Pick<KeptLedger, 'append'>,
  applied: Pick<AppliedTombstones, 'set'>,
  now: () => Date,
): TombstoneLedger => ({
  async append({ erasureId, planHash, at, references }) {
    const entry = await ledger.append({ erasureId, planHash, at, references: [...references] });
    await applied.set(entry, now());
    return entry;
  },
});

/** What legal holds keep, as an erasure asks for it. */
export const keptBy = (holds: LegalHolds): Holds => ({
  async heldFor(references) {
    const { held, more, changes } = await holds.heldFor(references);
    return {
      more,
      changes,
      held: held.map(({ store, collection, id, basis, reviewAt }) => ({ store, collection, id, basis, reviewAt })),
    };
  },
  stillSo: (seen, session) => holds.stillSo(seen, session),
  waits: holds.waits,
  waitsNoMore: holds.waitsNoMore,
});

/** Backups of which a register tells; null: none are taken. */
export const backedUp = (register: Backups | null): Backups => register ?? { latestExpiry: async () => null };

/** Those who got data, as the register of recipients tells them; its residuals write their dates as text. */
export const toldTo = (orders: {
  send: Recipients['send'];
  residuals(erasureId: string): Promise<readonly { kind: string; until: string | null; reason: string }[]>;
}): Recipients => ({
  send: (erasure) => orders.send(erasure),
  residuals: async (erasureId) =>
    (await orders.residuals(erasureId)).map(({ until, reason }): Left => ({
      kind: 'RECIPIENT',
      until: until === null ? null : new Date(until),
      reason,
    })),
});
