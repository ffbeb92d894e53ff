import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { PrivacyCaseConflict } from '../case/privacy-case.problem.ts';
import { PrivacyCaseType } from '../case/privacy-case.type.ts';
import { ErasurePlanStale } from './erasure.problem.ts';

const changed = () => [PrivacyCaseType, InvalidInput, NotAllowed, NotFound, PrivacyCaseConflict, IdempotencyKeyReused];

export const PlanErasureResult = resultUnion(
  'PlanErasureResult',
  'What came of planning an erasure: the case with its plan, or why there is none.',
  changed,
);
export const ApproveErasureResult = resultUnion(
  'ApproveErasureResult',
  'What came of approving an erasure: the case with its plan, or why it is not approved.',
  () => [...changed(), ErasurePlanStale],
);
export const SettleErasureMentionResult = resultUnion(
  'SettleErasureMentionResult',
  'What came of deciding on a text of somebody else: the case with its plan, or why it is as before.',
  changed,
);
