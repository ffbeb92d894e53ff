import { setTimeout as sleep } from 'node:timers/promises';
import { faultOf } from '../../../kit/log/fault.ts';
import type { Log } from '../../../kit/log/log.ts';
import type { ChangeFeed } from '../../../kit/mongo/change-feed.ts';
import { auditEventRecord } from '../../../schema/events/audit-event.ts';
import type { AuditAnchor } from './audit-anchor.ts';
import type { AuditLog } from './audit-log.ts';

export interface AuditIntakeParts {
  log: AuditLog;
  anchor: AuditAnchor;
  /** Changes of the events database. */
  feed: ChangeFeed;
  /** Where to say that it pauses. */
  journal: Log;
}

const MOST_CHANGES = 1_000;
/** Under one head. */
const MOST_TAKEN = 1_000;
const LONGEST_REST_MS = 5_000;
const PAUSE_MS = 1_000;
/** So long events are gathered after some were taken in: each head is signed, witnessed and read again, however few entries are new under it. */
const GATHERED_MS = 500;

/**
 * Keeps the outbox empty: takes events into the log when some come, at most twice a second, and every five seconds whatever the change stream says; hands
 * new heads to the witness. What is not taken in yet waits in the outbox, so that no position has to be remembered.
 */
export class AuditIntake {
  readonly #parts: AuditIntakeParts;
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(parts: AuditIntakeParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      try {
        await this.#follow();
      } catch (error) {
        if (this.#isStopped) return;
        this.#parts.journal.warn('audit intake pauses', faultOf(error));
        await this.#rest(PAUSE_MS);
      }
    }
  }

  async #follow(): Promise<void> {
    const { feed } = this.#parts;
    const reader = feed.open([auditEventRecord.collection], await feed.position());
    try {
      for (let rested = LONGEST_REST_MS; !this.#isStopped;) {
        const begun = Date.now();
        if (rested >= LONGEST_REST_MS) {
          await this.#takeIn();
          rested = 0;
          await this.#rest(GATHERED_MS);
        }
        const changes = await reader.next(MOST_CHANGES);
        rested = changes.length > 0 ? LONGEST_REST_MS : rested + Date.now() - begun;
      }
    } finally {
      await reader.close();
    }
  }

  get #isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #rest(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }

  async #takeIn(): Promise<void> {
    const { log, anchor } = this.#parts;
    // What came meanwhile is told by the change stream.
    while (!this.#isStopped && (await log.append(MOST_TAKEN)) === MOST_TAKEN);
    await anchor.advance();
  }
}
