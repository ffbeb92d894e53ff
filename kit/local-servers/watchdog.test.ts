import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import { startMongod } from './mongod.process.ts';

/** A program that starts the servers, says their pids and folder, and on Ctrl-C still writes before it ends. */
const program = `
import mongoose from 'mongoose';
import { openDataFolder } from '${new URL('./data-folder.ts', import.meta.url).href}';
import { startMongod } from '${new URL('./mongod.process.ts', import.meta.url).href}';
import { startMeilisearch } from '${new URL('./meilisearch.process.ts', import.meta.url).href}';
const folder = await openDataFolder(process.env.DATA_DIR || null);
const options = { dataDir: null, folder, env: process.env, log() {} };
const [mongo, meili] = await Promise.all([startMongod(options), startMeilisearch(options)]);
const client = await new mongoose.mongo.MongoClient(mongo.uri).connect();
process.on('SIGINT', () => setTimeout(async () => {
  await client.db('market').collection('notes').insertOne({ text: 'last words' });
  console.log(JSON.stringify({ flushed: true }));
  process.exit();
}, 300));
console.log(JSON.stringify({ pids: [mongo.pid, meili.pid, folder.watchdog.pid], path: folder.path }));`;

interface Started {
  child: ChildProcess;
  pids: number[];
  path: string;
  nextLine: () => Promise<unknown>;
}

async function startProgram(dataDir: string): Promise<Started> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
    detached: true,
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<unknown> => JSON.parse((await lines.next()).value ?? 'null');
  return { child, nextLine, ...((await nextLine()) as { pids: number[]; path: string }) };
}

/** Those of the processes that still run; one that has ended and only waits to be collected does not. */
async function running(pids: number[]): Promise<number[]> {
  const states = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => stateOf(pid))));
  return pids.filter((_, index) => !/\) [ZX] |^gone/.test(states[index] ?? ''));
}

function stateOf(pid: number): string {
  try {
    process.kill(pid, 0);
    return 'runs';
  } catch {
    return 'gone';
  }
}

async function untilGone(pids: number[]): Promise<void> {
  for (let tries = 0; tries < 100 && (await running(pids)).length; tries++) await sleep(50);
  expect(await running(pids)).toEqual([]);
}

describe('when the process that started the servers', () => {
  let dataDir: string;
  beforeAll(async () => void (dataDir = await mkdtemp(join(tmpdir(), 'watched-servers-'))));
  afterAll(() => rm(dataDir, { recursive: true }));

  it('is killed with -9, they end, and their throw-away data go', async () => {
    const { child, pids, path } = await startProgram('');
    expect(await running(pids)).toEqual(pids);
    child.kill('SIGKILL');
    await untilGone(pids);
    expect(existsSync(path)).toBe(false);
  });

  it('gets Ctrl-C, they wait for its last words; its stale lock is taken over', async () => {
    const { child, pids, nextLine } = await startProgram(dataDir);
    process.kill(-child.pid!, 'SIGINT');
    expect(await nextLine()).toEqual({ flushed: true });
    if (child.exitCode === null) await once(child, 'exit');
    expect(existsSync(join(dataDir, 'lock'))).toBe(true);
    const mongo = await startMongod({ dataDir, env: process.env, log: () => undefined });
    await untilGone(pids);
    const client = new mongoose.mongo.MongoClient(mongo.uri);
    expect(await client.db('market').collection('notes').countDocuments({ text: 'last words' })).toBe(1);
    await client.close();
    await mongo.stop();
  });
});
