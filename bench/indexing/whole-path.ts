import { connect } from '../../kit/mongo/connect.ts';
import { startMeilisearch } from '../../kit/local-servers/meilisearch.process.ts';
import { createLog } from '../../kit/log/log.ts';
import { modelOf } from '../../kit/record/record.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import { catalogStores } from '../../subgraphs/catalog/catalog.ts';
import { indexStateRecord } from '../../subgraphs/catalog/indexing/index-state.record.ts';
import { rebuildIndex } from '../../subgraphs/catalog/indexing/index-rebuild.ts';
import type { Say } from '../deployment/deployment.ts';
import { bytesOf } from './index-size.ts';

/** What it took to make an index. */
export interface IndexCost {
  seconds: number;
  bytes: number;
}

/** As many documents as the catalog sends at once. */
export const BATCH = 5_000;

/** An engine of its own, thrown away: nothing else is in it. */
export const freshEngine = () =>
  startMeilisearch({
    dataDir: null,
    env: { ...process.env, MEILI_URL: undefined, MEILI_MASTER_KEY: undefined },
    log: () => undefined,
  });

/** The catalog's own rebuild of the product index, from MongoDB until the pointer is moved. Its pointer is one of the bench's own. */
export async function wholePath(mongoUri: string, keyring: Keyring, say: Say): Promise<IndexCost> {
  const engine = await freshEngine();
  const [catalog, bench] = connect(mongoUri, ['catalog', 'bench']);
  try {
    await catalog.asPromise();
    const log = createLog('bench', say, 'warn');
    const stores = catalogStores({ connection: catalog, engine, keyring, log });
    const begun = performance.now();
    await rebuildIndex({ ...stores, states: modelOf(bench, indexStateRecord), writer: stores.writers[0]! });
    const seconds = (performance.now() - begun) / 1_000;
    await stores.engine.close();
    return { seconds, bytes: await bytesOf(engine) };
  } finally {
    await bench.dropDatabase();
    await catalog.close();
    await engine.stop();
  }
}
