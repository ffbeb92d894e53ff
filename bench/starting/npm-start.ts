import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { descendants, lives } from './process-tree.ts';

const SEARCH = '{ searchProducts(query: "vana", first: 5) { edges { node { name company { name } } } } }';
const PATIENCE_MS = 300_000;

/** `npm start`, as a user runs it in a terminal. */
export class NpmStart {
  readonly #child: ChildProcess;
  readonly #origin: string;

  constructor(dataDir: string, port: number) {
    this.#origin = `http://127.0.0.1:${port}`;
    this.#child = spawn('npm', ['start'], {
      // A process group of its own, which Ctrl-C reaches whole, as in a terminal.
      detached: true,
      env: { ...process.env, DATA_DIR: dataDir, PORT: String(port) },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  }

  /** Resolves with the first search that finds something. */
  async untilAnswered(): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while (!(await this.#finds())) {
      if (Date.now() > end || this.#child.exitCode !== null)
        throw new Error(
          `Expected \`npm start\` to answer a search at ${this.#origin} within five minutes, it did not.`,
        );
      await sleep(20);
    }
  }

  /** Presses Ctrl-C; resolves when none of its processes is left. */
  async interrupt(): Promise<void> {
    const family = [this.#child.pid!, ...descendants(this.#child.pid!)];
    process.kill(-this.#child.pid!, 'SIGINT');
    await untilGone(family);
  }

  /** Kills the directory itself, without a word; resolves when none of its processes is left. */
  async kill(): Promise<void> {
    if (!lives(this.#child.pid!)) return;
    const family = [this.#child.pid!, ...descendants(this.#child.pid!)];
    process.kill(-this.#child.pid!, 'SIGKILL');
    await untilGone(family);
  }

  #finds(): Promise<boolean> {
    return fetch(`${this.#origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: SEARCH }),
    }).then(
      async (answer) => (await answer.text()).includes('"node":{'),
      () => false,
    );
  }
}

async function untilGone(pids: readonly number[]): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  for (let left = pids.filter(lives); left.length > 0; left = left.filter(lives)) {
    if (Date.now() > end) throw new Error(`Expected no process to be left, but ${left.join(', ')} still run.`);
    await sleep(20);
  }
}
