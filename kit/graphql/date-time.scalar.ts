import { GraphQLDateTimeISO } from 'graphql-scalars';
import { GraphQLScalarType } from 'graphql';

/** An instant in UTC: RFC 3339 text outside, a `Date` inside. */
export const DateTimeScalar = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  name: 'DateTime',
  description: 'An instant in UTC as RFC 3339 text with milliseconds, such as `2026-11-23T19:30:00.000Z`.',
});
