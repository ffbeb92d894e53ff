import { fork, type ChildProcess } from 'node:child_process';
import type { Order, Report } from './generator.protocol.ts';
import type { Load, LoadResult, Target } from './job.ts';

/** The load generator: a process of its own, so that its CPU is nobody else's. */
export class Generator {
  readonly #child: ChildProcess = fork(new URL('generator.main.ts', import.meta.url), { serialization: 'advanced' });

  #report: (report: Report) => void = () => undefined;

  constructor() {
    this.#child.on('message', (report: Report) => this.#report(report));
    this.#child.once('exit', () => this.#report({ failure: 'The load generator ended.' }));
  }

  /** Names whom to ask, and what; in place of what had the name before. */
  target(target: string, given: Target): void {
    this.#child.send({ target, given } satisfies Order);
  }

  /** Throws with the first wrong answer; then the load is over. One load at a time. */
  async run(load: Load): Promise<LoadResult> {
    const report = await new Promise<Report>((resolve) => {
      this.#report = resolve;
      this.#child.send({ load } satisfies Order);
    });
    if ('failure' in report) throw new Error(report.failure);
    return report.result;
  }

  stop(): void {
    this.#child.disconnect();
  }
}
