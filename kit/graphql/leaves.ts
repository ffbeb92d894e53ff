import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isLeafType,
  isObjectType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
} from 'graphql';
import type { LeafDeclaration } from './leaf-declaration.ts';

/** A scalar or enum that the API shows or takes, and what was said of it; null: nothing was. */
export interface ApiLeaf {
  /** `Product.name`, `ProductWhere.category` or `Query.product(id:)`. */
  path: string;
  /** The name under which a record would hold it. */
  name: string;
  way: 'shows' | 'takes';
  declaration: LeafDeclaration | null;
  /** Another subgraph owns it, and shows it. */
  external: boolean;
}

/** Every leaf of a schema that type-graphql built, with what its decorators say. */
export const leavesOf = (schema: GraphQLSchema): ApiLeaf[] =>
  Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type))
    .flatMap((type) => {
      if (isInputObjectType(type))
        return Object.values(type.getFields()).flatMap((field) => leafAt(type, field, 'takes'));
      if (!isObjectType(type) && !isInterfaceType(type)) return [];
      return Object.values(type.getFields()).flatMap((field) => [
        ...leafAt(type, field, 'shows'),
        ...argumentsOf(type, field),
      ]);
    });

type Said = Readonly<Record<string, unknown>> | undefined;

interface Member {
  name: string;
  type: GraphQLType;
  extensions?: Said;
  astNode?: { readonly directives?: readonly { readonly name: { readonly value: string } }[] } | null;
}

const saidBy = (way: 'shows' | 'takes', ...said: Said[]): LeafDeclaration | null =>
  (said.map((one) => one?.[way]).find((one) => one !== undefined) as LeafDeclaration | undefined) ?? null;

function leafAt(
  owner: GraphQLNamedType,
  { name, type, extensions, astNode }: Member,
  way: 'shows' | 'takes',
): ApiLeaf[] {
  if (!isLeafType(getNamedType(type))) return [];
  const external = astNode?.directives?.some((directive) => directive.name.value === 'external') ?? false;
  const declaration = saidBy(way, extensions, owner.extensions as Said);
  return [{ path: `${owner.name}.${name}`, name, way, declaration, external }];
}

const argumentsOf = (owner: GraphQLNamedType, field: GraphQLField<unknown, unknown>): ApiLeaf[] =>
  field.args
    .filter(({ type }) => isLeafType(getNamedType(type)))
    .map(({ name, extensions }) => ({
      path: `${owner.name}.${field.name}(${name}:)`,
      name,
      way: 'takes',
      declaration: saidBy('takes', extensions as Said, field.extensions as Said),
      external: false,
    }));
