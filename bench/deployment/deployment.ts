import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../../kit/config/config.ts';
import { startLocalServers, type LocalServers } from '../../kit/local-servers/local-servers.ts';
import { seedWhenEmpty } from '../../seed/seed-when-empty.ts';
import { openBenchKeys, type BenchKeys } from './bench-keys.ts';
import { startGateway, untilIdle, type GatewayProcess } from './gateway-process.ts';

export type Say = (line: string) => void;

export interface DeploymentOptions {
  /** Where the data are kept between runs; null: thrown away. */
  dataDir: string | null;
  products: number;
  companies: number;
  built: string;
  /** MB of heap for the directory instead of what `npm start` gives it: a million products need more. */
  heap?: number | null;
  say: Say;
}

/** Real servers with an invented market of a given size, and directories on them. */
export interface Deployment {
  servers: LocalServers;
  keys: BenchKeys;
  /** Starts a directory that keeps no answers, unless settings say otherwise, and waits until it has indexed everything and rests. `engineUrl`: a way to the engine other than its own. */
  start(options?: { engineUrl?: string; nodeArguments?: string[]; settings?: Environment }): Promise<GatewayProcess>;
  stop(): Promise<void>;
}

export async function openDeployment({
  dataDir,
  products,
  companies,
  built,
  heap,
  say,
}: DeploymentOptions): Promise<Deployment> {
  const servers = await startLocalServers({ dataDir, env: process.env, log: say });
  const keys = await openBenchKeys(dataDir, servers.mongo.uri);
  const { keyring } = keys;
  if (products > 0) await seedWhenEmpty({ mongoUri: servers.mongo.uri, size: { companies, products }, keyring, say });
  return {
    servers,
    keys,
    async start({ engineUrl, nodeArguments = [], settings } = {}) {
      const engine = { ...servers.meili, ...(engineUrl && { url: engineUrl }) };
      const gateway = await startGateway({
        mongoUri: servers.mongo.uri,
        keys: keys.env,
        engine,
        built,
        nodeArguments: [...(heap ? [`--max-old-space-size=${heap}`] : []), ...nodeArguments],
        settings: { ANSWERS_KEPT_MB: '0', ...settings },
      });
      await untilFound(gateway.origin, 'searchProducts', products, say);
      await untilFound(gateway.origin, 'searchCompanies', companies, say);
      for (const pid of [servers.meili.pid!, gateway.pid]) await untilIdle(pid);
      return gateway;
    },
    async stop() {
      await servers.stop();
      await keys.close();
    },
  };
}

/** Waits until a search of everything finds so many. */
async function untilFound(
  origin: string,
  root: 'searchProducts' | 'searchCompanies',
  count: number,
  say: Say,
): Promise<void> {
  for (let round = 0; ; round++) {
    // Another page size each time: no answer that was kept.
    const query = `{ ${root}(first: ${1 + (round % 100)}) { totalCount { value } } }`;
    const answer = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data } = (await answer.json()) as { data?: Record<string, { totalCount: { value: number } } | null> };
    const found = data?.[root]?.totalCount.value ?? 0;
    if (found >= count) return;
    if (round % 20 === 0) say(`  ${root} finds ${found} of ${count} …`);
    await sleep(500);
  }
}
