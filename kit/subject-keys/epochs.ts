import { KeyError } from '../sealing/key-error.ts';
import type { EpochState, KeyStore } from './key-store.ts';
import type { WrappingKeys } from './wrapping-keys.ts';

export interface Keys {
  store: KeyStore;
  wrapping: WrappingKeys;
}

/** No process takes an older state of epochs for the present one. */
export const STATE_AGE_MS = 1_000;
const PROOF_BYTES = 16;

/** Which wraps what is new. */
export const newestOf = ({ current, next }: EpochState): number => next ?? current;

/** Whose tokens are written and looked for, newest first. */
export function inForce({ current, next, phase }: EpochState): number[] {
  if (next === null) return [current];
  return phase === 'wrap' || phase === 'add' ? [next, current] : [next];
}

export async function proofOf(wrapping: WrappingKeys, epoch: number): Promise<{ epoch: number; proof: string }> {
  const proof = await wrapping.derive(epoch, 'proof');
  return { epoch, proof: proof.subarray(0, PROOF_BYTES).toString('base64url') };
}

/** Throws KeyError `WRONG_KEY` when the wrapping key of an epoch is not the one that the store was begun with, and `NO_EPOCH`. */
export async function prove({ store, wrapping }: Keys, state: EpochState, epoch: number): Promise<void> {
  const found = await proofOf(wrapping, epoch);
  if (state.proofs.some((known) => known.epoch === epoch && known.proof === found.proof)) return;
  const message = `The wrapping key of epoch ${epoch} in ${wrapping.place} is not the one that ${store.place} was begun with. Name the two that belong together.`;
  throw new KeyError('WRONG_KEY', message);
}

/** The epochs in force, as a process knows them: what it answers is at most a second old, and every epoch in it was proven once. */
export class Epochs {
  readonly #keys: Keys;
  readonly #proven = new Set<number>();
  #known: Promise<EpochState> | undefined;
  #readAt = Number.NEGATIVE_INFINITY;

  private constructor(keys: Keys) {
    this.#keys = keys;
  }

  /** Begins epoch 1 where there is none; two processes that do so at once begin the same one. */
  static async open(keys: Keys): Promise<Epochs> {
    const { store, wrapping } = keys;
    if ((await store.epochs()) === null) {
      await wrapping.make(1);
      const proofs = [await proofOf(wrapping, 1)];
      await store.advance(null, { current: 1, next: null, phase: 'idle', proofs });
    }
    const epochs = new Epochs(keys);
    await epochs.now();
    return epochs;
  }

  /** At most a second old. */
  async recent(): Promise<EpochState> {
    if (this.#known && performance.now() - this.#readAt < STATE_AGE_MS) return this.#known;
    return this.now();
  }

  /** Read after it was asked for. */
  async now(): Promise<EpochState> {
    this.#readAt = performance.now();
    const reading = this.#read();
    this.#known = reading;
    reading.catch(() => {
      if (this.#known === reading) this.#known = undefined;
    });
    return reading;
  }

  async #read(): Promise<EpochState> {
    const state = await this.#keys.store.epochs();
    if (!state)
      throw new KeyError(
        'DAMAGED',
        `The state of epochs is gone from ${this.#keys.store.place}. Bring it back from a backup of the keys.`,
      );
    for (const epoch of inForce(state)) {
      if (this.#proven.has(epoch)) continue;
      await prove(this.#keys, state, epoch);
      this.#proven.add(epoch);
    }
    return state;
  }
}
