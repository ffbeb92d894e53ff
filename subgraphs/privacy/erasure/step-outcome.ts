import type { Erasure } from './erasure.record.ts';
import type { ErasureBlockName } from './erasure.values.ts';

/** What a step came to: what is known since and which step is next; that it is not over yet; or what is in the way. */
export type StepOutcome =
  | { kind: 'done'; known: Partial<Erasure>; next: Erasure['step']; count: number }
  | { kind: 'later'; ms: number; known: Partial<Erasure> }
  | { kind: 'blocked'; code: ErasureBlockName; place: string | null };

export const done = (next: Erasure['step'], known: Partial<Erasure> = {}, count = 0): StepOutcome => ({
  kind: 'done',
  known,
  next,
  count,
});
export const later = (ms: number, known: Partial<Erasure> = {}): StepOutcome => ({ kind: 'later', ms, known });
export const blocked = (code: ErasureBlockName, place: string | null = null): StepOutcome => ({
  kind: 'blocked',
  code,
  place: place?.slice(0, 200) ?? null,
});
