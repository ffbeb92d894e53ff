import { idempotencyKeyReused, type IdempotencyKeyReused } from '../graphql/problems.ts';
import type { Outcome } from './idempotency.ts';

/** What a mutation answers: what the effect's reference leads to, presented anew, or why nothing was changed. */
export async function answered<Refusal, Shown>(
  outcome: Outcome<Refusal>,
  present: (reference: string | null) => Promise<Shown>,
): Promise<Shown | Refusal | IdempotencyKeyReused> {
  if (outcome.kind === 'refused') return outcome.refusal;
  if (outcome.kind === 'reused') return idempotencyKeyReused();
  return present(outcome.reference);
}
