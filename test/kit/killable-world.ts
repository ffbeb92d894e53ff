import 'reflect-metadata';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDataFolder } from '../../kit/local-servers/data-folder.ts';
import type { LocalServers } from '../../kit/local-servers/local-servers.ts';
import { startMeilisearch } from '../../kit/local-servers/meilisearch.process.ts';
import { startMongod } from '../../kit/local-servers/mongod.process.ts';
import { storedFaults } from '../privacy/privacy-check.ts';
import { client } from './client.ts';
import { startFourProcesses, type FourProcesses, type FourProcessesParts } from './four-processes.ts';
import { startTestKeys } from './keyring.ts';
import { until, type World } from './world.ts';

/** What can be ended on the spot: a process of the directory, or a server that it stands on. */
export const KILLABLE = ['privacy', 'member', 'catalog', 'gateway', 'mongod', 'meilisearch'] as const;
export type Killable = (typeof KILLABLE)[number];

/** A directory in four processes, of which each, and each server, can be killed and started again where it was. */
export interface KillableWorld extends World {
  running: FourProcesses;
  /** The folder in which a server has its files. */
  files(server: 'mongod' | 'meilisearch'): string;
  /** kill -9, of all of these at one moment. */
  kill(...which: Killable[]): Promise<void>;
  /** Starts them again; resolves when the directory is ready. */
  again(...which: Killable[]): Promise<void>;
}

/** Ends a server as nobody asked it to, and waits until it is gone. */
async function killed(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  const runs = (): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  while (runs()) await sleep(5);
}

type More = Pick<FourProcessesParts, 'toMember' | 'purgeHours'>;

export async function killableWorld(more: More = {}): Promise<KillableWorld> {
  const folder = await openDataFolder(null);
  const { MONGODB_URI: _, MEILI_URL: __, ...env } = process.env;
  const options = { dataDir: null, env, log: () => undefined, folder };
  const starts = { mongod: () => startMongod(options), meilisearch: () => startMeilisearch(options) };
  const servers: LocalServers = {
    mongo: await starts.mongod(),
    meili: await starts.meilisearch(),
    async stop() {
      await Promise.all([servers.mongo.stop(), servers.meili.stop()]);
      await folder.close();
    },
  };
  const keys = await startTestKeys();
  const running = await startFourProcesses({ servers, keys, development: false, imagePlace: null, ...more });
  const anyone = client(running.address);
  const ask: World['ask'] = (query, variables, headers) => anyone.ask(query, variables, headers);
  const mailbox: World['mailbox'] = async (to) =>
    (await running.mailbox()).filter((mail) => to === undefined || mail.to === to);
  const signedIn: World['signedIn'] = async (login, password) => {
    const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { accessToken } } }';
    const { data, errors } = await ask(query, { input: { login, password } });
    if (!data?.signIn?.accessToken) throw new Error(`Expected a session, got ${JSON.stringify(data ?? errors)}.`);
    return { authorization: `Bearer ${data.signIn.accessToken}` };
  };
  const kill = {
    mongod: () => killed(servers.mongo.pid!),
    meilisearch: () => killed(servers.meili.pid!),
  };
  const { address, sessions, mailPort } = running;
  await until(() => running.ready(), 120_000);
  return {
    ask,
    servers,
    keys,
    address,
    sessions,
    mailPort,
    mailbox,
    signedIn,
    running,
    files: (server) => join(folder.path, server),
    get logged() {
      return running.logged();
    },
    as: (accessToken) => ({
      ask: (query, variables, headers) => ask(query, variables, { authorization: `Bearer ${accessToken}`, ...headers }),
    }),
    async kill(...which) {
      await Promise.all(
        which.map((one) => (one === 'mongod' || one === 'meilisearch' ? kill[one]() : running.kill(one))),
      );
    },
    async again(...which) {
      if (which.includes('mongod')) servers.mongo = await starts.mongod();
      if (which.includes('meilisearch')) servers.meili = await starts.meilisearch();
      for (const one of which) if (one !== 'mongod' && one !== 'meilisearch') running.again(one);
      await until(() => running.ready(), 120_000);
    },
    async stop() {
      await running.stop();
      const faults = await storedFaults(servers.mongo.uri);
      await servers.stop();
      await keys.close();
      if (faults.length > 0) throw new Error(`Stored in this world:\n${faults.join('\n')}`);
    },
  };
}
