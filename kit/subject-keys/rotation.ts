import { setTimeout as sleep } from 'node:timers/promises';
import { Epochs, proofOf, STATE_AGE_MS, type Keys } from './epochs.ts';
import { KeyError, oneOf } from '../sealing/key-error.ts';
import type { EpochState, NewEpochState } from './key-store.ts';
import { rewrapAll } from './rewrap.ts';

export interface Rotation extends Keys {
  /**
   * Brings the tokens of every stored document to what `tokensOf` of a keyring over these keys answers at that time: in `add` under both
   * epochs, in `drop` under the new one alone. Made from the value anew, whatever tokens a document has. Repeatable: it is called again
   * when a rotation was cut off.
   */
  retoken: (phase: 'add' | 'drop', signal?: AbortSignal) => Promise<void>;
  /** Takes one line for a person. */
  say: (line: string) => void;
  /** Stops between two steps or pages; the next run goes on there. */
  signal?: AbortSignal;
  /**
   * How long every process is given to learn of a change of the state, and to store what it asked tokens for before; 5 s when absent. Less than
   * the second for which a process knows the state is for where no other one runs.
   */
  settleMs?: number;
}

type Running = EpochState & { next: number };
type Step = (rotation: Rotation, state: Running) => Promise<NewEpochState>;

/**
 * Leads from one epoch to the next: every data key is wrapped anew, every token of a blind index made anew, and then the old epoch is destroyed,
 * so that nothing that it wrapped, wherever a copy of it is, can be opened. Other processes go on reading and writing. Where it stands
 * is stored: killed at any time, the next run finishes it, and begins none of its own. Throws KeyError `BUSY` when another one runs,
 * `BY_HAND` when the operator has a step to take, that of a data key that does not open (before anything is destroyed), and the
 * signal's reason.
 */
export async function rotate(rotation: Rotation): Promise<void> {
  const { store, wrapping, say, signal } = rotation;
  await Epochs.open({ store, wrapping });
  const giveBack = await store.lockRotation();
  try {
    await store.sweep();
    let state = (await store.epochs())!;
    if (isRunning(state)) say(`Going on from epoch ${state.current} to epoch ${state.next}: ${state.phase}.`);
    else state = await advance(rotation, state, await begin(rotation, state));
    while (isRunning(state)) {
      signal?.throwIfAborted();
      state = await advance(rotation, state, await STEPS[state.phase](rotation, state));
    }
  } finally {
    await giveBack();
  }
}

const isRunning = (state: EpochState): state is Running => state.next !== null;

async function begin({ wrapping, say }: Rotation, state: EpochState): Promise<NewEpochState> {
  const next = state.current + 1;
  await wrapping.make(next);
  say(`From epoch ${state.current} to epoch ${next}.`);
  return { ...state, next, phase: 'wrap', proofs: [...state.proofs, await proofOf(wrapping, next)] };
}

const STEPS: Record<EpochState['phase'], Step> = {
  idle: async (_, { next }) => {
    throw new KeyError(
      'DAMAGED',
      `The state of epochs: expected no epoch ${next} while no rotation runs. Bring it back from a backup of the keys.`,
    );
  },
  async wrap(rotation, state) {
    await wrapAll(rotation, state.next);
    return { ...state, phase: 'add' };
  },
  async add(rotation, state) {
    await settle(rotation);
    rotation.say(`Every process makes tokens of both epochs; adding those of epoch ${state.next} to what is stored.`);
    await rotation.retoken('add', rotation.signal);
    return { ...state, phase: 'drop' };
  },
  async drop(rotation, state) {
    await settle(rotation);
    rotation.say(
      `Every process makes tokens of epoch ${state.next} alone; taking the others away from what is stored.`,
    );
    await rotation.retoken('drop', rotation.signal);
    return { ...state, phase: 'destroy' };
  },
  async destroy(rotation, { current, next, proofs }) {
    const { wrapping, say } = rotation;
    if (await wrapping.has(current)) {
      // What a process that did not know yet has made under it meanwhile.
      await wrapAll(rotation, next);
      await wrapping.destroy(current);
    }
    say(`Epoch ${current} is destroyed; epoch ${next} is in force.`);
    return { current: next, next: null, phase: 'idle', proofs: proofs.filter(({ epoch }) => epoch === next) };
  },
};

/** Passes until one finds nothing under another epoch. Throws the failures of a pass when it has done all the others. */
async function wrapAll(rotation: Rotation, epoch: number): Promise<void> {
  const { say, signal } = rotation;
  const onProgress = (found: number) => say(`${found} data keys wrapped under epoch ${epoch}.`);
  for (;;) {
    const { found, failures } = await rewrapAll(rotation, epoch, { signal, onProgress });
    if (failures.size > 0) {
      say(`${failures.size} data keys do not open: the old epoch stays until they are brought back, or destroyed.`);
      throw oneOf(failures);
    }
    if (found === 0) return;
  }
}

/** Until no process takes the state before for the present one, and what was written by it is stored. */
const settle = ({ signal, settleMs = STATE_AGE_MS + 4_000 }: Rotation): Promise<void> =>
  sleep(settleMs, undefined, { signal });

async function advance({ store }: Rotation, from: EpochState, to: NewEpochState): Promise<EpochState> {
  const { current, next, phase, proofs } = to;
  if (await store.advance(from, { current, next, phase, proofs })) return (await store.epochs())!;
  throw new KeyError('BUSY', 'Another rotation has taken over. Wait until it has ended.');
}
