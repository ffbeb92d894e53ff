import { buildSchema, valueFromASTUntyped, type GraphQLScalarType, type GraphQLSchema } from 'graphql';
import { DateTimeScalar } from '../../kit/graphql/date-time.scalar.ts';
import { DecimalScalar } from '../../kit/graphql/decimal.scalar.ts';

/**
 * The public API from its SDL. Its scalars check what they are given before any subgraph is asked, and hand it on as it came:
 * the subgraph reads it for itself.
 */
export function publicSchema(sdl: string): GraphQLSchema {
  const schema = buildSchema(sdl);
  for (const scalar of [DecimalScalar, DateTimeScalar]) {
    const type = schema.getType(scalar.name) as GraphQLScalarType | undefined;
    if (!type) continue;
    type.parseValue = (value) => {
      scalar.parseValue(value);
      return value;
    };
    type.parseLiteral = (node, variables) => {
      scalar.parseLiteral(node, variables);
      return valueFromASTUntyped(node, variables);
    };
  }
  return schema;
}
