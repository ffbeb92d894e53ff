import { isInterfaceType, isObjectType, type GraphQLField, type GraphQLObjectType, type GraphQLSchema } from 'graphql';

/**
 * Where the schema leaves the Relay conventions (global object identification, cursor connections), of which the directory pages
 * forward only and wants `first`.
 */
export function relayFaults(schema: GraphQLSchema): string[] {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const fieldsOf = (name: string): Record<string, GraphQLField<unknown, unknown>> => {
    const type = schema.getType(name);
    return isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
  };
  const typed = (type: string, fields: Record<string, string>): string[] =>
    Object.entries(fields).flatMap(([name, wanted]) => {
      const found = fieldsOf(type)[name]?.type.toString() ?? 'nothing';
      return found === wanted ? [] : [`${type}.${name}: expected ${wanted}, found ${found}.`];
    });
  /** What an edge is named after. Words before the name of a type say which of its things: an OwnProductEdge lists Products. */
  const listedBy = (edge: string): string => {
    const name = edge.replace(/Edge$/, '');
    const ends = [...name.matchAll(/[A-Z]/g)].map(({ index }) => name.slice(index));
    return ends.find((end) => types.some((type) => type.name === end)) ?? name;
  };
  const ending = (suffix: string) => types.filter(({ name }) => name.endsWith(suffix));
  return [
    ...typed('Node', { id: 'ID!' }),
    ...typed('Query', { node: 'Node', nodes: '[Node]!' }),
    ...typed('PageInfo', {
      hasNextPage: 'Boolean!',
      hasPreviousPage: 'Boolean!',
      startCursor: 'String',
      endCursor: 'String',
    }),
    ...ending('Connection').flatMap(({ name }) =>
      typed(name, { edges: `[${name.replace(/Connection$/, 'Edge')}!]!`, pageInfo: 'PageInfo!' }),
    ),
    ...ending('Edge').flatMap(({ name }) => typed(name, { cursor: 'String!', node: listedBy(name) })),
    ...types.flatMap((type) => [...pagingFaults(type), ...identityFaults(type)]),
  ];
}

const pagingFaults = (type: GraphQLObjectType): string[] =>
  Object.values(type.getFields())
    .filter((field) => /Connection!?$/.test(field.type.toString()))
    .flatMap(({ name, args }) =>
      Object.entries({ first: 'Int!', after: 'String' }).flatMap(([argument, wanted]) => {
        const found = args.find((arg) => arg.name === argument)?.type.toString() ?? 'nothing';
        return found === wanted ? [] : [`${type.name}.${name}(${argument}:): expected ${wanted}, found ${found}.`];
      }),
    );

/** A type with an opaque id of its own can be fetched again by it. */
const identityFaults = (type: GraphQLObjectType): string[] =>
  type.getFields()['id']?.type.toString() === 'ID!' && !type.getInterfaces().some(({ name }) => name === 'Node')
    ? [`${type.name} has an id: expected it to implement Node.`]
    : [];
