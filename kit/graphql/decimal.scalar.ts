import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const SHAPE = /^(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?$/;

function decimal(value: unknown): string {
  if (typeof value === 'string' && SHAPE.test(value)) return value;
  throw new GraphQLError(
    'Expected a decimal number as a string with at most 12 digits before the point and 6 after it, such as "12.50".',
    { extensions: { code: 'BAD_USER_INPUT' } },
  );
}

/** An exact, non-negative decimal number, carried as a string so that no digit is lost on the way. */
export const DecimalScalar = new GraphQLScalarType({
  name: 'Decimal',
  description:
    'An exact decimal number that is zero or more, as a string: at most 12 digits before the point and 6 after it, such as "12.50".',
  serialize: String,
  parseValue: decimal,
  parseLiteral: (node) => decimal(node.kind === Kind.STRING ? node.value : undefined),
});
