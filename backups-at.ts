import { DATABASES } from './databases.ts';
import { BackupKeys } from './kit/backup/backup-keys.ts';
import { backupPlace } from './kit/backup/backup-place.ts';
import { BackupRegister } from './kit/backup/backup-register.ts';
import { Backups } from './kit/backup/backups.ts';
import { RESTORE_DATABASE } from './kit/backup/restore.record.ts';
import { Restores } from './kit/backup/restores.ts';
import { readConfig, type Environment } from './kit/config/config.ts';
import { text } from './kit/config/setting.ts';
import { onMongod } from './kit/local-servers/on-mongod.ts';
import { connect } from './kit/mongo/connect.ts';
import { ensureCollections } from './kit/record/record.ts';
import { auditEventRecord } from './schema/events/audit-event.ts';
import { backupEvent } from './schema/events/backup-event.ts';
import { recordAudit } from './schema/events/record-audit.ts';

/** What must not come back: what is on its way to people, who was signed in, and how far others had followed what then was. */
const WITHOUT: ReadonlySet<string> = new Set([
  ...['mails', 'pushes', 'sessions', 'proofs', 'signInAttempts', 'allowances'].map((name) => `member.${name}`),
  ...['mails', 'allowances'].map((name) => `privacy.${name}`),
  ...['indexStates', 'eventPositions'].map((name) => `catalog.${name}`),
]);

/** The backups of a deployment, and what stands beside them. */
export interface BackupsAt {
  backups: Backups;
  register: BackupRegister;
  restores: Restores;
  /** Says in the audit log what was done; nobody in particular is meant. */
  audited: (action: 'BACKUP_TAKEN' | 'BACKUP_DESTROYED' | 'BACKUP_RESTORED', backupId: string) => Promise<void>;
}

/** Does something with the backups of the deployment that an environment names; `to`: the folder where one is to lie. */
export async function onBackups(
  { env, to, say }: { env: Environment; to?: string | undefined; say: (line: string) => void },
  act: (at: BackupsAt) => Promise<void>,
): Promise<void> {
  const { DATA_DIR } = readConfig({ DATA_DIR: text(500, '.data') }, env);
  const { folder, keysFolder, key } = await backupPlace({ ...env, ...(to && { BACKUP_DIR: to }) }, DATA_DIR);
  await onMongod({ dataDir: DATA_DIR, env, log: say }, async (uri) => {
    const [connection, events] = connect(uri, ['member', 'events']);
    try {
      await connection.asPromise();
      const [client, keys] = [connection.getClient(), new BackupKeys(keysFolder, key)];
      const databases = DATABASES.map(({ name }) => name).filter((name) => name !== RESTORE_DATABASE);
      const register = new BackupRegister(keysFolder);
      await act({
        backups: new Backups({ client, folder, keys, register, databases, without: WITHOUT }),
        register,
        restores: new Restores(connection),
        audited: async (action, backupId) => {
          await ensureCollections(events, [auditEventRecord]);
          await recordAudit(events, backupEvent(action, backupId));
        },
      });
    } finally {
      await connection.close();
    }
  });
}
