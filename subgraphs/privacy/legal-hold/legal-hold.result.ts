import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { LegalHoldType } from './legal-hold.type.ts';

const changed = () => [LegalHoldType, InvalidInput, NotAllowed, NotFound, IdempotencyKeyReused];

export const PlaceLegalHoldResult = resultUnion(
  'PlaceLegalHoldResult',
  'What came of placing a legal hold: the hold, or why there is none.',
  changed,
);
export const ReleaseLegalHoldResult = resultUnion(
  'ReleaseLegalHoldResult',
  'What came of releasing a legal hold: the hold as it is now, or why it is as before.',
  changed,
);
