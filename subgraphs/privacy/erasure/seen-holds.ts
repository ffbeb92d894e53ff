import type { Connection } from 'mongoose';
import type { PersonReference } from '../../../kit/participation/participant.ts';
import type { HeldNow, Holds } from './erasure-ports.ts';

export interface SeenHoldsParts {
  connection: Connection;
  holds: Pick<Holds, 'heldFor' | 'stillSo'>;
}

/**
 * What holds keep, as an erasure sees it that is at work. Whoever places a hold takes turns with it: either it is seen here, or whoever places it sees that
 * the erasure is at its records, and is told to come again.
 */
export class SeenHolds {
  readonly #parts: SeenHoldsParts;

  constructor(parts: SeenHoldsParts) {
    this.#parts = parts;
  }

  /** Nothing was placed or released between the answer and the moment at which it is given. */
  async of(references: readonly PersonReference[]): Promise<HeldNow> {
    for (;;) {
      const seen = await this.#parts.holds.heldFor(references);
      if (await this.stillSo(seen)) return seen;
    }
  }

  /** Whether nothing was since. */
  async stillSo(seen: Pick<HeldNow, 'changes'>): Promise<boolean> {
    const { connection, holds } = this.#parts;
    let isSo = false;
    await connection.transaction(async (session) => void (isSo = await holds.stillSo(seen, session)));
    return isSo;
  }
}
