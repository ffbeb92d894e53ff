import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Child {
  process: ChildProcess;
  /** All that it said so far. */
  said(): string;
  /** Its exit code; null when it was killed. */
  ended: Promise<number | null>;
  /** Kills it on the spot. */
  kill(): Promise<void>;
}

/** Runs a main of the repository, named by its path from the root, as a process of its own. */
export function startChild(main: string, env: NodeJS.ProcessEnv, args: string[] = []): Child {
  const path = fileURLToPath(new URL(`../../${main}`, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    process: child,
    said: () => said,
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
