import { NEWEST, type AuditHead } from './audit-head.record.ts';
import type { AuditLog } from './audit-log.ts';
import { thinned, type Mark } from './log-check.ts';
import { readHead, treeUnder, type TreeHead } from './tree-head.ts';
import type { Witnessed } from './witness.ts';

/** The heads that the log keeps, with their signatures checked. */
export interface SignedHeads {
  /** Null when it is absent or was not signed. */
  newest: TreeHead | null;
  marks: Mark[];
  /** Whether one of them is not what was signed, or the newest is missing. */
  forged: boolean;
}

/** Older heads are read before the newest, so that none is over more entries than that. */
export async function signedHeads({ heads, publicKey }: AuditLog): Promise<SignedHeads> {
  const kept = await heads
    .find({ _id: { $ne: NEWEST } }, { promoteBuffers: true })
    .sort({ _id: 1 })
    .toArray();
  const newest = await heads.findOne({ _id: NEWEST }, { promoteBuffers: true });
  const read = async (head: AuditHead) => readHead(head.signed, publicKey).catch(() => null);
  const signed = newest && (await read(newest));
  const found: SignedHeads = { newest: signed, marks: [], forged: !signed };
  for (const head of [...thinned(kept), ...(newest ? [newest] : [])]) {
    const promise = head === newest ? signed : await read(head);
    const frontier = promise && treeUnder(promise, head.size, head.frontier);
    if (promise)
      found.marks.push({ size: promise.size, root: promise.root, by: 'log', frontier: frontier ?? undefined });
    if (!frontier) found.forged = true;
  }
  return found;
}

export const witnessMark = ({ taken: { size, root } }: Witnessed): Mark => ({ size, root, by: 'witness' });
