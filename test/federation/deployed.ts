import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);
const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  scripts: Record<string, string>;
};

/** A script of package.json as npm runs it in a container: by a shell, from compiled code, in production. */
export class Deployed {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  #said = '';

  constructor(script: string, env: Record<string, string>) {
    const { PATH } = process.env;
    this.child = spawn('/bin/sh', ['-c', scripts[script]!], {
      cwd: root,
      env: { PATH, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout!, this.child.stderr!]) stream.on('data', (text) => (this.#said += text));
    this.ended = once(this.child, 'exit').then(([code]) => code as number | null);
  }

  said = (): string => this.#said;

  /** Sends a signal; answers the exit code, null when the signal ended it. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }
}
