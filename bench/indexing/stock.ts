import { setTimeout as sleep } from 'node:timers/promises';
import { Meilisearch } from 'meilisearch';
import { Pool } from 'undici';
import { connect } from '../../kit/mongo/connect.ts';
import { createLog } from '../../kit/log/log.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import { catalogStores } from '../../subgraphs/catalog/catalog.ts';
import type { Say } from '../deployment/deployment.ts';
import { bytesOf } from './index-size.ts';
import { BATCH, freshEngine, type IndexCost } from './whole-path.ts';

/** The same documents in the same batches, ready made, handed to an engine that has its stock settings. */
export async function stock(mongoUri: string, keyring: Keyring, say: Say): Promise<IndexCost> {
  const engine = await freshEngine();
  try {
    const batches = await documents(mongoUri, engine, keyring, say);
    const begun = performance.now();
    await feed(engine, batches);
    return { seconds: (performance.now() - begun) / 1_000, bytes: await bytesOf(engine) };
  } finally {
    await engine.stop();
  }
}

async function documents(
  mongoUri: string,
  engine: { url: string; masterKey: string },
  keyring: Keyring,
  say: Say,
): Promise<string[]> {
  const [catalog] = connect(mongoUri, ['catalog']);
  await catalog.asPromise();
  const stores = catalogStores({ connection: catalog, engine, keyring, log: createLog('bench', say, 'warn') });
  const batches: string[] = [];
  for await (const batch of stores.writers[0]!.source.all(BATCH)) batches.push(JSON.stringify(batch));
  await stores.engine.close();
  await catalog.close();
  return batches;
}

async function feed({ url, masterKey }: { url: string; masterKey: string }, batches: string[]): Promise<void> {
  const pool = new Pool(url);
  const headers = { authorization: `Bearer ${masterKey}`, 'content-type': 'application/json' };
  for (const body of batches) {
    const answer = await pool.request({
      method: 'POST',
      path: '/indexes/stock/documents?primaryKey=id',
      headers,
      body,
    });
    await answer.body.dump();
  }
  await pool.close();
  const { tasks } = new Meilisearch({ host: url, apiKey: masterKey });
  while ((await tasks.getTasks({ statuses: ['enqueued', 'processing'], limit: 1 })).total > 0) await sleep(50);
  const failed = await tasks.getTasks({ statuses: ['failed'], limit: 1 });
  if (failed.total > 0) throw new Error(`Expected no failed task, got: ${failed.results[0]!.error?.message}`);
}
