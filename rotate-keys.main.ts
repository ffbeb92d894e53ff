import 'reflect-metadata';
import { DATABASES } from './databases.ts';
import { readConfig } from './kit/config/config.ts';
import { text } from './kit/config/setting.ts';
import { onMongod } from './kit/local-servers/on-mongod.ts';
import { connect } from './kit/mongo/connect.ts';
import { ensureCollections } from './kit/record/record.ts';
import { Records } from './kit/record/records.ts';
import { withLocalKeys } from './kit/subject-keys/local-keys.ts';
import { openKeyringFrom, type OpenKeyring } from './kit/subject-keys/open-keyring.ts';
import { rotate } from './kit/subject-keys/rotation.ts';
import { keyringShape } from './kit/subject-keys/setting.ts';
import { auditEventRecord } from './schema/events/audit-event.ts';
import { recordAudit } from './schema/events/record-audit.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const stopped = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => stopped.abort(new Error(`${signal}: stopped. The next run goes on from here.`)));
}

/** That the keys of everybody were wrapped anew is an act on personal data: it is in the audit log. */
async function audited(mongoUri: string): Promise<void> {
  const [events] = connect(mongoUri, ['events']);
  try {
    await events.asPromise();
    await ensureCollections(events, [auditEventRecord]);
    const act = { actor: 'system', role: 'SYSTEM', action: 'KEYS_ROTATED', count: 0, reason: 'KEY_ROTATION' } as const;
    await recordAudit(events, act);
  } finally {
    await events.close();
  }
}

/** Writes the tokens of every look-up anew; a record that cannot be opened is said, and does not keep the old keys alive. */
async function retoken(mongoUri: string, { keyring }: OpenKeyring): Promise<void> {
  const [first] = connect(mongoUri, ['member']);
  try {
    await first.asPromise();
    for (const { name, records } of DATABASES) {
      const connection = first.useDb(name, { useCache: true });
      for (const declaration of records) {
        const { changed, failures } = await new Records(connection, declaration, keyring).retoken();
        if (changed > 0) say(`${name}.${declaration.collection}: ${changed} records are found by new tokens`);
        for (const { message } of failures) say(`Not found by its value any more: ${message}`);
      }
    }
  } finally {
    await first.close();
  }
}

async function run(): Promise<void> {
  const { DATA_DIR } = readConfig({ DATA_DIR: text(500, '.data') }, process.env);
  await onMongod({ dataDir: DATA_DIR, env: process.env, log: say }, async (uri) => {
    const config = readConfig(keyringShape, withLocalKeys(process.env, DATA_DIR));
    const opened = await openKeyringFrom(config, { dataUri: uri });
    const { store, wrapping, close } = opened;
    try {
      await rotate({ store, wrapping, retoken: () => retoken(uri, opened), say, signal: stopped.signal });
      await audited(uri);
    } finally {
      await close();
    }
  });
}

await run().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
