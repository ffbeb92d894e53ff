import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { DATABASES } from './databases.ts';
import { readConfig } from './kit/config/config.ts';
import { text } from './kit/config/setting.ts';
import { onMongod } from './kit/local-servers/on-mongod.ts';
import { dryRun } from './kit/migration/dry-run.ts';
import { migrate } from './kit/migration/migrate.ts';
import { connect } from './kit/mongo/connect.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const stopped = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => stopped.abort(new Error(`${signal}: stopped. The next run goes on from here.`)));
}

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean' }, expand: { type: 'boolean' } } });
  const { DATA_DIR } = readConfig({ DATA_DIR: text(500, '.data') }, process.env);
  const { 'dry-run': dry = false, expand = false } = values;
  await onMongod({ dataDir: DATA_DIR, env: process.env, log: say }, (uri) => migrateAll(uri, { dry, expand }));
}

async function migrateAll(mongoUri: string, { dry, expand }: { dry: boolean; expand: boolean }): Promise<void> {
  const [first] = connect(mongoUri, ['member']);
  try {
    await first.asPromise();
    let behind = 0;
    for (const database of DATABASES) {
      const connection = first.useDb(database.name, { useCache: true });
      behind += dry
        ? await dryRun(connection, database, say)
        : await migrate(connection, database, { say, signal: stopped.signal, expandOnly: expand });
    }
    if (behind === 0) say('Nothing to do: every collection holds what is declared.');
  } finally {
    await first.close();
  }
}

await run().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
