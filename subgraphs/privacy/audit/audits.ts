import { setTimeout as sleep } from 'node:timers/promises';
import { AuditInclusion, type AuditProof } from './audit-inclusion.ts';
import type { AuditLog } from './audit-log.ts';
import { verifyLog, type Verification } from './audit-verification.ts';
import type { Witness } from './witness.ts';

/** What is asked takes longer than an answer may: it goes on, and asking again finds how far it is, or the answer. */
export class StillRunning extends Error {
  override name = 'StillRunning';
}

/** Less than the gateway waits. */
const PATIENCE_MS = 2_000;

/** What the privacy team asks of the audit log. */
export class Audits {
  readonly #log: AuditLog;
  readonly #witness: Witness;
  readonly #inclusion: AuditInclusion;
  #running: Promise<Verification> | null = null;
  #seen = 0;
  /** The last verification, and until when it is given again. */
  #last: { verification: Verification; until: number } | null = null;

  constructor(log: AuditLog, witness: Witness) {
    this.#log = log;
    this.#witness = witness;
    this.#inclusion = new AuditInclusion(log);
  }

  /**
   * Verifies the whole log. Whoever asks meanwhile gets the same answer; afterwards it is given again for as long as it took to make,
   * so that verifying costs at most half of the time. Throws StillRunning after two seconds.
   */
  async verify(): Promise<Verification> {
    if (this.#last && Date.now() < this.#last.until) return this.#last.verification;
    this.#running ??= this.#verify().finally(() => (this.#running = null));
    return inTime(this.#running, () => `Still verifying the audit log: ${this.#seen} entries so far.`);
  }

  /** Null when no entry has that place. Throws LogBroken, and StillRunning after two seconds. */
  prove(sequence: number): Promise<AuditProof | null> {
    return inTime(this.#inclusion.prove(sequence), () => 'Still reading the audit log.');
  }

  async #verify(): Promise<Verification> {
    const begun = Date.now();
    const verification = await verifyLog(this.#log, this.#witness, (entries) => (this.#seen = entries));
    const took = Date.now() - begun;
    this.#last = { verification, until: Date.now() + took };
    return verification;
  }
}

async function inTime<T>(work: Promise<T>, soFar: () => string): Promise<T> {
  work.catch(() => undefined);
  const waiting = new AbortController();
  const late = sleep(PATIENCE_MS, null, { signal: waiting.signal, ref: false }).then(
    () => Promise.reject(new StillRunning(`${soFar()} Ask again in a few seconds.`)),
    () => new Promise<never>(() => {}),
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    waiting.abort();
  }
}
