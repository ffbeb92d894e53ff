import {
  IdempotencyKeyReused,
  InvalidInput,
  NotAllowed,
  NotFound,
  TooManyAttempts,
} from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { TokenNotUsable } from '../../../kit/proof/proof.problem.ts';
import { AlertSubscription, EndedSubscriptions, UnprovenSubscription } from './subscription.type.ts';

const made = [
  AlertSubscription,
  UnprovenSubscription,
  InvalidInput,
  NotAllowed,
  NotFound,
  TooManyAttempts,
  IdempotencyKeyReused,
];

export const SaveSearchResult = resultUnion('SaveSearchResult', 'What came of saving a search.', () => made);
export const SubscribeResult = resultUnion('SubscribeResult', 'What came of subscribing.', () => made);
export const ProveSubscriptionResult = resultUnion(
  'ProveSubscriptionResult',
  'What came of confirming a subscription.',
  () => [AlertSubscription, InvalidInput, NotAllowed, TokenNotUsable, IdempotencyKeyReused],
);
export const ChangeSubscriptionResult = resultUnion(
  'ChangeSubscriptionResult',
  'What came of changing a subscription.',
  () => [AlertSubscription, InvalidInput, NotAllowed, NotFound, IdempotencyKeyReused],
);
export const EndSubscriptionResult = resultUnion('EndSubscriptionResult', 'What came of ending a subscription.', () => [
  AlertSubscription,
  NotFound,
  IdempotencyKeyReused,
]);
export const EndAllSubscriptionsResult = resultUnion(
  'EndAllSubscriptionsResult',
  'What came of ending all subscriptions.',
  () => [EndedSubscriptions, NotFound, TokenNotUsable, IdempotencyKeyReused],
);
export const EndSubscriptionByTokenResult = resultUnion(
  'EndSubscriptionByTokenResult',
  'What came of ending the subscription that a mail was about.',
  () => [EndedSubscriptions, TokenNotUsable, IdempotencyKeyReused],
);
