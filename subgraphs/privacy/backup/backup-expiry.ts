import type { Connection } from 'mongoose';
import type { BackupRegister } from '../../../kit/backup/backup-register.ts';
import type { Log } from '../../../kit/log/log.ts';
import { Sweep } from '../../../kit/work/sweep.ts';
import { backupEvent } from '../../../schema/events/backup-event.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';

export interface BackupExpiryParts {
  backups: BackupRegister;
  events: Connection;
  now: () => Date;
  log: Log;
}

const EVERY_MS = 3_600_000;

/** Ends, once an hour, backups whose time is over: the key first, then the file; the audit log says which. */
export class BackupExpiry extends Sweep {
  readonly #parts: BackupExpiryParts;

  constructor(parts: BackupExpiryParts) {
    super({ what: 'expiry of backups', everyMs: EVERY_MS, log: parts.log });
    this.#parts = parts;
  }

  async run(): Promise<void> {
    const { backups, events, now } = this.#parts;
    await backups.expire(now(), ({ id }) => recordAudit(events, backupEvent('BACKUP_DESTROYED', id)));
  }

  /** A process that lives for less than an hour ends them, too. */
  override start(): void {
    void this.attempt(() => this.run());
    super.start();
  }
}
