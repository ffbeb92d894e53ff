import type { KeyObject } from 'node:crypto';
import { verifyConsistency } from '../../../kit/merkle/consistency.ts';
import { BadSignature, readHead, readTaken, sha256, type TakenHead, type TreeHead } from './tree-head.ts';

/** A signed head together with the witness's signed word about it, as it is kept and handed on. */
export interface Receipt {
  head: string;
  taken: string;
}

/** A receipt whose two signatures were checked. */
export interface Witnessed {
  receipt: Receipt;
  taken: TakenHead;
}

/**
 * A second place, outside the database, that refuses to go back: it takes a head only when the log's key signed it and it continues the
 * one taken last. Whoever rewrites the whole log, even with the log's key, cannot rewrite what the witness holds.
 */
export interface Witness {
  /** The head taken last; null before the first. Throws WitnessAway. */
  latest(): Promise<Witnessed | null>;
  /** All that it took, in order. Throws WitnessAway. */
  all(): Promise<Witnessed[]>;
  /**
   * Takes a head, with the proof that it continues the one over `from` entries, which must be the latest; the latest itself is taken
   * again. Throws WitnessRefusal, WitnessAway.
   */
  take(head: string, from: number, proof: readonly Buffer[]): Promise<Witnessed>;
}

export const REFUSALS = ['NOT_SIGNED', 'MOVED', 'SHORTER', 'FORK'] as const;

/**
 * `NOT_SIGNED`: not by the log's key. `MOVED`: the proof begins elsewhere than at the latest head. `SHORTER`: over fewer entries than
 * that. `FORK`: it does not continue it. The last two mean that the log was tampered with.
 */
export class WitnessRefusal extends Error {
  override name = 'WitnessRefusal';
  readonly code: (typeof REFUSALS)[number];

  constructor(code: WitnessRefusal['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** It does not answer now, or what answers is not the witness. */
export class WitnessAway extends Error {
  override name = 'WitnessAway';
}

interface Offered {
  signed: string;
  from: number;
  proof: readonly Buffer[];
}

/**
 * The head, when it may follow the latest one; null when it is the latest one again. Throws WitnessRefusal. The empty log before the
 * first head counts as taken.
 */
export async function follows(
  latest: TakenHead | null,
  { signed, from, proof }: Offered,
  logKey: KeyObject,
): Promise<TreeHead | null> {
  const head = await readHead(signed, logKey).catch((error: BadSignature) => {
    throw new WitnessRefusal('NOT_SIGNED', error.message);
  });
  const size = latest?.size ?? 0;
  const against = `The latest head is over ${size} entries, the one that came over ${head.size}`;
  if (head.size < size) throw new WitnessRefusal('SHORTER', `${against}: expected the log only to grow.`);
  if (latest && head.size === size) {
    if (head.root === latest.root) return null;
    throw new WitnessRefusal('FORK', `${against}, with another root: expected one log, got two.`);
  }
  if (from !== size)
    throw new WitnessRefusal('MOVED', `${against}: expected a proof from ${size} on, got one from ${from}.`);
  const older = latest && { size, root: Buffer.from(latest.root, 'hex') };
  if (older && !verifyConsistency({ older, newer: { size: head.size, root: Buffer.from(head.root, 'hex') }, proof })) {
    throw new WitnessRefusal('FORK', `${against}: expected a proof that it continues the other, got none that holds.`);
  }
  return head;
}

/** Checks both signatures, and that they speak of the same head. Throws BadSignature. */
export async function readReceipt(receipt: Receipt, logKey: KeyObject, witnessKey: KeyObject): Promise<Witnessed> {
  const [head, taken] = [await readHead(receipt.head, logKey), await readTaken(receipt.taken, witnessKey)];
  if (taken.head === sha256(receipt.head) && taken.root === head.root && taken.size === head.size) {
    return { receipt, taken };
  }
  throw new BadSignature(`Expected a receipt for the head over ${head.size} entries, got one for another.`);
}
