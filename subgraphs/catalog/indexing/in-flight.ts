import type { Handed } from './index-writer.ts';

const MOST = 8;

interface Batch {
  position: string;
  searchable: Promise<void>;
  settled: boolean;
}

/**
 * Batches on their way into the index, in the order of the changes that they came from. A position is reported as reached only
 * when its batch and all before it are searchable; a batch that failed throws, so that following starts again before it.
 */
export class InFlight {
  readonly #batches: Batch[] = [];
  readonly #reached: (position: string) => Promise<void>;

  constructor(reached: (position: string) => Promise<void>) {
    this.#reached = reached;
  }

  get empty(): boolean {
    return this.#batches.length === 0;
  }

  /** Waits for the oldest batch when too many are on their way. */
  async add(position: string, { searchable }: Handed): Promise<void> {
    const batch: Batch = { position, searchable, settled: false };
    const settle = () => (batch.settled = true);
    searchable.then(settle, settle);
    this.#batches.push(batch);
    if (this.#batches.length >= MOST) await this.#batches[0]!.searchable;
  }

  async settle(): Promise<void> {
    let reached: string | null = null;
    while (this.#batches[0]?.settled) {
      const { searchable, position } = this.#batches.shift()!;
      await searchable;
      reached = position;
    }
    // A position is shared by all batches of one read; it is reached with the last of them.
    if (reached !== null && this.#batches[0]?.position !== reached) await this.#reached(reached);
  }

  async drain(): Promise<void> {
    await Promise.all(this.#batches.map(({ searchable }) => searchable));
    await this.settle();
  }
}
