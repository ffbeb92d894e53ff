import { Sweep } from '../../../kit/work/sweep.ts';
import type { ClientSession, Connection } from 'mongoose';
import type { Log } from '../../../kit/log/log.ts';
import type { Documents } from '../document/documents.ts';
import type { ClaimRecord } from './claim.record.ts';
import { evidenceDueAt } from './claim.policy.ts';
import type { ClaimStore } from './claim-store.ts';

export interface EvidenceSweepParts {
  connection: Connection;
  store: ClaimStore;
  documents: Documents;
  log: Log;
  now: () => Date;
}

const BATCH = 100;
const EVERY_MS = 60_000;

/**
 * What the clock does to claims: one whose time is over is EXPIRED, and what was handed in for a claim is deleted, bytes first, when nobody may
 * keep it any longer. Every process may do it at once: each step is done by whoever comes first.
 */
export class EvidenceSweep extends Sweep {
  readonly #parts: EvidenceSweepParts;

  constructor(parts: EvidenceSweepParts) {
    super({ what: 'evidence sweep', everyMs: EVERY_MS, log: parts.log });
    this.#parts = parts;
  }

  override start(): void {
    void this.attempt(() => this.#parts.store.adoptEarlierChecks(), 'earlier verifications not taken over');
    super.start();
  }

  /** Answers how many claims expired, and of how many the evidence was deleted. */
  async run(): Promise<{ expired: number; emptied: number }> {
    const now = this.#parts.now();
    const expired = await this.#each({ state: 'VERIFIED', expiresAt: { $lte: now } }, (claim) => ({
      state: 'EXPIRED',
      closedAt: claim.expiresAt,
      evidenceDueAt: evidenceDueAt(claim.expiresAt!),
    }));
    const emptied = await this.#each(
      { evidenceDueAt: { $lte: now } },
      () => ({ said: [], evidence: [], evidenceDueAt: null }),
      async ({ evidence }) => {
        for (const document of evidence) await this.#parts.documents.remove(document);
      },
    );
    return { expired, emptied };
  }

  async #each(
    due: object,
    change: (claim: ClaimRecord) => Partial<ClaimRecord>,
    before: (claim: ClaimRecord) => Promise<void> = async () => undefined,
  ): Promise<number> {
    const { store, connection, now } = this.#parts;
    let count = 0;
    for (;;) {
      const claims = await store.records.find(due, { limit: BATCH });
      for (const claim of claims) {
        await before(claim);
        await connection.transaction(async (session: ClientSession) => {
          // Somebody else may have been first.
          const [still] = await store.records.find({ _id: claim._id, ...due }, { session, limit: 1 });
          if (!still) return;
          await store.put({ ...still, ...change(still), updatedAt: now(), version: still.version + 1 }, session);
          count++;
        });
      }
      if (claims.length < BATCH) return count;
    }
  }
}
