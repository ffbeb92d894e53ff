import { randomUUID } from 'node:crypto';
import type { Connection, mongo } from 'mongoose';
import { modelOf } from '../../../kit/record/record.ts';
import { alertStateRecord, type AlertState } from './alert-state.record.ts';

const LEASE_MS = 20_000;
/** It is given up by this process’s own clock before anybody else can have it. */
const MARGIN_MS = 4_000;
const NAME = 'products';

/** The right to hold products against searches, and how far that has come. It runs out by itself when its holder is killed. */
export class AlertLease {
  readonly #states: mongo.Collection<AlertState>;
  readonly #owner = randomUUID();
  #until = 0;

  constructor(connection: Connection) {
    this.#states = modelOf(connection, alertStateRecord).collection as never;
  }

  get held(): boolean {
    return Date.now() < this.#until;
  }

  /** Whether half of it is over, so that it is time to renew it. */
  get isAgeing(): boolean {
    return Date.now() > this.#until + MARGIN_MS - LEASE_MS / 2;
  }

  /** Takes or renews it; null when another holds it. */
  async take(): Promise<AlertState | null> {
    const now = Date.now();
    const unbegun = { resumeToken: null, begunAt: null, leaseOwner: null, leaseUntil: null };
    await this.#states.updateOne({ _id: NAME }, { $setOnInsert: unbegun }, { upsert: true });
    const free = [{ leaseOwner: this.#owner }, { leaseOwner: null }, { leaseUntil: { $lt: new Date(now) } }];
    const state = await this.#states.findOneAndUpdate(
      { _id: NAME, $or: free },
      { $set: { leaseOwner: this.#owner, leaseUntil: new Date(now + LEASE_MS) } },
      { returnDocument: 'after' },
    );
    this.#until = state ? now + LEASE_MS - MARGIN_MS : 0;
    return state;
  }

  /** Stores how far its holder has come, and renews it. */
  async store(resumeToken: string | null, begunAt?: Date): Promise<void> {
    const now = Date.now();
    const { matchedCount } = await this.#states.updateOne(
      { _id: NAME, leaseOwner: this.#owner },
      { $set: { resumeToken, ...(begunAt && { begunAt }), leaseUntil: new Date(now + LEASE_MS) } },
    );
    this.#until = matchedCount > 0 ? now + LEASE_MS - MARGIN_MS : 0;
  }

  /** Gives it back, so that another need not wait for it to run out. */
  async release(): Promise<void> {
    this.#until = 0;
    await this.#states.updateOne(
      { _id: NAME, leaseOwner: this.#owner },
      { $set: { leaseOwner: null, leaseUntil: null } },
    );
  }
}
