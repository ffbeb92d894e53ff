import { randomUUID } from 'node:crypto';
import type { Model } from 'mongoose';
import type { IndexState } from './index-state.record.ts';

const LEASE_MS = 10_000;
const RENEWED_MS = 2_000;

/** The state of an index before anything was built. */
export async function ensureIndexState(states: Model<IndexState>, name: string): Promise<void> {
  const unbuilt = {
    live: '',
    building: null,
    buildingUntil: null,
    resumeToken: null,
    leaseOwner: null,
    leaseUntil: null,
    swappedAt: null,
    documents: 0,
  };
  await states.updateOne({ _id: name }, { $setOnInsert: unbuilt }, { upsert: true });
}

/**
 * The right to write to the live generation of an index. One holds it at a time; it runs out by itself when its holder is killed,
 * and a holder that could not renew it in time knows that by its own clock, before anybody else can have it.
 */
export class IndexLease {
  readonly owner = randomUUID();
  readonly #states: Model<IndexState>;
  readonly #name: string;
  #until = 0;
  #live = '';

  constructor(states: Model<IndexState>, name: string) {
    this.#states = states;
    this.#name = name;
  }

  get held(): boolean {
    return Date.now() < this.#until;
  }

  /** The live generation, as of the last renewal. */
  get live(): string {
    return this.#live;
  }

  /** Takes or renews it; false when another holds it. */
  async take(): Promise<boolean> {
    if (await this.#renew()) return true;
    await ensureIndexState(this.#states, this.#name);
    return this.#renew();
  }

  /** Renews it every other second until the answer is called. */
  keep(): () => void {
    const timer = setInterval(() => void this.#renew().catch(() => undefined), RENEWED_MS);
    return () => clearInterval(timer);
  }

  /** Gives it back, so that another need not wait for it to run out. */
  async release(): Promise<void> {
    this.#until = 0;
    await this.#states.updateOne(
      { _id: this.#name, leaseOwner: this.owner },
      { $set: { leaseOwner: null, leaseUntil: null } },
    );
  }

  async #renew(): Promise<boolean> {
    const now = Date.now();
    const state = await this.#states
      .findOneAndUpdate(
        {
          _id: this.#name,
          $or: [{ leaseOwner: this.owner }, { leaseOwner: null }, { leaseUntil: { $lt: new Date(now) } }],
        },
        { $set: { leaseOwner: this.owner, leaseUntil: new Date(now + LEASE_MS) } },
        { projection: { live: 1 } },
      )
      .lean();
    this.#until = state ? now + LEASE_MS - RENEWED_MS : 0;
    if (state) this.#live = state.live;
    return state !== null;
  }
}
