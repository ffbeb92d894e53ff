import type { Connection, mongo } from 'mongoose';
import { modelOf } from '../record/record.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { allowanceRecord, WINDOW_SECONDS } from './allowance.record.ts';

const DUPLICATE = 11_000;

/** What may be done so many times an hour, counted for all processes together. */
export class Allowances {
  readonly #counts: mongo.Collection<{ _id: string; count: number }>;
  readonly #keyring: Keyring;

  constructor(connection: Connection, keyring: Keyring) {
    this.#counts = modelOf(connection, allowanceRecord).collection as never;
    this.#keyring = keyring;
  }

  /** Counts one more of a kind for somebody; answers whether it is among the first `most` within the hour. */
  async take(kind: string, whom: string, most: number, now: Date): Promise<boolean> {
    return (await this.count(kind, whom, now)) <= most;
  }

  /** Counts one more of a kind for somebody; answers how many there were within the hour. */
  async count(kind: string, whom: string, now: Date): Promise<number> {
    const [token] = await this.#keyring.tokensOf(`allowances.${kind}`, whom);
    const _id = token!.toString('hex');
    const options = { upsert: true, returnDocument: 'after' } as const;
    const counted = await this.#counts.findOneAndUpdate({ _id }, step(now), options).catch((error: unknown) => {
      // Two that were first at once: now it is there.
      if ((error as { code?: unknown }).code !== DUPLICATE) throw error;
      return this.#counts.findOneAndUpdate({ _id }, step(now), options);
    });
    return counted!.count;
  }
}

/** One more within the hour; the first of a new one when it is over. */
function step(now: Date): mongo.Document[] {
  const counts = { $gt: ['$since', new Date(now.getTime() - WINDOW_SECONDS * 1_000)] };
  return [
    { $set: { count: { $cond: [counts, { $add: ['$count', 1] }, 1] }, since: { $cond: [counts, '$since', now] } } },
  ];
}
