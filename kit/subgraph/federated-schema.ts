import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import {
  getNullableType,
  isAbstractType,
  isIntrospectionType,
  isLeafType,
  isObjectType,
  parse,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import {
  buildSchemaSync,
  createResolversMap,
  getMetadataStorage,
  type ContainerType,
  type NonEmptyArray,
} from 'type-graphql';
import { leavesOf, type ApiLeaf } from '../graphql/leaves.ts';
import { boundEntities } from './representations.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3",
  import: ["@key", "@shareable", "@external", "@provides", "@inaccessible", "@interfaceObject"])\n`;

export interface FederatedSchemaParts {
  resolvers: NonEmptyArray<Function>;
  /** Object types that implement an interface without being the type of any field. */
  orphanedTypes?: Function[];
  container: ContainerType;
  /** Types whose values presenters make whole, so that reading a field of one cannot fail: compiled operations read them straight. */
  plainTypes?: readonly string[];
  /** How the subgraph turns a representation into its entity, by type name. */
  references: Record<string, (representation: never, context: never) => unknown>;
}

/** A complete Apollo Federation 2 subgraph from type-graphql classes: with `_service` and `_entities`. */
export function federatedSchema({
  resolvers,
  orphanedTypes,
  container,
  plainTypes = [],
  references,
}: FederatedSchemaParts): GraphQLSchema {
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers = true;
  const schema = buildSchemaSync({ resolvers, orphanedTypes, container, validate: false, authMode: 'error' });
  const typeDefs = parse(LINK + printSchemaWithDirectives(schema));
  const resolverMap: Record<string, Record<string, unknown>> = createResolversMap(schema) as never;
  // Told apart at once: compiled operations do not wait for a promise here.
  for (const [name, type] of Object.entries(schema.getTypeMap()))
    if (isAbstractType(type)) resolverMap[name] = { ...resolverMap[name], __resolveType: typeNameOf };
    else if (isObjectType(type) && !isIntrospectionType(type))
      resolverMap[name] = { ...readersOf(type, plainTypes.includes(name)), ...resolverMap[name] };
  for (const [type, resolve] of Object.entries(references)) {
    resolverMap[type] = {
      ...resolverMap[type],
      __resolveReference: (representation: never, context: never) => resolve(representation, context),
    };
  }
  const federated = boundEntities(buildSubgraphSchema({ typeDefs, resolvers: resolverMap as never }));
  federated.extensions = { ...federated.extensions, leaves: leavesOf(schema) };
  return federated;
}

/**
 * Where no resolver answers, a field is what was presented under its name; when it cannot be read, that is an error of this field alone. Of a
 * plain type only what is no leaf needs this: compiled operations would read it several times.
 */
const readersOf = (type: GraphQLObjectType, isPlain: boolean): Record<string, GraphQLFieldResolver<never, never>> =>
  Object.fromEntries(
    Object.values(type.getFields())
      .filter((field) => !isPlain || !isLeafType(getNullableType(field.type)))
      .map(({ name }) => [name, (source) => source[name]]),
  );

/** Of which type a value of an interface or union is: as its presenter says, else the class that made it. */
const typeNameOf = (value: { __typename?: string }): string => value.__typename ?? value.constructor.name;

/** The leaves of a federated schema with what its classes say of them: the SDL does not carry it. */
export const apiLeavesOf = (schema: GraphQLSchema): readonly ApiLeaf[] => schema.extensions['leaves'] as ApiLeaf[];

/** The SDL that the subgraph publishes in `_service`, as composition reads it. */
export function subgraphSdl(schema: GraphQLSchema): string {
  const service = schema.getQueryType()!.getFields()['_service']!;
  const { sdl } = service.resolve!({}, {}, {}, {} as never) as { sdl: string };
  return sdl;
}
