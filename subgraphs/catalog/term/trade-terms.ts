import type { Model } from 'mongoose';
import { shippedTerms, type TradeTerm } from './shipped-terms.ts';
import type { TradeTermRecord } from './trade-term.record.ts';

/** How long a change may take to be seen after the instant that it names: its transaction, and clocks that differ. */
const OVERLAP_MS = 600_000;
const EVERY_MS = 2_000;

export type TermsChanged = (changed: readonly TradeTerm[]) => void;

/**
 * The trade terms that count, in memory: those that are shipped, and those that staff accepted. Every process follows the stored ones, and
 * knows a verdict after two seconds, the one that took it at once.
 */
export class TradeTerms {
  readonly #terms: Model<TradeTermRecord>;
  readonly #accepted = new Map<string, TradeTerm>();
  readonly #listeners: TermsChanged[] = [];
  #all = shippedTerms;
  #seen = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(terms: Model<TradeTermRecord>) {
    this.#terms = terms;
  }

  /** The same list until something changes. */
  all(): readonly TradeTerm[] {
    return this.#all;
  }

  /** Told of each term that came to count or ceased to, after `all` follows it. */
  onChange(listener: TermsChanged): void {
    this.#listeners.push(listener);
  }

  /** Reads now what changed since it was read last. */
  async refresh(): Promise<void> {
    const since = { changedAt: { $gt: new Date(Math.max(0, this.#seen - OVERLAP_MS)) } };
    const only = this.#seen === 0 ? { state: 'ACCEPTED' as const } : { state: { $in: ['ACCEPTED', 'WITHDRAWN'] } };
    const found = await this.#terms.find({ ...since, ...only } as never).lean<TradeTermRecord[]>();
    const changed = found.filter((term) => this.#follow(term)).map(termOf);
    for (const { changedAt } of found) this.#seen = Math.max(this.#seen, changedAt.getTime());
    if (changed.length === 0) return;
    this.#all = [...shippedTerms, ...this.#accepted.values()];
    for (const listener of this.#listeners) listener(changed);
  }

  start(): void {
    this.#timer = setInterval(() => void this.refresh().catch(() => undefined), EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Whether it counts now and did not, or the other way round. */
  #follow(term: TradeTermRecord): boolean {
    if (term.state !== 'ACCEPTED') return this.#accepted.delete(term._id);
    if (this.#accepted.has(term._id)) return false;
    this.#accepted.set(term._id, termOf(term));
    return true;
  }
}

const termOf = ({ _id, tr, zh, en }: TradeTermRecord): TradeTerm => ({ id: _id, tr, zh, en });
