import type { AuditEvent } from './audit-event.ts';
import type { Audited } from './record-audit.ts';

const REASONS = {
  BACKUP_TAKEN: 'MAINTENANCE',
  BACKUP_DESTROYED: 'RETENTION_ENDED',
  BACKUP_RESTORED: 'BACKUP_RESTORED',
} as const satisfies Partial<Record<AuditEvent['action'], AuditEvent['reason']>>;

/** What the audit log says of a backup, which it names by its id: of nobody in particular. */
export const backupEvent = (action: keyof typeof REASONS, backupId: string): Audited => ({
  actor: 'system',
  role: 'SYSTEM',
  action,
  count: 0,
  reason: REASONS[action],
  reasonRef: backupId,
});
