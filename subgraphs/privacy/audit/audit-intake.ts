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
const LONGEST_REST_MS = 5_000;
const PAUSE_MS = 1_000;

/**
 * Keeps the outbox empty: takes events into the log whenever some come, and every five seconds whatever the change stream says; hands
 * new heads to the witness. What is not taken in yet waits in the outbox, so that no position has to be remembered.
 */
export class AuditIntake {
  readonly #parts: AuditIntakeParts;
  #stopped = false;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: AuditIntakeParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      try {
        await this.#follow();
      } catch (error) {
        if (this.#stopped) return;
        this.#parts.journal.warn('audit intake pauses', faultOf(error));
        await sleep(PAUSE_MS);
      }
    }
  }

  async #follow(): Promise<void> {
    const { feed } = this.#parts;
    const reader = feed.open([auditEventRecord.collection], await feed.position());
    try {
      for (let rested = LONGEST_REST_MS; !this.#stopped;) {
        const begun = Date.now();
        if (rested >= LONGEST_REST_MS) {
          await this.#takeIn();
          rested = 0;
        }
        const changes = await reader.next(MOST_CHANGES);
        rested = changes.length > 0 ? LONGEST_REST_MS : rested + Date.now() - begun;
      }
    } finally {
      await reader.close();
    }
  }

  async #takeIn(): Promise<void> {
    const { log, anchor } = this.#parts;
    while (!this.#stopped && (await log.append()) > 0);
    await anchor.advance();
  }
}
