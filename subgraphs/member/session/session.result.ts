import { IdempotencyKeyReused, NotFound } from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { Viewer } from '../account/viewer.type.ts';
import { SignedOut } from './session.type.ts';

export const SignOutResult = resultUnion('SignOutResult', 'What came of signing out.', () => [
  SignedOut,
  IdempotencyKeyReused,
]);

export const EndSessionResult = resultUnion('EndSessionResult', 'What came of ending a session.', () => [
  Viewer,
  NotFound,
  IdempotencyKeyReused,
]);

export const EndOtherSessionsResult = resultUnion('EndOtherSessionsResult', 'What came of ending the others.', () => [
  Viewer,
  IdempotencyKeyReused,
]);
