import { Frontier } from '../../kit/merkle/frontier.ts';
import { entryId, entryOf } from '../../subgraphs/privacy/audit/audit-entry.ts';
import type { AuditLog } from '../../subgraphs/privacy/audit/audit-log.ts';
import { AUDIT_ACTIONS, AUDIT_REASONS, type AuditEvent } from '../../schema/events/audit-event.ts';
import { keyPair, logIdOf, signHead } from '../../subgraphs/privacy/audit/tree-head.ts';
import type { Say } from '../deployment/deployment.ts';

const BATCH = 1_000;

const eventAt = (number: number): AuditEvent => ({
  _id: number.toString(16).padStart(24, '0'),
  at: new Date(1_700_000_000_000 + number),
  actor: number % 3 === 0 ? 'system' : (number % 97).toString(16).padStart(24, 'a'),
  role: number % 3 === 0 ? 'SYSTEM' : 'PRIVACY_OFFICER',
  action: AUDIT_ACTIONS[number % AUDIT_ACTIONS.length]!,
  subjectRef: `01J${String(number % 50_000).padStart(23, '0')}`,
  record: 'companies',
  count: number % 7,
  reason: AUDIT_REASONS[number % AUDIT_REASONS.length]!,
  reasonRef: null,
  requestId: '0b9a4c1e-58b6-4d7b-9a55-0c2f4f3d2b1a',
});

/** Writes a log of so many entries as appending a thousand at a time would leave it, without going through the outbox. */
export async function fillLog(log: AuditLog, auditKey: string, entries: number, say: Say): Promise<void> {
  const { privateKey, publicKey } = keyPair(auditKey);
  const frontier = new Frontier();
  for (let size = 0; size < entries;) {
    const batch = Array.from({ length: Math.min(BATCH, entries - size) }, (__, index) =>
      entryOf(eventAt(size + index), size + index),
    );
    for (const { leafHash } of batch) frontier.append(leafHash);
    size += batch.length;
    const at = new Date();
    const root = frontier.root().toString('hex');
    const signed = await signHead({ log: logIdOf(publicKey), size, root, time: at.toISOString() }, privateKey);
    const head = { size, frontier: [...frontier.nodes], signed, at, batch: size / BATCH, landmark: true };
    await log.entries.insertMany(batch, { ordered: false });
    await log.heads.insertOne({ _id: entryId(size), ...head });
    await log.heads.replaceOne({ _id: 'newest' }, { ...head, landmark: false }, { upsert: true });
    if (size % 100_000 === 0) say(`  ${size.toLocaleString('en')} entries written`);
  }
}
