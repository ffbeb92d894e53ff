import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';

/**
 * A small process of its own session that outlives this one, however it ends (Ctrl-C, a crash, `kill -9`): when the pipe between
 * them closes, it stops the servers it guards and removes the folders it was given. So nothing here needs a signal handler.
 */
export interface Watchdog {
  readonly pid: number;
  guard(server: number): void;
  forget(server: number): void;
  /** Removes the folder when this process ends or closes the watchdog. */
  removeAtEnd(folder: string): void;
  /** Resolves when all is stopped and removed. */
  close(): Promise<void>;
}

/** Servers get this long to write down what they hold, then they are killed. */
const graceMilliseconds = 8_000;

/**
 * Handed to `node --eval`, since it must run alike from sources, from tests and from the build. Each line it reads is a JSON pair:
 * what to do, and with what. Where nobody collects orphans (a container without an init), one that has ended stays as a zombie: it
 * counts as gone.
 */
const program = `
const { readFileSync, rmSync } = require('node:fs');
const servers = new Set(), folders = new Set();
const orders = { guard: (pid) => servers.add(pid), forget: (pid) => servers.delete(pid), remove: (path) => folders.add(path) };
const ended = (pid) => { try { return /\\) [ZX] /.test(readFileSync('/proc/' + pid + '/stat', 'utf8')); } catch { return false; } };
const signal = (pid, name) => { try { process.kill(pid, name); } catch { servers.delete(pid); } if (ended(pid)) servers.delete(pid); };
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => {});
process.stdin.setEncoding('utf8');
let text = '';
process.stdin.on('data', (chunk) => {
  const lines = (text + chunk).split('\\n');
  text = lines.pop();
  for (const [order, what] of lines.map((line) => JSON.parse(line))) orders[order](what);
});
process.stdin.on('close', async () => {
  for (const pid of servers) signal(pid, folders.size ? 'SIGKILL' : 'SIGTERM');
  const end = Date.now() + ${graceMilliseconds};
  while (servers.size && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    for (const pid of servers) signal(pid, 0);
  }
  for (const pid of servers) signal(pid, 'SIGKILL');
  for (const path of folders) rmSync(path, { recursive: true, force: true, maxRetries: 10 });
  process.exit();
});`;

export function startWatchdog(): Watchdog {
  const child = spawn(process.execPath, ['--eval', program], {
    cwd: '/',
    detached: true,
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
  });
  if (child.pid === undefined)
    throw new Error(`Expected to start a watchdog with ${process.execPath}, it did not start.`);
  const gone = once(child, 'exit').catch(() => undefined);
  const pipe = child.stdin as Socket;
  // A watchdog that was killed guards nothing any more; the servers are still stopped in the normal way.
  pipe.on('error', () => undefined);
  child.unref();
  pipe.unref();
  const order = (what: 'guard' | 'forget' | 'remove', subject: number | string): void => {
    pipe.write(`${JSON.stringify([what, subject])}\n`);
  };
  return {
    pid: child.pid,
    guard: (server) => order('guard', server),
    forget: (server) => order('forget', server),
    removeAtEnd: (folder) => order('remove', folder),
    async close() {
      child.ref();
      pipe.end();
      await gone;
    },
  };
}
