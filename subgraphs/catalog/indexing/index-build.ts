import { randomBytes } from 'node:crypto';
import type { Model } from 'mongoose';
import { ensureIndexState } from './index-lease.ts';
import type { IndexState } from './index-state.record.ts';

const ALIVE_MS = 20_000;
const SIGN_MS = 5_000;

/** Another rebuild of the same index is under way. */
export class BuildRunning extends Error {
  constructor(name: string) {
    super(`Another rebuild of the ${name} index is under way: wait until it ends.`);
    this.name = 'BuildRunning';
  }
}

/**
 * The claim to build the next generation of an index. One holds it at a time; it gives signs of life, and without them the claim
 * is void and what was built so far is dropped (see dropLeftovers).
 */
export class IndexBuild {
  readonly generation: string;
  readonly #states: Model<IndexState>;
  readonly #name: string;
  readonly #timer: NodeJS.Timeout;

  private constructor(states: Model<IndexState>, name: string, generation: string) {
    this.#states = states;
    this.#name = name;
    this.generation = generation;
    this.#timer = setInterval(() => void this.#sign().catch(() => undefined), SIGN_MS);
  }

  /** Throws BuildRunning. */
  static async claim(states: Model<IndexState>, name: string): Promise<IndexBuild> {
    await ensureIndexState(states, name);
    const generation = `${name}-${Date.now().toString(36)}${randomBytes(2).toString('hex')}`;
    const { matchedCount } = await states.updateOne(
      {
        _id: name,
        $or: [{ building: null }, { buildingUntil: null }, { buildingUntil: { $lt: new Date() } }],
      },
      { $set: { building: generation, buildingUntil: alive() } },
    );
    if (matchedCount === 0) throw new BuildRunning(name);
    return new IndexBuild(states, name, generation);
  }

  /** Moves the pointer to what was built; false when the claim was lost meanwhile. */
  async finish(resumeToken: string, documents: number, made: number): Promise<boolean> {
    const { matchedCount } = await this.#states.updateOne(this.#mine, {
      $set: {
        live: this.generation,
        building: null,
        buildingUntil: null,
        resumeToken,
        swappedAt: new Date(),
        documents,
        made,
      },
    });
    return matchedCount === 1;
  }

  /** Ends the claim; nothing more to do when it was finished. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#states.updateOne(this.#mine, { $set: { building: null, buildingUntil: null } });
  }

  get #mine(): { _id: string; building: string } {
    return { _id: this.#name, building: this.generation };
  }

  async #sign(): Promise<void> {
    await this.#states.updateOne(this.#mine, { $set: { buildingUntil: alive() } });
  }
}

const alive = (): Date => new Date(Date.now() + ALIVE_MS);
