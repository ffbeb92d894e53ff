import type { ClientSession, Connection, mongo } from 'mongoose';
import type { Log } from '../../../kit/log/log.ts';
import { modelOf } from '../../../kit/record/record.ts';
import { LeasedWork, type LeasedWorkParts } from '../../../kit/work/leased-work.ts';
import { productReinstatementRecord } from '../../../schema/events/product-reinstatement.record.ts';
import type { ProductModeration } from './product-moderation.ts';

export interface ReinstatementsParts {
  connection: Connection;
  events: Connection;
  moderation: ProductModeration;
  log: Log;
}

/** Shows products again about which an appeal was granted: what was asked for is done and taken away in one transaction. */
export class Reinstatements {
  readonly #parts: ReinstatementsParts;
  readonly #work: LeasedWork;
  readonly #asked: mongo.Collection;

  constructor(parts: ReinstatementsParts) {
    this.#parts = parts;
    this.#asked = modelOf(parts.events, productReinstatementRecord).collection;
    this.#work = new LeasedWork({
      kind: 'product reinstatement',
      collection: this.#asked as unknown as LeasedWorkParts['collection'],
      run: (id) => this.#reinstate(id),
      log: parts.log,
    });
  }

  start(): void {
    this.#work.start();
  }

  stop(): Promise<void> {
    return this.#work.stop();
  }

  async #reinstate(id: string): Promise<void> {
    const { connection, moderation } = this.#parts;
    const asked = await this.#asked.findOne({ _id: id as never });
    if (!asked) return;
    const productId = asked['productId'] as string;
    await connection.transaction(async (session: ClientSession) => {
      await moderation.reinstate(productId, session);
      await this.#asked.deleteOne({ _id: id as never }, { session });
    });
    await moderation.reinstated(productId);
  }
}
