import { createHash } from 'node:crypto';
import { notAllowed, notFound } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { caseFault, type Acting, type ErasureDesk } from './erasure-desk.ts';
import { mentionKey } from './erasure-foreseeing.ts';
import type { SettleErasureMentionInput } from './erasure.input.ts';
import { notPlanned } from './erasure.problem.ts';
import type { Erasure } from './erasure.record.ts';
import type { ErasureStore } from './erasure-store.ts';
import { planHashOf } from './plan-hash.ts';

export interface MentionSettlingParts {
  desk: ErasureDesk;
  store: ErasureStore;
}

type Mention = Erasure['mentions'][number];

/** By what an officer names a text of somebody else that names the person. */
export const mentionId = (mention: Mention): string =>
  createHash('sha256').update(mentionKey(mention)).digest('hex').slice(0, 24);

/** Takes what officers decide on names in texts of others: what is written about somebody else's business may stay, and a name in it may have to go. */
export class MentionSettling {
  readonly #parts: MentionSettlingParts;

  constructor(parts: MentionSettlingParts) {
    this.#parts = parts;
  }

  /** The reference is the id of the case. What was approved before was another decision. Throws UNAUTHENTICATED for nobody. */
  settle(viewer: Viewer, input: SettleErasureMentionInput): Promise<Outcome<Problem>> {
    return this.#parts.desk.act(viewer, 'settleErasureMention', input, async (acting) => {
      const { found, plan } = acting;
      if (!plan || plan.state === 'VOID') return notPlanned();
      const fault = plan.state === 'PLANNED' ? caseFault(found) : begunFault(plan, input.decision);
      return fault ?? this.#settled(acting, plan, input);
    });
  }

  async #settled(acting: Acting, plan: Erasure, input: SettleErasureMentionInput): Promise<Problem | null> {
    const { desk, store } = this.#parts;
    const meant = plan.mentions.find((mention) => mentionId(mention) === input.mentionId);
    if (!meant)
      return notFound('mentionId', 'Expected the id of a text that the plan names; there is none with this id.');
    if (meant.decision === input.decision) return null;
    const mentions = plan.mentions.map((one) => (one === meant ? { ...one, decision: input.decision } : one));
    const isPlanned = plan.state === 'PLANNED';
    // Whoever looked at the plan before the decision approves of nothing by the hash that they saw.
    const anew = isPlanned ? { approvals: [], planHash: planHashOf({ ...plan, mentions }) } : {};
    if (!(await store.turn(plan, { mentions, ...anew }, acting.session))) return notPlanned();
    await desk.audited('CASE_DECIDED', acting, plan.ground, 1);
    return null;
  }
}

/** Once a person is erased nobody knows the name any more that would have to go: what is left in a text of others then, stays. */
function begunFault({ planner, state }: Erasure, decision: SettleErasureMentionInput['decision']): Problem | null {
  const isOver = state === 'CERTIFIED' || state === 'WAITING';
  if (planner !== null || !isOver) return notPlanned();
  return decision === 'KEEP'
    ? null
    : notAllowed(
        'ERASED',
        'Expected KEEP: the person is erased, and no part of the directory knows the name any more.',
      );
}
