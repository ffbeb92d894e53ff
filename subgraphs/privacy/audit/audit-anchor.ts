import type { mongo } from 'mongoose';
import { faultOf } from '../../../kit/log/fault.ts';
import type { Log } from '../../../kit/log/log.ts';
import { consistencyProof } from '../../../kit/merkle/consistency.ts';
import { Frontier } from '../../../kit/merkle/frontier.ts';
import { entryId } from './audit-entry.ts';
import type { AuditEntry } from './audit-entry.record.ts';
import { NEWEST, type AuditHead } from './audit-head.record.ts';
import type { AuditLog } from './audit-log.ts';
import { WitnessRefusal, type Witness } from './witness.ts';

export interface AuditAnchorParts {
  log: AuditLog;
  witness: Witness;
  journal: Log;
}

/** Hands the newest head to the witness. While that is away the log goes on, and heads wait: the next one says all that they said. */
export class AuditAnchor {
  readonly #parts: AuditAnchorParts;
  #taken = -1;

  constructor(parts: AuditAnchorParts) {
    this.#parts = parts;
  }

  /** Never throws for the witness: what it refuses, or that it is away, is logged and shows in the next verification. */
  async advance(): Promise<void> {
    const { log, witness, journal } = this.#parts;
    const head = await log.newest();
    if (head.size <= this.#taken) return;
    try {
      const from = (await witness.latest())?.taken.size ?? 0;
      if (from < head.size || this.#taken < 0) await witness.take(head.signed, from, await this.#proof(from, head));
      this.#taken = head.size;
    } catch (error) {
      const refusal = error instanceof WitnessRefusal ? error.code : null;
      // Another process was faster: the next round begins where the witness stands then.
      if (refusal === 'MOVED') return;
      if (refusal) journal.error('the witness refuses the audit log', { ...faultOf(error), code: refusal });
      else journal.warn('audit head waits for the witness', { ...faultOf(error), count: head.size });
    }
  }

  /** The proof that the log only grew since it had `from` entries. */
  async #proof(from: number, to: AuditHead): Promise<Buffer[]> {
    if (from > to.size) return [];
    const { heads } = this.#parts.log;
    const kept = await heads
      .find({ _id: { $ne: NEWEST }, size: { $lte: from } }, { promoteBuffers: true })
      .sort({ _id: -1 })
      .limit(1)
      .next();
    const older = new Frontier(kept?.size ?? 0, kept?.frontier ?? []);
    const added: Buffer[] = [];
    for await (const leaf of leafHashes(this.#parts.log.entries, older.size, to.size)) {
      if (older.size < from) older.append(leaf);
      else added.push(leaf);
    }
    return consistencyProof(older, added);
  }
}

const BATCH = 5_000;

/** The stored leaf hashes of a run of entries, in order. */
export async function* leafHashes(
  entries: mongo.Collection<AuditEntry>,
  from: number,
  to: number,
): AsyncGenerator<Buffer> {
  const cursor = entries
    .find({ _id: { $gte: entryId(from), $lt: entryId(to) } }, { promoteBuffers: true, batchSize: BATCH })
    .project<{ leafHash: Buffer }>({ _id: 0, leafHash: 1 })
    .sort({ _id: 1 });
  for await (const { leafHash } of cursor) yield leafHash;
}
