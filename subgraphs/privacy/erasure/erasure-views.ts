import type DataLoader from 'dataloader';
import { atOnce } from '../../../kit/mongo/at-once.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import type { Erasure } from './erasure.record.ts';
import type { ErasureStore } from './erasure-store.ts';
import { mentionId } from './mention-settling.ts';

/** A plan as an officer sees it. */
export interface SeenErasure {
  erasure: Erasure;
  canApprove: boolean;
  mentionId: typeof mentionId;
}

/** Shows the erasures of cases, to whoever was shown the case. */
export class ErasureViews {
  readonly #store: ErasureStore;
  readonly #plans: DataLoader<string, Erasure | null>;

  constructor(store: ErasureStore) {
    this.#store = store;
    this.#plans = atOnce(async (ids) => {
      const found = new Map((await store.ofCases(ids)).map((one) => [one.caseId, one]));
      return ids.map((id) => found.get(id) ?? null);
    });
  }

  /** Of a case that an officer was shown. */
  async plan(caseId: string, viewer: Viewer): Promise<SeenErasure | null> {
    const erasure = await this.#plans.load(caseId);
    if (!erasure || erasure.state === 'VOID' || viewer.kind !== 'account') return null;
    return { erasure, canApprove: mayApprove(erasure, viewer.accountId), mentionId };
  }

  /** Of a case that the person was shown, or an officer. */
  async certificate(caseId: string): Promise<Erasure['certificate']> {
    const erasure = await this.#plans.load(caseId);
    return erasure?.certificate ?? (await this.#store.certified(caseId));
  }
}

const mayApprove = ({ state, planner, askers, approvals, mentions }: Erasure, accountId: string): boolean =>
  state === 'PLANNED' &&
  planner !== accountId &&
  mentions.every(({ decision }) => decision !== null) &&
  !askers.some((one) => one.accountId === accountId) &&
  !approvals.some(({ approver }) => approver === accountId);
