import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataFolder } from './data-folder.ts';
import type { Environment } from './server.options.ts';

export interface ServerCommand {
  name: string;
  binary: string;
  args: string[];
  /** All that the server sees of an environment; nothing of ours is handed down. */
  env: Environment;
  /** Asked every 20 ms, until the server answers as it should. */
  ready: () => Promise<boolean>;
}

/** The server ended, or did not answer in time. The message carries the end of its log. */
export class ServerStartError extends Error {
  override name = 'ServerStartError';
}

const startMilliseconds = 60_000;
const stopMilliseconds = 10_000;

/**
 * A server of this process: in a session of its own, so that Ctrl-C reaches it only after the program had its say, and guarded by
 * the folder's watchdog. It writes its log to `<name>.log` in its place; the log of the run before is overwritten.
 */
export class ServerProcess {
  readonly pid: number;
  private readonly child: ChildProcess;
  private ended = false;
  private readonly end: Promise<unknown>;
  private readonly command: ServerCommand;
  private readonly folder: DataFolder;
  private readonly log: string;

  private constructor(child: ChildProcess & { pid: number }, command: ServerCommand, folder: DataFolder, log: string) {
    this.pid = child.pid;
    this.child = child;
    this.command = command;
    this.folder = folder;
    this.log = log;
    folder.watchdog.guard(child.pid);
    this.end = once(child, 'exit').then(() => {
      this.ended = true;
      folder.watchdog.forget(child.pid);
    });
    child.unref();
  }

  /** Resolves when the server is ready. Throws ServerStartError when it ends before, or takes more than a minute. */
  static async start(command: ServerCommand, folder: DataFolder): Promise<ServerProcess> {
    const server = await ServerProcess.spawn(command, folder);
    try {
      await server.untilReady();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  private static async spawn(command: ServerCommand, folder: DataFolder): Promise<ServerProcess> {
    const place = await folder.place(command.name);
    const log = join(place, `${command.name}.log`);
    const output = await open(log, 'w', 0o600);
    try {
      const child = spawn(command.binary, command.args, {
        cwd: place,
        detached: true,
        env: { ...command.env },
        stdio: ['ignore', output.fd, output.fd],
        windowsHide: true,
      });
      if (child.pid === undefined) {
        const [error] = (await once(child, 'error')) as [Error];
        throw new ServerStartError(`${command.name} could not be started: ${error.message}`);
      }
      return new ServerProcess(child as ChildProcess & { pid: number }, command, folder, log);
    } finally {
      await output.close();
    }
  }

  private async untilReady(): Promise<void> {
    const end = Date.now() + startMilliseconds;
    while (!(await this.command.ready())) {
      if (this.ended) throw await this.failure('ended while it started');
      if (Date.now() > end) throw await this.failure(`did not answer within ${startMilliseconds / 1_000} s`);
      await sleep(20);
    }
  }

  /** Lets a kept server write down what it holds; one whose data are thrown away is killed. */
  async stop(): Promise<void> {
    this.child.kill(this.folder.kept ? 'SIGTERM' : 'SIGKILL');
    const late = setTimeout(() => this.child.kill('SIGKILL'), stopMilliseconds);
    await this.end;
    clearTimeout(late);
  }

  private async failure(what: string): Promise<ServerStartError> {
    const lines = (await readFile(this.log, 'utf8').catch(() => '')).trim().split('\n').slice(-8);
    return new ServerStartError(`${this.command.name} ${what}. The end of ${this.log}:\n${lines.join('\n')}`);
  }
}
