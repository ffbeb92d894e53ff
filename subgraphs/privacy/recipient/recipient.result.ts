import { IdempotencyKeyReused, NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { ErasureOrderType } from './recipient.type.ts';

export const RecordRecipientAnswerResult = resultUnion(
  'RecordRecipientAnswerResult',
  'What came of writing down an answer: the order, or why it was not changed.',
  () => [ErasureOrderType, NotAllowed, NotFound, IdempotencyKeyReused],
);
