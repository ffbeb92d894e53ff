import { IdempotencyKeyReused, InvalidInput, TooManyAttempts } from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { Session } from '../session/session.type.ts';
import { AccountCancelled, InvalidCredentials, SecondFactorRequired } from './sign-in.problem.ts';

export const SignInResult = resultUnion(
  'SignInResult',
  'What came of signing in, or of going on with a session.',
  () => [
    Session,
    InvalidCredentials,
    SecondFactorRequired,
    AccountCancelled,
    TooManyAttempts,
    InvalidInput,
    IdempotencyKeyReused,
  ],
);
