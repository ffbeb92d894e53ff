import { startMeilisearch } from '../../kit/local-servers/meilisearch.process.ts';
import { Engine } from '../../subgraphs/catalog/engine/engine.ts';
import { IndexTasks } from '../../subgraphs/catalog/indexing/index-tasks.ts';

/** An engine of its own with nothing else in it, gone when it is closed. */
export interface ThrowawayEngine {
  engine: Engine;
  tasks: IndexTasks;
  /** Hands documents over, and answers when all are searchable. */
  fill: (index: string, documents: Iterable<object>) => Promise<void>;
  close(): Promise<void>;
}

/** Small enough for long documents: the engine takes 100 MB at once. */
const BATCH = 250;

export async function throwawayEngine(env: NodeJS.ProcessEnv): Promise<ThrowawayEngine> {
  const server = await startMeilisearch({
    dataDir: null,
    env: { ...env, MEILI_URL: undefined, MEILI_MASTER_KEY: undefined },
    log: () => undefined,
  });
  const engine = new Engine(server.url, server.masterKey);
  const tasks = new IndexTasks(engine);
  return {
    engine,
    tasks,
    async fill(index, documents) {
      const handed: Promise<void>[] = [];
      for (const batch of batches(documents)) handed.push(tasks.done(await engine.put(index, batch)));
      await Promise.all(handed);
    },
    async close() {
      await engine.close();
      await server.stop();
    },
  };
}

function* batches(documents: Iterable<object>): Generator<object[]> {
  let batch: object[] = [];
  for (const document of documents) {
    if (batch.push(document) < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
