import { parseArgs } from 'node:util';
import { ConfigError, readConfig, type Environment } from '../../../kit/config/config.ts';
import { text } from '../../../kit/config/setting.ts';
import { reachLocalServers } from '../../../kit/local-servers/running-servers.ts';
import { createLog } from '../../../kit/log/log.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { checkKeysKnown } from '../../../kit/record/keys-known.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { withLocalKeys } from '../../../kit/subject-keys/local-keys.ts';
import { openKeyringFrom } from '../../../kit/subject-keys/open-keyring.ts';
import { keyringShape } from '../../../kit/subject-keys/setting.ts';
import { CATALOG_RECORDS, catalogStores } from '../catalog.ts';
import type { IndexWriter } from './index-writer.ts';

export interface SearchCommand extends Pick<ReturnType<typeof catalogStores>, 'engine' | 'states' | 'feed'> {
  /** Those of the indexes that were named; all when none was. */
  writers: IndexWriter[];
  repair: boolean;
  say: (line: string) => void;
}

/**
 * Runs a command about the search indexes, against the deployment that the environment names (MONGODB_URI, MEILI_URL,
 * MEILI_MASTER_KEY, SUBJECT_KEYS, WRAPPING_KEYS), else on the local servers of DATA_DIR, beside the directory that runs them, or started by it. `run` answers with the exit code.
 */
export async function runSearchCommand(
  run: (command: SearchCommand) => Promise<number>,
  env: Environment,
): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  try {
    process.exitCode = await onServers(run, env, say);
  } catch (error) {
    const lines = error instanceof ConfigError ? error.mistakes : [(error as Error).message];
    for (const line of lines) process.stderr.write(`${line}\n`);
    process.exitCode = 2;
  }
}

async function onServers(
  run: (command: SearchCommand) => Promise<number>,
  env: Environment,
  say: (line: string) => void,
): Promise<number> {
  const { values, positionals } = parseArgs({ options: { repair: { type: 'boolean' } }, allowPositionals: true });
  const { DATA_DIR } = readConfig({ DATA_DIR: text(500, '.data') }, env);
  const config = readConfig(keyringShape, withLocalKeys(env, DATA_DIR));
  const servers = await reachLocalServers({ dataDir: DATA_DIR, env, log: say });
  const [connection] = connect(servers.mongo.uri, ['catalog']);
  try {
    await connection.asPromise();
    await ensureCollections(connection, CATALOG_RECORDS);
    const { keyring, close } = await openKeyringFrom(config, { dataUri: servers.mongo.uri });
    const log = createLog('search', (line) => void process.stderr.write(line), 'warn');
    const stores = catalogStores({ connection, engine: servers.meili, keyring, log });
    try {
      await checkKeysKnown(connection, CATALOG_RECORDS, keyring);
      await stores.tradeTerms.refresh();
      const writers = named(stores.writers, positionals);
      return await run({ ...stores, writers, repair: values.repair ?? false, say });
    } finally {
      await stores.engine.close();
      await close();
    }
  } finally {
    await connection.close();
    await servers.stop();
  }
}

function named(writers: readonly IndexWriter[], names: readonly string[]): IndexWriter[] {
  const known = writers.map(({ source }) => source.name as string);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`Expected names of indexes (${known.join(', ')}), got "${unknown}".`);
  return writers.filter(({ source }) => names.length === 0 || names.includes(source.name));
}
