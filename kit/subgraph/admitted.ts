import type { GraphQLError, ExecutionResult } from 'graphql';
import { unauthenticated } from '../graphql/refusal.ts';

/** What somebody whose session was ended gets, of whatever was asked. */
export const sessionEnded = (): GraphQLError =>
  unauthenticated('Expected a session that still holds, got one that was ended. Sign in again.');

export const notAdmitted = (): ExecutionResult => ({ errors: [sessionEnded()] });
