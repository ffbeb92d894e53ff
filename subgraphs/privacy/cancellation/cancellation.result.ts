import {
  IdempotencyKeyReused,
  InvalidInput,
  NotAllowed,
  NotFound,
  TooManyAttempts,
} from '../../../kit/graphql/problems.ts';
import { TokenNotUsable } from '../../../kit/proof/proof.problem.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { AccountCancellation, KeptAccount } from './cancellation.type.ts';

export const CancelMyAccountResult = resultUnion(
  'CancelMyAccountResult',
  'The account as it is being cancelled, or why it is not.',
  () => [AccountCancellation, InvalidInput, NotAllowed, NotFound, TooManyAttempts, IdempotencyKeyReused],
);

export const KeepMyAccountResult = resultUnion(
  'KeepMyAccountResult',
  'The account that is kept, or why it is not.',
  () => [KeptAccount, TokenNotUsable, InvalidInput, NotAllowed, TooManyAttempts, IdempotencyKeyReused],
);
