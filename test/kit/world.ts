import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDirectory, type Directory } from '../../directory.ts';
import { startLocalServers, type LocalServers } from '../../kit/local-servers/local-servers.ts';
import { createLog } from '../../kit/log/log.ts';
import { seedWhenEmpty } from '../../seed/seed-when-empty.ts';
import { client, type Client } from './client.ts';
import { startTestKeys, type TestKeys } from './keyring.ts';
import { indexedFaults, storedFaults } from '../privacy/privacy-check.ts';
import { sessionPair, type SessionPair } from './session-pair.ts';

export interface WorldOptions {
  companies?: number;
  products?: number;
  development?: boolean;
}

/** A directory of its own on real servers with throw-away data, for one test file. */
export interface World extends Client {
  directory: Directory;
  servers: LocalServers;
  /** The data keys of whoever is stored. */
  keys: TestKeys;
  /** `http://127.0.0.1:<port>`. */
  address: string;
  /** Opens sessions that this directory takes. */
  sessions: SessionPair;
  /** What the processes logged so far. */
  logged: string[];
  /** Ends it, and throws when something was stored that nothing declares. */
  stop(): Promise<void>;
}

/** Starts one, seeded; small unless asked otherwise. */
export async function startWorld({
  companies = 40,
  products = 600,
  development = true,
}: WorldOptions = {}): Promise<World> {
  const servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  const keys = await startTestKeys();
  const logged: string[] = [];
  const sessions = sessionPair();
  const directory = await startDirectory({
    mongoUri: servers.mongo.uri,
    dataDir: null,
    keyring: keys.keyring,
    engine: servers.meili,
    log: createLog('test', (line) => void logged.push(line)),
    policy: { controller: 'Test Directory', controllerAddress: '1 Test Street', contact: 'privacy@directory.example' },
    sessionKey: sessions.privateKey,
    mail: { smtp: 'smtp://127.0.0.1:1', from: 'directory@directory.example', publicUrl: 'https://directory.example' },
    corsOrigins: ['https://app.example'],
    development,
  });
  if (products > 0) {
    const size = { companies, products };
    await seedWhenEmpty({ mongoUri: servers.mongo.uri, size, keyring: keys.keyring, say: () => undefined });
  }
  const address = await directory.server.listen(0, '127.0.0.1');
  const world: World = {
    ...client(address),
    directory,
    servers,
    keys,
    address,
    sessions,
    logged,
    async stop() {
      await directory.stop();
      const looked = Promise.all([storedFaults(servers.mongo.uri), indexedFaults(servers.meili)]);
      const faults = await looked.then(
        (found) => found.flat(),
        (error: Error) => [`Not looked at: ${error.message}`],
      );
      await servers.stop();
      await keys.close();
      if (faults.length > 0) throw new Error(`Stored in this world:\n${faults.join('\n')}`);
    },
  };
  await until(async () => (await directory.ready()) && (await counted(world)) === products, 60_000);
  return world;
}

async function counted(api: Client): Promise<number> {
  const { data } = await api.ask<{ searchProducts: { totalCount: { value: number } } | null }>(
    `query Counted${Date.now()} { searchProducts(first: 1) { totalCount { value } } }`,
  );
  return data?.searchProducts?.totalCount.value ?? -1;
}

/** Waits until something holds; fails with what was waited for. */
export async function until(holds: () => Promise<boolean> | boolean, withinMs = 10_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Expected within ${withinMs} ms: ${holds.toString()}`);
    await sleep(50);
  }
}
