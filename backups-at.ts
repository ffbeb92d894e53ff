import { DATABASES } from './databases.ts';
import { BackupKeys } from './kit/backup/backup-keys.ts';
import { backupPlace } from './kit/backup/backup-place.ts';
import { Backups } from './kit/backup/backups.ts';
import { RESTORE_DATABASE } from './kit/backup/restore.record.ts';
import { Restores } from './kit/backup/restores.ts';
import { readConfig, type Environment } from './kit/config/config.ts';
import { text } from './kit/config/setting.ts';
import { onMongod } from './kit/local-servers/on-mongod.ts';
import { connect } from './kit/mongo/connect.ts';

/** What must not come back: what is on its way to people, and who was signed in. */
const WITHOUT: ReadonlySet<string> = new Set([
  ...['mails', 'pushes', 'sessions', 'proofs', 'signInAttempts', 'allowances'].map((name) => `member.${name}`),
  ...['mails', 'allowances'].map((name) => `privacy.${name}`),
]);

/** Does something with the backups of the deployment that an environment names. */
export async function onBackups(
  env: Environment,
  say: (line: string) => void,
  act: (backups: Backups, restores: Restores) => Promise<void>,
): Promise<void> {
  const { DATA_DIR } = readConfig({ DATA_DIR: text(500, '.data') }, env);
  const { folder, keysFolder, key } = await backupPlace(env, DATA_DIR);
  await onMongod({ dataDir: DATA_DIR, env, log: say }, async (uri) => {
    const [connection] = connect(uri, ['member']);
    try {
      await connection.asPromise();
      const [client, keys] = [connection.getClient(), new BackupKeys(keysFolder, key)];
      const databases = DATABASES.map(({ name }) => name).filter((name) => name !== RESTORE_DATABASE);
      await act(new Backups({ client, folder, keys, databases, without: WITHOUT }), new Restores(connection));
    } finally {
      await connection.close();
    }
  });
}
