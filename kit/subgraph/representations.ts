import { isUnionType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { badInput } from '../graphql/refusal.ts';

/** How many entities one request may ask of a subgraph, over all its `_entities` fields. */
const MAX_REPRESENTATIONS = 5_000;

type Entities = GraphQLFieldResolver<unknown, object, { representations: unknown[] }>;

/** Has `_entities` refuse too many representations, and any that is not of an entity of this subgraph. */
export function boundEntities(schema: GraphQLSchema): GraphQLSchema {
  const field = schema.getQueryType()?.getFields()['_entities'];
  const union = schema.getType('_Entity');
  if (!field?.resolve || !isUnionType(union)) return schema;
  const known = new Set(union.getTypes().map(({ name }) => name));
  const asked = new WeakMap<object, number>();
  const resolve = field.resolve as Entities;
  const bounded: Entities = (source, args, context, info) => {
    const count = (asked.get(context) ?? 0) + args.representations.length;
    asked.set(context, count);
    if (count > MAX_REPRESENTATIONS) {
      throw badInput(
        `Expected at most ${MAX_REPRESENTATIONS} representations in a request, got ${count}: ask in parts.`,
      );
    }
    if (!args.representations.every((one) => known.has((one as { __typename?: string } | null)?.__typename ?? ''))) {
      throw badInput(
        'Expected each representation to be an object with the `__typename` of an entity of this subgraph.',
      );
    }
    return resolve(source, args, context, info);
  };
  field.resolve = bounded as never;
  return schema;
}
