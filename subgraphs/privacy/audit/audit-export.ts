import { entryId, textOf } from './audit-entry.ts';
import type { AuditEntry } from './audit-entry.record.ts';
import { NEWEST, type AuditHead } from './audit-head.record.ts';
import type { AuditStore } from './audit-log.ts';
import type { Receipt } from './witness.ts';

/**
 * The log as lines of JSON, as it stands: entries in order, each with the hash beside it; each kept head after the last entry that it
 * is over; in the end the newest head and the witness's receipt. It is not checked here: `npm run audit:verify` does that.
 */
export async function* exportedLog(
  { entries: stored, heads }: AuditStore,
  receipt: Receipt | null,
): AsyncGenerator<string> {
  const kept = await heads
    .find({ _id: { $ne: NEWEST } }, { promoteBuffers: true })
    .sort({ _id: 1 })
    .toArray();
  const newest = await heads.findOne({ _id: NEWEST }, { promoteBuffers: true });
  const filter = newest ? { _id: { $lt: entryId(newest.size) } } : {};
  const cursor = stored.find(filter, { promoteBuffers: true, batchSize: 1_000 }).sort({ _id: 1 });
  let next = 0;
  let entries = 0;
  for await (const entry of cursor) {
    yield entryLine(entry);
    entries++;
    for (; kept[next] && kept[next]!.size <= entries; next++) yield headLine(kept[next]!);
  }
  for (const head of kept.slice(next)) yield headLine(head);
  yield `${JSON.stringify({ newest: newest?.signed ?? null, receipt })}\n`;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const entryLine = (entry: AuditEntry): string =>
  `{"leafHash":"${hex(entry.leafHash)}","entry":${textOf(entry) ?? JSON.stringify(entry)}}\n`;

const headLine = ({ signed, size, frontier }: AuditHead): string =>
  `${JSON.stringify({ head: { signed, size, frontier: frontier.map(hex) } })}\n`;
