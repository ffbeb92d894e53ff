import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { assetPath } from '../../kit/assets/asset-path.ts';
import type { Environment } from '../../kit/config/config.ts';
import { cpuMs } from './process-meter.ts';

export interface GatewayOptions {
  mongoUri: string;
  /** Settings that name the data keys of people. */
  keys: Environment;
  engine: { url: string; masterKey: string };
  /** Where the built directory lies, such as `dist`. */
  built: string;
  /** Further arguments of Node, such as `--cpu-prof`. */
  nodeArguments?: string[];
  /** Further settings. */
  settings?: Environment;
}

/** The directory as `npm start` runs it, on servers that run already: one process whose CPU and memory are its own. */
export interface GatewayProcess {
  /** `http://127.0.0.1:<port>`. */
  origin: string;
  pid: number;
  stop(): Promise<void>;
}

/** The arguments of Node in the start script: the bench runs what `npm start` runs. */
function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(assetPath(import.meta.url, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  const usual = scripts.start.replaceAll(/\$\{\w+:-(\d+)\}/g, '$1');
  return usual.split(' ').filter((word) => word.startsWith('--'));
}

const STARTED = /GraphQL\s+(http:\/\/[^\s/]+)\/graphql/;

export async function startGateway(options: GatewayOptions): Promise<GatewayProcess> {
  const { mongoUri, keys, engine, built, nodeArguments = [], settings = {} } = options;
  const child = spawn(process.execPath, [...startArguments(), ...nodeArguments, `${built}/main.js`], {
    env: {
      ...keys,
      PATH: process.env['PATH'],
      PORT: '0',
      MONGODB_URI: mongoUri,
      MEILI_URL: engine.url,
      MEILI_MASTER_KEY: engine.masterKey,
      SEED_COMPANIES: '0',
      SEED_PRODUCTS: '0',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const origin = await addressOf(child);
  return {
    origin,
    pid: child.pid!,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.stdout!.setEncoding('utf8').on('data', (chunk: string) => {
      const origin = STARTED.exec((said += chunk))?.[1];
      if (origin) resolve(origin);
    });
    child.once('exit', () => reject(new Error(`Expected the directory to start, but it ended and said:\n${said}`)));
  });
}

/** Waits until a process has nothing left to do: what it loads in the background is loaded. */
export async function untilIdle(pid: number): Promise<void> {
  for (let quiet = 0; quiet < 3;) {
    const before = cpuMs(pid);
    await sleep(1_000);
    quiet = cpuMs(pid) - before < 100 ? quiet + 1 : 0;
  }
}
