import { entryId, sequenceOf, textOf } from './audit-entry.ts';
import { NEWEST } from './audit-head.record.ts';
import type { AuditLog } from './audit-log.ts';
import { LogCheck, thinned, type Finding } from './log-check.ts';
import { signedHeads, witnessMark } from './signed-heads.ts';
import type { Witness } from './witness.ts';

/** What a verification of the whole log came to. */
export interface Verification {
  finding: Finding | null;
  /** How many entries are there; after a finding, how many were well before it. */
  entries: number;
  /** Root of the newest signed head; of the entries that were read where there is no such head. In hex. */
  root: string;
  /** How many entries the witness has seen; null when it did not answer. */
  anchored: number | null;
  /** When it began. */
  at: Date;
}

type Progress = (entries: number) => void;

const BATCH = 1_000;

/**
 * Reads all entries and holds them against every head that was kept, the newest, and what the witness saw last. The witness is asked
 * first and the newest head read after it: what is appended meanwhile is beyond both.
 */
export async function verifyLog(log: AuditLog, witness: Witness, progress: Progress = () => {}): Promise<Verification> {
  const at = new Date();
  const seen = await witness.latest().then(
    (latest) => ({ latest, size: latest?.taken.size ?? 0 }),
    () => null,
  );
  const { newest, marks, forged } = await signedHeads(log);
  const check = new LogCheck([...marks, ...(seen?.latest ? [witnessMark(seen.latest)] : [])]);
  const size = newest?.size ?? null;
  await readInto(check, log, size, progress);
  let finding = check.end(size) ?? (await surplus(log));
  if (finding?.problem === 'WITNESS_MISMATCH') finding = await sinceWitness(log, witness, finding);
  if (!finding && forged) finding = { problem: 'HEAD_FORGED', firstBroken: null };
  return { finding, entries: check.entries, root: newest?.root ?? check.root, anchored: seen && seen.size, at };
}

async function readInto(check: LogCheck, log: AuditLog, before: number | null, progress: Progress): Promise<void> {
  const filter = before === null ? {} : { _id: { $lt: entryId(before) } };
  const cursor = log.entries.find(filter, { promoteBuffers: true, batchSize: BATCH }).sort({ _id: 1 });
  try {
    while (await cursor.hasNext()) {
      for (const entry of cursor.readBufferedDocuments()) {
        const read = { sequence: sequenceOf(entry._id), text: textOf(entry), leafHash: entry.leafHash };
        if (!check.take(read)) return;
      }
      progress(check.entries);
    }
  } finally {
    await cursor.close();
  }
}

/** Entries behind the newest head, which is read again after the last entry: an append brings both at once. */
async function surplus({ entries, heads }: AuditLog): Promise<Finding | null> {
  const last = await entries
    .find({}, { projection: { _id: 1 } })
    .sort({ _id: -1 })
    .limit(1)
    .next();
  const newest = await heads.findOne({ _id: NEWEST }, { projection: { size: 1 } });
  if (!last || !newest) return null;
  // Of another type than the ids of entries, and so in none of their order.
  const strange = await entries.findOne({ _id: { $not: { $type: 'string' } } } as never, { projection: { _id: 1 } });
  if (strange) return { problem: 'SURPLUS', firstBroken: newest.size };
  const sequence = sequenceOf(last._id);
  return sequence === null || sequence >= newest.size ? { problem: 'SURPLUS', firstBroken: newest.size } : null;
}

/** Of a log that is not the one that the witness saw: the first entry after the last head on which both agree. */
async function sinceWitness(log: AuditLog, witness: Witness, found: Finding): Promise<Finding> {
  const all = await witness.all().catch(() => []);
  const check = new LogCheck(thinned(all).map(witnessMark));
  await readInto(check, log, null, () => {});
  const finding = check.end(null);
  return finding?.problem === 'WITNESS_MISMATCH' ? finding : found;
}
