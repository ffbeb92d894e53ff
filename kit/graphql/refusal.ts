import { GraphQLError } from 'graphql';

/** A request that cannot be answered as it was asked. The message says what was expected and what came. */
export const badInput = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

/** Nobody is signed in, and somebody has to be. */
export const unauthenticated = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED' } });

/** Whoever is signed in may not do this. The message says who may. */
export const forbidden = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'FORBIDDEN' } });

/** A part of the service does not answer now. The message says what still works and when to try again. */
export const unavailable = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'UNAVAILABLE' } });

/** The size of a page, checked: 1 to 100. */
export function pageSize(first: number): number {
  if (first >= 1 && first <= 100) return first;
  throw badInput(`Expected \`first\` from 1 to 100, got ${first}.`);
}
