import type { Model } from 'mongoose';
import { unavailable } from '../../../kit/graphql/refusal.ts';
import type { IndexState } from './index-state.record.ts';
import type { IndexSource } from './index-source.ts';

type IndexName = IndexSource['name'];

/** Which generation of each index answers searches; follows the stored pointer. */
export class Generations {
  readonly #states: Model<IndexState>;
  readonly #live = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(states: Model<IndexState>) {
    this.#states = states;
  }

  /** The index to ask. Refuses while no generation was ever finished. */
  live(name: IndexName): string {
    const live = this.#live.get(name);
    if (live) return live;
    throw unavailable(
      'The search index is being built for the first time; product and company pages work. Try again in a few seconds.',
    );
  }

  has(name: IndexName): boolean {
    return this.#live.has(name);
  }

  /** Reads the pointers now. Told of a change by the change stream, and every second as a net under it. */
  async refresh(): Promise<void> {
    for (const { _id, live } of await this.#states.find({}, { live: 1 }).lean()) if (live) this.#live.set(_id, live);
  }

  start(): void {
    this.#timer = setInterval(() => void this.refresh().catch(() => undefined), 1_000).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
