import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '../../../kit/viewer/client.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { Allowance, AttemptCounts } from './attempt-counts.ts';

/** Somebody tries to sign in. */
export interface Attempt {
  /** What was typed, in the form in which logins are compared. */
  login: string;
  client: Client;
  /** Whether the account that the login leads to was signed in to from this network by this device before. */
  isKnownPlace: boolean;
}

/** An attempt that may be made. Decide it, or it counts as under way for half a minute. */
export interface Permit {
  failed(): Promise<void>;
  /** `proven`: every proof that the account asks for was given. */
  passed(proven: boolean): Promise<void>;
}

const HOUR_MS = 3_600_000;
const QUARTER_MS = HOUR_MS / 4;
/** So long an attempt waits for others of the same kind to be decided. */
const PATIENCE_MS = 8_000;
/** One of this process that is decided wakes the next; others are looked at so often. */
const LOOK_AGAIN_MS = 250;

/** Failures without a wait, and the time for which they count. */
const LIMITS = {
  /** One login from one address. */
  loginAtAddress: { free: 5, windowMs: HOUR_MS, forgiving: true },
  /** One login from wherever it was never used. */
  login: { free: 50, windowMs: HOUR_MS, forgiving: false },
  /** One address, whatever is tried there: many people may stand behind it. */
  address: { free: 100, windowMs: QUARTER_MS, forgiving: false },
  /** One network: what moves from address to address. */
  network: { free: 1_000, windowMs: QUARTER_MS, forgiving: false },
  /** One login where its owner is known: nobody elsewhere can use it up. */
  knownPlace: { free: 10, windowMs: HOUR_MS, forgiving: true },
} as const;

/**
 * Slows guessing down, and keeps nobody out for good: waits grow from half a minute to a quarter of an hour, and whoever signs in from where
 * the account is known has an allowance of their own. Logins that nobody has count like others.
 */
export class Throttle {
  readonly #counts: AttemptCounts;
  readonly #keyring: Keyring;
  readonly #waiting: (() => void)[] = [];

  constructor(counts: AttemptCounts, keyring: Keyring) {
    this.#counts = counts;
    this.#keyring = keyring;
  }

  /** Counts an attempt before it is made. A number: it may not be made for so many seconds. */
  async enter(attempt: Attempt): Promise<Permit | number> {
    const allowances = await this.#allowancesOf(attempt);
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const waitMs = await this.#ask(allowances);
      if (waitMs === 0) return this.#permit(allowances);
      if (waitMs !== BUSY) return Math.ceil(waitMs / 1_000);
      if (Date.now() > end) return 1;
      await this.#turn();
    }
  }

  /** Zero: all grant it. Else none keeps it, and the longest wait is answered, or that others are under way. */
  async #ask(allowances: readonly Allowance[]): Promise<number> {
    const verdicts = await Promise.all(allowances.map((allowance) => this.#counts.ask(allowance)));
    if (verdicts.every(({ kind }) => kind === 'granted')) return 0;
    const granted = allowances.filter((_, index) => verdicts[index]!.kind === 'granted');
    await this.#counts.passed(granted, false);
    const waits = verdicts.map((verdict) => (verdict.kind === 'wait' ? verdict.ms : BUSY));
    return Math.max(...waits);
  }

  #permit(allowances: readonly Allowance[]): Permit {
    return {
      failed: () => this.#decided(this.#counts.failed(allowances)),
      passed: (proven) => this.#decided(this.#counts.passed(allowances, proven)),
    };
  }

  async #decided(written: Promise<void>): Promise<void> {
    await written;
    this.#waiting.shift()?.();
  }

  /** Until one of this process is decided, or the time has come to look for those of others. */
  async #turn(): Promise<void> {
    const woken = new AbortController();
    const wake = () => woken.abort();
    this.#waiting.push(wake);
    const pause = LOOK_AGAIN_MS * (0.8 + Math.random() * 0.4);
    await sleep(pause, undefined, { signal: woken.signal }).catch(() => undefined);
    const at = this.#waiting.indexOf(wake);
    if (at >= 0) this.#waiting.splice(at, 1);
  }

  async #allowancesOf({ login, client, isKnownPlace }: Attempt): Promise<Allowance[]> {
    const { network, device, addressKey } = client;
    const parts: [keyof typeof LIMITS, ...string[]][] = isKnownPlace
      ? [['knownPlace', login, network, device]]
      : [
          ['loginAtAddress', login, addressKey],
          ['login', login],
          ['address', addressKey],
          ['network', network],
        ];
    return Promise.all(
      parts.map(async ([limit, ...of]) => {
        const [token] = await this.#keyring.tokensOf(`attempts.${limit}`, of.join('\n'));
        return { id: token!.toString('hex'), ...LIMITS[limit] };
      }),
    );
  }
}

const BUSY = -1;
