import type { Model } from 'mongoose';
import type { SponsorshipRecord } from './sponsorship.record.ts';

/** How often each process looks what was set and ended by others. */
const EVERY_MS = 1_000;
/** What begins until then is known in advance, so that it begins on time. */
const AHEAD_MS = 60_000;
const MOST = 10_000;

type Kept = Pick<SponsorshipRecord, 'productId' | 'from' | 'until'>;

/**
 * Which products are sponsored, in memory, for each search: what runs, and what begins within a minute, at most the 10,000 that began first. It
 * follows the database every second; when that does not answer, what was known stays, and still begins and ends by the clock.
 */
export class Sponsorships {
  readonly #model: Model<SponsorshipRecord>;
  #known: readonly Kept[] = [];
  #active: ReadonlySet<string> = new Set();
  /** Within which the set of active ones holds: from the latest beginning or end until the next. */
  #holds = { from: 0, until: 0 };
  #timer: NodeJS.Timeout | undefined;
  /** Readings begun, and the latest of them that was taken: one that began earlier and comes later is older. */
  #begun = 0;
  #taken = 0;

  constructor(model: Model<SponsorshipRecord>) {
    this.#model = model;
  }

  /** Ids of the products that are sponsored at that moment. The same set until something begins or ends. */
  activeIds(now: Date): ReadonlySet<string> {
    const at = now.getTime();
    if (at < this.#holds.from || at >= this.#holds.until) this.#look(at);
    return this.#active;
  }

  /** Reads them now. */
  async refresh(now = new Date()): Promise<void> {
    const reading = ++this.#begun;
    const soon = new Date(now.getTime() + AHEAD_MS);
    const known = await this.#model
      .find({ state: 'SET', from: { $lte: soon }, until: { $gt: now } } as never, { productId: 1, from: 1, until: 1 })
      .sort({ from: 1 })
      .limit(MOST)
      .lean<Kept[]>();
    if (reading < this.#taken) return;
    this.#taken = reading;
    this.#known = known;
    this.#holds = { from: 0, until: 0 };
  }

  async start(): Promise<void> {
    await this.refresh();
    this.#timer = setInterval(() => void this.refresh().catch(() => undefined), EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(at: number): void {
    const turns = this.#known.flatMap(({ from, until }) => [from.getTime(), until.getTime()]);
    this.#holds = {
      from: Math.max(0, ...turns.filter((turn) => turn <= at)),
      until: Math.min(Infinity, ...turns.filter((turn) => turn > at)),
    };
    const running = this.#known.filter(({ from, until }) => from.getTime() <= at && at < until.getTime());
    const active = new Set(running.map(({ productId }) => productId));
    const isSame = active.size === this.#active.size && [...active].every((id) => this.#active.has(id));
    if (!isSame) this.#active = active;
  }
}
