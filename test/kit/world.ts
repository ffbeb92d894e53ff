import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { startLocalServers, type LocalServers } from '../../kit/local-servers/local-servers.ts';
import type { CaughtMail } from '../../kit/mail/mail-catcher.ts';
import type { ObjectPlace } from '../../kit/object-store/object-store.ts';
import { seedWhenEmpty } from '../../seed/seed-when-empty.ts';
import { indexedFaults, storedFaults } from '../privacy/privacy-check.ts';
import { client, type Client } from './client.ts';
import { startFourProcesses } from './four-processes.ts';
import { startTestKeys, type TestKeys } from './keyring.ts';
import { startOneProcess } from './one-process.ts';
import type { SessionPair } from './session-pair.ts';
import type { RunningShape } from './world.shape.ts';

export interface WorldOptions {
  companies?: number;
  products?: number;
  development?: boolean;
  /** One process, or four over HTTP on what `npm run build` made; what the environment says in `WORLD` when absent. */
  shape?: WorldShape;
  /** The bucket where its pictures are kept; in MongoDB when absent. */
  imagePlace?: ObjectPlace;
  /** Of processes of their own: what Node.js is told before it runs them. */
  nodeOptions?: string;
  /** How long erasures wait for the search indexes to be built anew; as long as everywhere when absent. */
  purgeHours?: number;
}
type WorldShape = 'one process' | 'processes';

/** A directory of its own on real servers with throw-away data, for one test file. */
export interface World extends Client {
  servers: LocalServers;
  /** The data keys of whoever is stored. */
  keys: TestKeys;
  /** `http://127.0.0.1:<port>`. */
  address: string;
  /** Opens sessions that this directory takes. */
  sessions: SessionPair;
  /** The port of 127.0.0.1 at which mail comes in for buyers and suppliers. */
  mailPort: number;
  /** What the processes logged so far. */
  readonly logged: string[];
  /** The mails that were sent so far, the newest last; with an address: those to it. */
  mailbox(to?: string): Promise<readonly CaughtMail[]>;
  /** Signs somebody in; answers the headers of what they ask from then on. */
  signedIn(login: string, password: string): Promise<{ authorization: string }>;
  /** Asks as whoever an access token is of. */
  as(accessToken: string): Client;
  /** Ends it, and throws when something was stored that nothing declares. */
  stop(): Promise<void>;
}

const SHAPE: WorldShape = process.env['WORLD'] === 'processes' ? 'processes' : 'one process';
const SIGN_IN = `mutation SignIn($input: SignInInput!) {
  signIn(input: $input) { __typename ... on Session { accessToken } ... on Problem { message } }
}`;

/** Starts one, seeded; small unless asked otherwise. */
export async function startWorld({
  companies = 40,
  products = 600,
  development = true,
  shape = SHAPE,
  imagePlace,
  nodeOptions,
  purgeHours,
}: WorldOptions = {}): Promise<World> {
  const servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  const keys = await startTestKeys();
  const start = shape === 'processes' ? startFourProcesses : startOneProcess;
  const running = await start({ servers, keys, development, imagePlace: imagePlace ?? null, nodeOptions, purgeHours });
  if (products > 0) {
    const size = { companies, products };
    await seedWhenEmpty({ mongoUri: servers.mongo.uri, size, keyring: keys.keyring, say: () => undefined });
  }
  const world = worldOver(running, { servers, keys });
  await until(async () => (await running.ready()) && (await counted(world)) === products, 60_000);
  return world;
}

/** A directory that runs, as a world; whatever it stands on ends with it. */
export function worldOver(running: RunningShape, { servers, keys }: Pick<World, 'servers' | 'keys'>): World {
  const { address, sessions, mailPort } = running;
  const anyone = client(address);
  return {
    ...anyone,
    servers,
    keys,
    address,
    sessions,
    mailPort,
    get logged() {
      return running.logged();
    },
    async mailbox(to) {
      const mails = await running.mailbox();
      return to === undefined ? mails : mails.filter((mail) => mail.to === to);
    },
    async signedIn(login, password) {
      const { data, errors } = await anyone.ask(SIGN_IN, { input: { login, password } });
      const token = data?.signIn?.accessToken;
      if (!token) throw new Error(`Expected a session for ${login}, got ${JSON.stringify(data ?? errors)}.`);
      return { authorization: `Bearer ${token}` };
    },
    as: (accessToken) => ({
      ask: (query, variables, headers) =>
        anyone.ask(query, variables, { authorization: `Bearer ${accessToken}`, ...headers }),
    }),
    async stop() {
      await running.stop();
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
