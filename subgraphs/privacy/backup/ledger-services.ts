import type { Connection } from 'mongoose';
import { Restores } from '../../../kit/backup/restores.ts';
import type { Log } from '../../../kit/log/log.ts';
import { AppliedTombstones } from '../../../kit/tombstone-ledger/applied-tombstones.ts';
import { CatchUp, type Replay } from '../../../kit/tombstone-ledger/catch-up.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { BackupExpiry } from './backup-expiry.ts';
import type { ErasurePlace } from './erasure-place.setting.ts';

export interface LedgerParts extends ErasurePlace {
  connection: Connection;
  events: Connection;
  replay?: Replay | undefined;
  log: Log;
  now?: (() => Date) | undefined;
}

const nobodyReplays: Replay = async (entries) => {
  throw new Error(`Expected somebody who erases again, got nobody, and ${entries.length} erasures to be repeated.`);
};

/** What remembers erasures outside the databases, and holds restored ones back until they are up with it. */
export function ledgerServices(parts: LedgerParts) {
  const { connection, events, ledger, backups, replay = nobodyReplays, log, now = () => new Date() } = parts;
  const applied = new AppliedTombstones(connection);
  const restores = new Restores(connection);
  const told = (count: number) =>
    recordAudit(events, {
      actor: 'system',
      role: 'SYSTEM',
      action: 'ERASURES_REPLAYED',
      count,
      reason: 'BACKUP_RESTORED',
    });
  return {
    ledger,
    applied,
    restores,
    catchUp: new CatchUp({ ledger, applied, restores, replay, told, log, now }),
    backupExpiries: backups ? [new BackupExpiry({ backups, events, now, log })] : [],
  };
}
